using System.Diagnostics;
using System.Globalization;
using StatefulDashboard.Benchmarks.LargeCluster;

namespace StatefulDashboard.Benchmarks.Browsers;

/// <summary>The list of workloads of a large cluster: how soon it is there, how soon it answers, and what many open browsers cost.</summary>
internal static class WorkloadsBenchmark
{
    private const int Rate = 100;

    public static async Task<int> RunAsync(string? only)
    {
        using var cluster = await ServerProcess.StartAsync(1000);
        using var control = cluster.Address.CreateHttpClient();
        if (only is null or "open")
        {
            await WorkloadsInChromium.OpenAsync(cluster.Address);
        }

        if (only is null or "typing")
        {
            await WorkloadsInChromium.TypingAsync(cluster.Address, control, Rate);
        }

        if (only is null or "change")
        {
            await WorkloadsInChromium.ChangeAsync(cluster.Address, control, Rate);
        }

        if (only is null or "browsers")
        {
            await BrowsersAsync(cluster.Address, control, "");
            await BrowsersAsync(cluster.Address, control, "sort=name");
        }

        return 0;
    }

    private static async Task BrowsersAsync(ServerAddress cluster, HttpClient control, string query)
    {
        using var dashboard = await DashboardProcess.StartAsync(cluster);
        var (http, cookie) = await dashboard.SignInAsync();
        using var client = http;
        // what the reading costs with nobody looking; one round before it compiles the way
        await UnrestAsync(dashboard, control, 20);
        var (alone, _) = await UnrestAsync(dashboard, control, 10);
        foreach (var count in new[] { 1, 50 })
        {
            List<Circuit> circuits = [];
            for (var index = 0; index < count; index++)
            {
                circuits.Add(await Circuit.OpenAsync(client, new Uri(dashboard.Address, "/?" + query), cookie));
            }

            await UnrestAsync(dashboard, control, 10);
            var before = circuits.Select(circuit => (circuit.Batches, circuit.Bytes, circuit.WithRows)).ToArray();
            var (share, seconds) = await UnrestAsync(dashboard, control, 30);
            var batches = circuits.Zip(before).Select(pair => (pair.First.Batches - pair.Second.Batches) / seconds).ToArray();
            var bytes = circuits.Zip(before).Sum(pair => pair.First.Bytes - pair.Second.Bytes) / seconds / count;
            var faults = circuits.Select(circuit => circuit.Fault).OfType<string>().Distinct().ToArray();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{count} circuits on /?{query}, {Rate} changes a second for {seconds:0} s: {share * 100:0.0} % of a core ({alone * 100:0.0} % with nobody looking), {dashboard.Megabytes} MB; each {batches.Average():0.0} batches a second (least {batches.Min():0.0}), {bytes / 1000:0.0} KB/s, with rows {circuits.Zip(before).Sum(pair => pair.First.WithRows - pair.Second.WithRows) / seconds / count:0.0}; {(faults.Length == 0 ? "all alive" : "FAULTS: " + string.Join("; ", faults))}"));
            foreach (var circuit in circuits)
            {
                await circuit.DisposeAsync();
            }
        }
    }

    private static async Task<(double ShareOfCore, double Seconds)> UnrestAsync(DashboardProcess dashboard, HttpClient control, int seconds)
    {
        var (cpu, start) = (dashboard.CpuTime, Stopwatch.GetTimestamp());
        (await control.PostAsync(new Uri($"control/unrest/{Rate}/{seconds}", UriKind.Relative), null)).EnsureSuccessStatusCode();
        var took = Stopwatch.GetElapsedTime(start);
        return ((dashboard.CpuTime - cpu) / took, took.TotalSeconds);
    }
}
