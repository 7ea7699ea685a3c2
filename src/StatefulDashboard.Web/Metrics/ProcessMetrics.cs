using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace StatefulDashboard.Web.Metrics;

/// <summary>What is told of the process, under the names that Prometheus' own libraries use.</summary>
public static class ProcessMetrics
{
    public static void Write(MetricsText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        using var process = Process.GetCurrentProcess();
        text.Gauge("stateful_dashboard_build_info", "Always 1; the labels say what runs.");
        text.Sample(1, ("version", Version), ("dotnet", Environment.Version.ToString()));
        text.Gauge("process_start_time_seconds", "When the process started, in seconds since 1970.");
        text.Sample(Math.Round((process.StartTime.ToUniversalTime() - DateTime.UnixEpoch).TotalSeconds, 3));
        text.Counter("process_cpu_seconds_total", "Processor time used, user and system.");
        text.Sample(Math.Round(process.TotalProcessorTime.TotalSeconds, 3));
        text.Gauge("process_resident_memory_bytes", "Memory of the process that is in RAM.");
        text.Sample(process.WorkingSet64);
        text.Gauge("process_threads", "Threads of the operating system.");
        text.Sample(process.Threads.Count);
        text.Gauge("dotnet_gc_heap_size_bytes", "Managed memory, as of the last collection.");
        text.Sample(GC.GetGCMemoryInfo().HeapSizeBytes);
        text.Counter("dotnet_gc_collections_total", "Garbage collections by generation; one of a higher generation counts for those below as well.");
        for (var generation = 0; generation <= GC.MaxGeneration; generation++)
        {
            text.Sample(GC.CollectionCount(generation), ("generation", generation.ToString(CultureInfo.InvariantCulture)));
        }

        text.Counter("dotnet_gc_allocated_bytes_total", "Managed memory that was allocated.");
        text.Sample(GC.GetTotalAllocatedBytes());
        text.Gauge("dotnet_threadpool_threads", "Threads of the pool.");
        text.Sample(ThreadPool.ThreadCount);
        text.Gauge("dotnet_threadpool_queue_length", "Work that waits for a thread of the pool.");
        text.Sample(ThreadPool.PendingWorkItemCount);
    }

    private static string Version { get; } = typeof(ProcessMetrics).Assembly.GetName().Version?.ToString(3) ?? "0";
}
