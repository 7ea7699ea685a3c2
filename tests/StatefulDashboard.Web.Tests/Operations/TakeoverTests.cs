using System.Diagnostics;
using System.Globalization;
using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Configuration;
using StatefulDashboard.Web.Tests.Support;

namespace StatefulDashboard.Web.Tests.Operations;

/// <summary>Dashboards come and go in front of a cluster while operations are under way.</summary>
public sealed class TakeoverTests
{
    private const int Sets = 12;

    /// <summary>So often an operation that was under way has lost its dashboard.</summary>
    private const int Moments = 200;

    [Fact]
    public async Task Operations_DashboardStoppedAtRandomMoments_AllEndAsPlannedAndNothingIsDoneTwice()
    {
        var random = new Random(20261121);
        await using var fleet = await DashboardFleet.StartAsync(new() { Seed = "empty", StartDelay = TimeSpan.FromMilliseconds(60), StopDelay = TimeSpan.FromMilliseconds(60) });
        var moments = 0;
        for (var round = 0; moments < Moments; round++)
        {
            moments += await RoundAsync(fleet, round, random);
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{moments} moments");
    }

    private static async Task<int> RoundAsync(DashboardFleet fleet, int round, Random random)
    {
        var dashboard = await fleet.AddDashboardAsync();
        NamespacedName[] names = [.. Enumerable.Range(0, Sets).Select(number => new NamespacedName(string.Create(CultureInfo.InvariantCulture, $"ns-{round}-{number}"), "web"))];
        await Task.WhenAll(names.Select((name, number) => fleet.CreateSetAsync(dashboard, name, 3, number % 4 == 3 ? "Parallel" : "OrderedReady", "Delete", number % 3 == 0 ? "Delete" : "Retain")));
        var claims = new Dictionary<NamespacedName, Dictionary<string, string>>();
        var recorders = new Dictionary<NamespacedName, NamespaceRecorder>();
        var operations = new Dictionary<NamespacedName, NamespacedName>();
        foreach (var name in names)
        {
            claims[name] = await fleet.ClaimsAsync(name.Namespace);
            recorders[name] = await NamespaceRecorder.StartAsync(fleet, name.Namespace);
        }

        for (var number = 0; number < names.Length; number++)
        {
            operations[names[number]] = await DashboardFleet.BeginAsync(dashboard, Intent(names[number], number));
        }

        var moments = 0;
        var limit = Stopwatch.StartNew();
        while (UnderWay(dashboard, operations.Values) is > 0 and var running)
        {
            // the moment is what is random here, nothing is waited for; now and then one lives longer than the lease of one that could not give it back
            await Task.Delay(random.Next(0, random.Next(0, 10) == 0 ? 3000 : 250), TestContext.Current.CancellationToken);
            running = UnderWay(dashboard, operations.Values);
            await fleet.StopAsync(dashboard);
            moments += running;
            dashboard = await fleet.AddDashboardAsync();
            limit.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(2), "still under way: " + string.Join("; ", operations.Values
                .Select(key => DashboardFleet.OperationOf(dashboard, key)).Where(operation => operation is { IsOver: false })
                .Select(operation => $"{operation!.Name} {operation.State} at {operation.Step}: {operation.Reason} generation {operation.Generation}, log {string.Join(" | ", operation.Log)}")));
        }

        foreach (var (number, name) in names.Index())
        {
            var over = DashboardFleet.OperationOf(dashboard, operations[name])!;
            over.State.ShouldBe(OperationState.Done, $"{name}: {over.Step} {over.Reason}");
            (await fleet.ClaimsAsync(name.Namespace)).ShouldBe(claims[name], $"{name}: every claim stays");
            await CheckAsync(dashboard, name, number, recorders[name]);
            await recorders[name].DisposeAsync();
        }

        await fleet.StopAsync(dashboard);
        return moments;
    }

    private static ActionIntent Intent(NamespacedName name, int number) => number % 2 == 0
        ? new RolloutIntent(name, TemplateChange.OfImage("app", "registry.k8s.io/nginx:1.1"), RolloutIntent.OneByOne(3), TimeSpan.Zero, NeedsApproval: false)
        : DeletionIntent.KeepAll(name);

    private static int UnderWay(RunningDashboard dashboard, IEnumerable<NamespacedName> operations) =>
        operations.Count(key => DashboardFleet.OperationOf(dashboard, key) is { IsOver: false });

    private static async Task CheckAsync(RunningDashboard dashboard, NamespacedName name, int number, NamespaceRecorder recorder)
    {
        if (number % 2 == 0)
        {
            await Eventually.HoldsAsync(() => DashboardFleet.Set(dashboard, name)!.Phase == StatefulSetPhase.Steady, () => $"{name} is steady");
            recorder.Specs.Select(spec => spec.Partition).ShouldBe([3, 2, 1, 0], $"{name}: each step once");
        }
        else
        {
            DashboardFleet.Set(dashboard, name).ShouldBeNull();
            recorder.Specs.Select(spec => spec.Replicas).Where(replicas => replicas < 3).ShouldBe(number % 4 == 3 ? [2, 1, 0] : [0], $"{name}: each step once");
        }

        recorder.Stopped.ShouldBe(["web-2", "web-1", "web-0"], $"{name}: each pod once, from the top");
    }
}
