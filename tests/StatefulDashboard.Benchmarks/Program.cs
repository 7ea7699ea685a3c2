using StatefulDashboard.Benchmarks;

// Each benchmark prints its figures; docs/performance.md holds them, with the machine.
switch (args.FirstOrDefault())
{
    case "write-to-dom":
        await WriteToDom.RunAsync(args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 300);
        return 0;
    case "demo-size":
        return DemoSize.Run(args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 1000);
    default:
        Console.WriteLine("usage: dotnet run --project tests/StatefulDashboard.Benchmarks --configuration Release -- write-to-dom [samples] | demo-size [sets]");
        return 2;
}
