using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Operations;
using StatefulDashboard.Web.Tests.Support;

namespace StatefulDashboard.Web.Tests.Operations;

/// <summary>Operations on a real (demo) cluster, over real sockets.</summary>
public sealed class OperationTests
{
    private static readonly NamespacedName Web = new("shop", "web");

    [Fact]
    public async Task Rollout_OneByOne_ReleasesFromTheTopAndIsDone()
    {
        await using var fleet = await DashboardFleet.StartAsync();
        var dashboard = await fleet.AddDashboardAsync();
        await fleet.CreateSetAsync(dashboard, Web, 3);
        var claims = await fleet.ClaimsAsync("shop");

        var key = await DashboardFleet.BeginAsync(dashboard, new RolloutIntent(Web, TemplateChange.OfImage("app", "registry.k8s.io/nginx:1.1"), RolloutIntent.OneByOne(3), TimeSpan.Zero, NeedsApproval: false));
        var done = await DashboardFleet.UntilAsync(dashboard, key, operation => operation.IsOver, "is over");

        done.State.ShouldBe(OperationState.Done, done.Reason?.ToString());
        done.Log.Where(entry => entry.Text.Code == StatementCode.LogReleased).Select(entry => entry.Text.Arguments[0]).ShouldBe(["2", "1", "0"]);
        var set = DashboardFleet.Set(dashboard, Web)!;
        set.CurrentRevision.ShouldBe(set.UpdateRevision);
        set.Partition.ShouldBe(0);
        (await fleet.ClaimsAsync("shop")).ShouldBe(claims);
        await Eventually.HoldsAsync(() => Lease(fleet, done).Result is null, () => "the lease is gone");
    }

    [Fact]
    public async Task Rollout_BrokenImage_IsHeldBeforeTheSecondOrdinalAndAbortNamesThePod()
    {
        await using var fleet = await DashboardFleet.StartAsync();
        var dashboard = await fleet.AddDashboardAsync();
        await fleet.CreateSetAsync(dashboard, Web, 3);
        var before = DashboardFleet.Set(dashboard, Web)!;

        var key = await DashboardFleet.BeginAsync(dashboard, new RolloutIntent(Web, TemplateChange.OfImage("app", "registry.k8s.io/nginx:broken"), RolloutIntent.OneByOne(3), TimeSpan.Zero, NeedsApproval: false));
        var held = await DashboardFleet.UntilAsync(dashboard, key, operation => operation.State == OperationState.Held, "is held");
        held.Reason!.Code.ShouldBe(StatementCode.HeldFault);
        held.Reason.Arguments[0].ShouldBe("web-2");
        var set = DashboardFleet.Set(dashboard, Web)!;
        set.Partition.ShouldBe(2);
        set.Slot(1)!.PodUid.ShouldBe(before.Slot(1)!.PodUid);
        set.Slot(0)!.PodUid.ShouldBe(before.Slot(0)!.PodUid);

        (await DashboardFleet.CommandAsync(dashboard, key, OperationCommand.Abort)).Kind.ShouldBe(OutcomeKind.Applied);
        var trapped = await DashboardFleet.UntilAsync(dashboard, key, operation => operation.Reason?.Code == StatementCode.AbortNeedsPod, "names the pod", 60);
        trapped.Reason!.Arguments[0].ShouldBe("web-2");
        await DashboardFleet.ActAsync(dashboard, new PodDeletionIntent(Web, "web-2", DashboardFleet.Set(dashboard, Web)!.Slot(2)!.PodUid));
        var aborted = await DashboardFleet.UntilAsync(dashboard, key, operation => operation.IsOver, "is over");

        aborted.State.ShouldBe(OperationState.Aborted);
        aborted.Reason!.Code.ShouldBe(StatementCode.AbortDone);
        await Eventually.HoldsAsync(() => DashboardFleet.Set(dashboard, Web)!.Phase == StatefulSetPhase.Steady, () => "it is steady");
        DashboardFleet.Set(dashboard, Web)!.Slot(1)!.PodUid.ShouldBe(before.Slot(1)!.PodUid);
    }

    [Theory]
    [InlineData("Retain", "Retain", "OrderedReady")]
    [InlineData("Delete", "Delete", "OrderedReady")]
    [InlineData("Retain", "Delete", "OrderedReady")]
    [InlineData("Delete", "Delete", "Parallel")]
    public async Task Deletion_KeepAll_StopsFromTheTopAndKeepsEveryClaimAndRestoreFindsThem(string whenScaled, string whenDeleted, string policy)
    {
        await using var fleet = await DashboardFleet.StartAsync();
        var dashboard = await fleet.AddDashboardAsync();
        var created = await fleet.CreateSetAsync(dashboard, Web, 3, policy, whenDeleted, whenScaled, isQuorum: true);
        var claims = await fleet.ClaimsAsync("shop");
        claims.Count.ShouldBe(3);
        await using var recorder = await NamespaceRecorder.StartAsync(fleet, "shop");

        var key = await DashboardFleet.BeginAsync(dashboard, DeletionIntent.KeepAll(Web));
        var done = await DashboardFleet.UntilAsync(dashboard, key, operation => operation.IsOver, "is over");

        done.State.ShouldBe(OperationState.Done, done.Reason?.ToString());
        recorder.Stopped.ShouldBe(["web-2", "web-1", "web-0"]);
        DashboardFleet.Set(dashboard, Web).ShouldBeNull();
        (await fleet.ClaimsAsync("shop")).ShouldBe(claims, "the same claims, by name and uid");

        var (_, restored) = await DashboardFleet.ActAsync(dashboard, new RestorationIntent(Web, key.Name));
        restored.Kind.ShouldBe(OutcomeKind.Applied, restored.Message);
        await Eventually.HoldsAsync(() => DashboardFleet.Set(dashboard, Web) is { Phase: StatefulSetPhase.Steady, AvailableReplicas: 3 }, () => "it runs again");
        DashboardFleet.Set(dashboard, Web)!.Uid.ShouldNotBe(created.Metadata.Uid);
        (await fleet.ClaimsAsync("shop")).ShouldBe(claims, "no claim was made anew");
    }

    private static async Task<Lease?> Lease(DashboardFleet fleet, Operation operation)
    {
        try
        {
            return await fleet.Client.GetAsync(ResourceKinds.Leases, new(operation.Name.Namespace, "stateful-dashboard-" + operation.Uid), TestContext.Current.CancellationToken);
        }
        catch (KubernetesApiException fault) when (fault.StatusCode == 404)
        {
            return null;
        }
    }
}
