using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;

namespace StatefulDashboard.Benchmarks.LargeCluster;

/// <summary>What a client process measures; each prints one line. The process is fresh: compiling counts.</summary>
internal sealed class Measurements(ServerAddress server) : IDisposable
{
    private static readonly string[] Paths = ["apis/apps/v1/statefulsets", "api/v1/pods", "api/v1/persistentvolumeclaims"];

    private readonly KubernetesClient client = new(server.ToEndpoint(), TimeProvider.System, NullLogger.Instance);

    public static async Task<int> RunAsync(string what, ServerAddress server)
    {
        using var measurements = new Measurements(server);
        Console.WriteLine(await (what switch
        {
            "transfer" => measurements.TransferAsync(),
            "sync" => measurements.SyncAsync(),
            "memory" => measurements.MemoryAsync(),
            "storm" => measurements.StormAsync(5_000, 30),
            "change" => measurements.ChangeAsync(1_000),
            "dashboard" => measurements.DashboardAsync(5_000, 10),
            "idle" => measurements.IdleAsync(TimeSpan.FromSeconds(30)),
            _ => throw new ArgumentException("unknown measurement " + what),
        }));
        return 0;
    }

    public void Dispose() => client.Dispose();

    /// <summary>The same streams read and thrown away: seconds and bytes.</summary>
    private async Task<string> TransferAsync()
    {
        using var http = server.CreateHttpClient();
        var start = Stopwatch.GetTimestamp();
        var bytes = await Task.WhenAll(Paths.Select(path => ReadToMarkAsync(http, path)));
        return string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(start).TotalSeconds:0.000} {bytes.Sum()}");
    }

    private static async Task<long> ReadToMarkAsync(HttpClient http, string path)
    {
        const string Query = "?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true&timeoutSeconds=300";
        using var response = await http.GetAsync(new Uri(path + Query, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await response.Content.ReadAsStreamAsync();
        var (buffer, total) = (new byte[64 * 1024], 0L);
        while (true)
        {
            var length = await stream.ReadAsync(buffer);
            total += length;
            if (length == 0 || buffer.AsSpan(0, length).IndexOf("initial-events-end"u8) >= 0)
            {
                return total;
            }
        }
    }

    private async Task<string> SyncAsync()
    {
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Follow(ResourceKinds.StatefulSets).Synced, Follow(ResourceKinds.Pods).Synced, Follow(ResourceKinds.PersistentVolumeClaims).Synced);
        return string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(start).TotalSeconds:0.000}");
    }

    private async Task<string> MemoryAsync()
    {
        var sets = Follow(ResourceKinds.StatefulSets);
        var claims = Follow(ResourceKinds.PersistentVolumeClaims);
        await Task.WhenAll(sets.Synced, claims.Synced);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var pods = Follow(ResourceKinds.Pods);
        await pods.Synced;
        await Task.Delay(TimeSpan.FromSeconds(5));
        var (resident, peak) = (StatusMegabytes("VmRSS"), StatusMegabytes("VmHWM"));
        var kept = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)pods.Informer.Health.Count;
        GC.KeepAlive(sets);
        GC.KeepAlive(claims);
        return string.Create(CultureInfo.InvariantCulture, $"memory kept per cached pod: {kept / 1024:0.00} KB; process 5 s after the sync: {resident} MB, its peak {peak} MB");
    }

    private async Task<string> StormAsync(int rate, int seconds)
    {
        if (OperatingSystem.IsLinux())
        {
            using var self = Process.GetCurrentProcess();
            self.ProcessorAffinity = 1;
        }

        using var http = server.CreateHttpClient();
        var pods = Follow(ResourceKinds.Pods);
        await pods.Synced;
        var (state, changes) = pods.Informer.Subscribe(CancellationToken.None);
        var known = state.ToDictionary(pair => pair.Key.Name, pair => pair.Value.Metadata.ResourceVersion, StringComparer.Ordinal);
        var samples = new List<double>();
        var reading = Task.Run(async () =>
        {
            await foreach (var change in changes.ReadAllAsync())
            {
                foreach (var one in change)
                {
                    known[one.Name.Name] = one.After!.Metadata.ResourceVersion;
                    samples.Add(Milliseconds(one.After));
                }
            }
        });
        var (cpu, start) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        var storm = http.PostAsync(new Uri($"control/storm/{rate}/{seconds}", UriKind.Relative), null);
        var resident = new List<long>();
        while (!storm.IsCompleted)
        {
            await Task.WhenAny(storm, Task.Delay(TimeSpan.FromSeconds(5)));
            resident.Add(StatusMegabytes("VmRSS"));
        }

        var took = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await Task.Delay(500);
        var used = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds / took;
        var mine = string.Join('\n', known.Select(pair => pair.Key + " " + pair.Value).Order(StringComparer.Ordinal));
        var isRight = string.Equals(mine, await http.GetStringAsync(new Uri("control/pods", UriKind.Relative)), StringComparison.Ordinal);
        GC.KeepAlive(reading);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"storm of {rate * seconds} pod changes in {took:0.0} s, client on one core: {samples.Count} delivered, {used * 100:0} % of the core, lag {Percentiles.Of(samples)}, resident {string.Join(", ", resident)} MB, final state {(isRight ? "right" : "WRONG")}");
    }

    private async Task<string> ChangeAsync(int count)
    {
        using var http = server.CreateHttpClient();
        var pods = Follow(ResourceKinds.Pods);
        await Task.WhenAll(Follow(ResourceKinds.StatefulSets).Synced, Follow(ResourceKinds.PersistentVolumeClaims).Synced, pods.Synced);
        var (_, changes) = pods.Informer.Subscribe(CancellationToken.None);
        var samples = new List<double>();
        for (var index = 0; index < count + 50; index++)
        {
            await http.PostAsync(new Uri($"control/change/{index % 5_000}", UriKind.Relative), null);
            var batch = await changes.ReadAsync();
            samples.Add(Milliseconds(batch[0].After!));
            await Task.Delay(5);
        }

        // the first ones compile the way
        return "one change on a quiet large cluster, server to subscriber: " + Percentiles.Of(samples.Skip(50));
    }

    /// <summary>The dashboard's own reading of the cluster on top of the caches: index, overviews, board.</summary>
    private async Task<string> DashboardAsync(int rate, int seconds)
    {
        using var http = server.CreateHttpClient();
        var start = Stopwatch.GetTimestamp();
        var connection = new ClusterConnection(new("large", "large", IsDemo: false, IsConnected: true), client, [], "cluster.local", TimeProvider.System, NullLoggerFactory.Instance);
        _ = connection.RunAsync(CancellationToken.None);
        await foreach (var view in connection.Board.WatchAsync(CancellationToken.None))
        {
            if (view.Sets.Count > 0)
            {
                break;
            }
        }

        var first = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await Task.Delay(TimeSpan.FromSeconds(5));
        var (resident, views, stop) = (StatusMegabytes("VmRSS"), 0, new CancellationTokenSource());
        var watching = Task.Run(async () =>
        {
            await foreach (var _ in connection.Board.WatchAsync(stop.Token))
            {
                views++;
            }
        });
        var (cpu, stormStart) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        await http.PostAsync(new Uri($"control/storm/{rate}/{seconds}", UriKind.Relative), null);
        var used = (Environment.CpuUsage.TotalTime - cpu) / Stopwatch.GetElapsedTime(stormStart);
        await stop.CancelAsync();
        await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"dashboard: first view after {first:0.00} s, {resident} MB; {rate} pod changes a second for {seconds} s: {used * 100:0} % of a core, {views} views, then {StatusMegabytes("VmRSS")} MB");
    }

    private async Task<string> IdleAsync(TimeSpan time)
    {
        await Task.WhenAll(Follow(ResourceKinds.StatefulSets).Synced, Follow(ResourceKinds.Pods).Synced, Follow(ResourceKinds.PersistentVolumeClaims).Synced);
        await Task.Delay(TimeSpan.FromSeconds(5));
        var before = Environment.CpuUsage.TotalTime;
        await Task.Delay(time);
        var used = (Environment.CpuUsage.TotalTime - before) / time;
        return string.Create(CultureInfo.InvariantCulture, $"idle for {time.TotalSeconds:0} s at that size: {used * 100:0.00} % of a core");
    }

    private (Informer<T> Informer, Task Synced) Follow<T>(ResourceKind<T> kind)
        where T : class, IKubernetesObject
    {
        var informer = new Informer<T>(client, kind, null, TimeProvider.System, NullLogger.Instance);
        _ = informer.RunAsync(CancellationToken.None);
        return (informer, informer.WhenSynced(CancellationToken.None));
    }

    /// <summary>Since the server made it: both processes read the machine's monotonic clock.</summary>
    private static double Milliseconds(Pod pod) =>
        Stopwatch.GetElapsedTime(long.Parse(pod.Metadata.Labels["note"], CultureInfo.InvariantCulture)).TotalMilliseconds;

    private static long StatusMegabytes(string field)
    {
        var line = File.ReadLines("/proc/self/status").First(one => one.StartsWith(field, StringComparison.Ordinal));
        return long.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
