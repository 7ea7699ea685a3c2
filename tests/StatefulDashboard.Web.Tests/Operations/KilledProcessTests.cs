using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Operations;

namespace StatefulDashboard.Web.Tests.Operations;

/// <summary>The real program, killed (nothing is given back, nothing is said) once in every step of a rollout and of a deletion.</summary>
public sealed class KilledProcessTests
{
    private static readonly NamespacedName Rolled = new("rolled", "web");
    private static readonly NamespacedName Deleted = new("deleted", "web");

    [Fact]
    public async Task Operations_ProcessKilledInEachStep_EndAsPlannedAndNothingIsDoneTwice()
    {
        // a pod takes longer to stop than the next process to come: else several would stop while nobody looks, and their steps be passed over
        await using var fleet = await DashboardFleet.StartAsync(new() { Seed = "empty", StartDelay = TimeSpan.FromMilliseconds(300), StopDelay = TimeSpan.FromSeconds(5) });
        var first = await fleet.AddDashboardAsync();
        await fleet.CreateSetAsync(first, Rolled, 3);
        await fleet.CreateSetAsync(first, Deleted, 3, whenDeleted: "Delete", whenScaled: "Delete");
        var (claims, toDelete) = (await fleet.ClaimsAsync("rolled"), await fleet.ClaimsAsync("deleted"));
        await using var rolled = await NamespaceRecorder.StartAsync(fleet, "rolled");
        await using var deleted = await NamespaceRecorder.StartAsync(fleet, "deleted");
        var version = (await fleet.Client.ListAsync(ResourceKinds.Operations, null, TestContext.Current.CancellationToken)).Metadata!.ResourceVersion!;
        await DashboardFleet.BeginAsync(first, new RolloutIntent(Rolled, TemplateChange.OfImage("app", "registry.k8s.io/nginx:1.1"), RolloutIntent.OneByOne(3), TimeSpan.FromSeconds(1), NeedsApproval: false));
        await DashboardFleet.BeginAsync(first, DeletionIntent.KeepAll(Deleted) with { Deletions = ["data-web-2"] });
        await fleet.StopAsync(first);

        var steps = await KillInEachStepAsync(fleet, version);

        steps[Rolled].ShouldBeSubsetOf(["start", "release:2", "gate:2", "release:1", "gate:1", "release:0", "gate:0", "finish"]);
        ((string[])["release:2", "gate:2", "release:1", "gate:1", "release:0", "gate:0", "finish"]).ShouldBeSubsetOf(steps[Rolled]);
        steps[Deleted].ShouldBeSubsetOf(["retain", "unbind", "stop:2", "stop:1", "stop:0", "delete", "claim:data-web-2", "finish"]);
        ((string[])["stop:2", "stop:1", "stop:0", "delete", "claim:data-web-2"]).ShouldBeSubsetOf(steps[Deleted]);
        rolled.Specs.Select(spec => spec.Partition).ShouldBe([3, 2, 1, 0], "each step once");
        rolled.Stopped.ShouldBe(["web-2", "web-1", "web-0"]);
        deleted.Specs.Select(spec => spec.Replicas).Where(replicas => replicas < 3).ShouldBe([0], "scaled down once");
        deleted.Stopped.ShouldBe(["web-2", "web-1", "web-0"]);
        (await fleet.ClaimsAsync("rolled")).ShouldBe(claims);
        toDelete.Remove("data-web-2");
        (await fleet.ClaimsAsync("deleted")).ShouldBe(toDelete, "the two that the plan kept are there, the one that it named is gone");
    }

    /// <returns>The steps in which a process has died, by set.</returns>
    private static async Task<Dictionary<NamespacedName, HashSet<string>>> KillInEachStepAsync(DashboardFleet fleet, string version)
    {
        var died = new Dictionary<NamespacedName, HashSet<string>> { [Rolled] = [], [Deleted] = [] };
        var over = new HashSet<NamespacedName>();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(4));
        using var processes = new DashboardProcess(fleet.Demo.KubeconfigPath);
        try
        {
            await foreach (var change in fleet.Client.WatchAsync(ResourceKinds.Operations, null, new WatchOptions(version, TimeoutSeconds: 3000), limit.Token))
            {
                if (change.Object is null || OperationRecord.Read(change.Object, out _) is not { } operation)
                {
                    continue;
                }

                operation.State.ShouldNotBeOneOf(OperationState.Held, OperationState.Failed);
                if (died[operation.Name].Add(operation.Step) && !operation.IsOver)
                {
                    processes.Restart();
                }

                if (operation.IsOver && over.Add(operation.Name) && over.Count == 2)
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException late) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("not over; processes have died in " + string.Join(", ", died.SelectMany(pair => pair.Value.Select(step => pair.Key + " " + step))) + "\n" + processes.Output, late);
        }

        return died;
    }
}
