using StatefulDashboard.Benchmarks;
using StatefulDashboard.Benchmarks.Browsers;
using StatefulDashboard.Benchmarks.LargeCluster;

// Each benchmark prints its figures; docs/performance.md holds them, with the machine.
switch (args.FirstOrDefault())
{
    case "write-to-dom":
        await WriteToDom.RunAsync(args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 300);
        return 0;
    case "demo-size":
        return DemoSize.Run(args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 1000);
    case "large-cluster":
        return await LargeClusterBenchmark.RunAsync(1000, args.ElementAtOrDefault(1));
    case "large-cluster-server":
        return await SyntheticApiServer.RunAsync(int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture));
    case "large-cluster-client":
        return await Measurements.RunAsync(args[1], new ServerAddress(args[2]));
    case "workloads":
        return await WorkloadsBenchmark.RunAsync(args.ElementAtOrDefault(1));
    case "dashboard":
        return await DashboardProcess.RunAsync(args[1..]);
    default:
        Console.WriteLine("usage: dotnet run --project tests/StatefulDashboard.Benchmarks --configuration Release -- write-to-dom [samples] | demo-size [sets] | large-cluster [sync|pages|memory|storm|change|idle|dashboard] | workloads [open|typing|change|browsers]");
        return 2;
}
