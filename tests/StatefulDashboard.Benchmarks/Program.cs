using StatefulDashboard.Benchmarks;

// Each benchmark prints its figures; docs/performance.md holds them, with the machine.
switch (args.FirstOrDefault())
{
    case "write-to-dom":
        await WriteToDom.RunAsync(args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 300);
        return 0;
    default:
        Console.WriteLine("usage: dotnet run --project tests/StatefulDashboard.Benchmarks --configuration Release -- write-to-dom [samples]");
        return 2;
}
