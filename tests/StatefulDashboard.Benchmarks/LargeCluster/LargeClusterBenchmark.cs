using System.Globalization;

namespace StatefulDashboard.Benchmarks.LargeCluster;

/// <summary>
/// The client against a large cluster: a synthetic API server in one process, each measurement in another, so that the figures
/// are the client's.
/// </summary>
internal static class LargeClusterBenchmark
{
    private static readonly string[] AfterSync = ["memory", "storm", "change", "idle", "dashboard"];

    public static async Task<int> RunAsync(int sets, string? only)
    {
        using var server = await ServerProcess.StartAsync(sets);
        using var control = server.Address.CreateHttpClient();
        Console.WriteLine($"{sets} sets, {sets * SyntheticObjects.PodsOfSet} pods of {SyntheticObjects.Pod(0, 0, 1, "none", isReady: true).Length} bytes, as many claims");
        if (only is null or "sync")
        {
            await server.MeasureAsync("transfer");
            await SyncAsync(server, control, 100);
            await SyncAsync(server, control, 0);
        }

        if (only is null or "pages")
        {
            await control.PostAsync(new Uri("control/streaming/false", UriKind.Relative), null);
            Console.WriteLine("lists in pages, as a server without streaming lists wants them, unpaced: " + await server.MeasureAsync("sync") + " s; " + await server.MeasureAsync("memory"));
            await control.PostAsync(new Uri("control/streaming/true", UriKind.Relative), null);
        }

        foreach (var what in AfterSync.Where(what => only is null || only == what))
        {
            Console.WriteLine(await server.MeasureAsync(what));
        }

        return 0;
    }

    private static async Task SyncAsync(ServerProcess server, HttpClient control, int megabytesPerSecond)
    {
        await control.PostAsync(new Uri($"control/pace/{megabytesPerSecond}", UriKind.Relative), null);
        var ratios = new List<(double Transfer, double Sync)>();
        var bytes = "";
        for (var round = 0; round < 5; round++)
        {
            var transfer = (await server.MeasureAsync("transfer")).Split(' ');
            bytes = transfer[^1];
            ratios.Add((Number(transfer[0]), Number(await server.MeasureAsync("sync"))));
        }

        await control.PostAsync(new Uri("control/pace/0", UriKind.Relative), null);
        var pace = megabytesPerSecond == 0 ? "unpaced" : $"paced at {megabytesPerSecond} MB/s";
        var (bare, sync) = (Median(ratios.Select(pair => pair.Transfer)), Median(ratios.Select(pair => pair.Sync)));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"first sync {pace}: {sync:0.00} s, the transfer itself {bare:0.00} s ({bytes} bytes): ratio {Median(ratios.Select(pair => pair.Sync / pair.Transfer)):0.00} (medians of {ratios.Count})"));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static double Median(IEnumerable<double> numbers) => numbers.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;
}
