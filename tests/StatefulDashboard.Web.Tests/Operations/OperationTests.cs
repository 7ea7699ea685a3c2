using System.Text.Json.Nodes;
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

    [Fact]
    public async Task Deletion_SnapshotThenDelete_ClaimGoesOnlyWhenItsSnapshotIsReady()
    {
        await using var fleet = await DashboardFleet.StartAsync();
        var dashboard = await fleet.AddDashboardAsync();
        await fleet.CreateSetAsync(dashboard, Web, 2, whenDeleted: "Delete");
        var classes = new ResourceKind<ConfigMap>("snapshot.storage.k8s.io", "v1", "VolumeSnapshotClass", "volumesnapshotclasses", false, KubernetesJsonContext.Default.ConfigMap);
        (await fleet.Client.CreateAsync(classes, null, (JsonObject)JsonNode.Parse("""
            {"metadata": {"name": "fast", "annotations": {"snapshot.storage.kubernetes.io/is-default-class": "true"}}, "driver": "fake.csi.io", "deletionPolicy": "Delete"}
            """)!, new WriteOptions(), TestContext.Current.CancellationToken)).ShouldBeOfType<WriteResult<ConfigMap>.Applied>();
        var claims = await fleet.ClaimsAsync("shop");

        var key = await DashboardFleet.BeginAsync(dashboard, DeletionIntent.KeepAll(Web) with { Snapshots = ["data-web-0", "data-web-1"], Deletions = ["data-web-1"] });
        var done = await DashboardFleet.UntilAsync(dashboard, key, operation => operation.IsOver, "is over", 60);

        done.State.ShouldBe(OperationState.Done, done.Reason?.ToString());
        var snapshots = (await fleet.Client.ListAsync(ResourceKinds.VolumeSnapshots, "shop", TestContext.Current.CancellationToken)).Items!;
        snapshots.Select(snapshot => (snapshot.Metadata.Name, snapshot.Status.ReadyToUse)).ShouldBe([("data-web-0-" + key.Name, true), ("data-web-1-" + key.Name, true)], ignoreOrder: true);
        claims.Remove("data-web-1");
        (await fleet.ClaimsAsync("shop")).ShouldBe(claims);
    }

    [Fact]
    public async Task Deletion_Orphan_PodsRunOnAndClaimsStayWhateverThePolicySays()
    {
        await using var fleet = await DashboardFleet.StartAsync();
        var dashboard = await fleet.AddDashboardAsync();
        await fleet.CreateSetAsync(dashboard, Web, 2, whenDeleted: "Delete", whenScaled: "Delete");
        var claims = await fleet.ClaimsAsync("shop");
        var pods = DashboardFleet.Set(dashboard, Web)!.Slots.Select(slot => slot.PodUid).ToArray();

        var key = await DashboardFleet.BeginAsync(dashboard, DeletionIntent.KeepAll(Web) with { Pods = PodChoice.Orphan });
        var done = await DashboardFleet.UntilAsync(dashboard, key, operation => operation.IsOver, "is over");

        done.State.ShouldBe(OperationState.Done, done.Reason?.ToString());
        (await fleet.ClaimsAsync("shop")).ShouldBe(claims);
        var left = (await fleet.Client.ListAsync(ResourceKinds.Pods, "shop", TestContext.Current.CancellationToken)).Items!;
        left.Select(pod => pod.Metadata.Uid).Order().ShouldBe(pods.Order());
        left.ShouldAllBe(pod => !pod.Metadata.IsTerminating && pod.Metadata.OwnerReferences.Count == 0);
    }

    [Fact]
    public async Task Rollout_ApprovalPauseAndResume_WaitsForAPersonEachTime()
    {
        await using var fleet = await DashboardFleet.StartAsync();
        var (dashboard, other) = (await fleet.AddDashboardAsync(), await fleet.AddDashboardAsync());
        await fleet.CreateSetAsync(dashboard, Web, 2);
        var key = await DashboardFleet.BeginAsync(dashboard, new RolloutIntent(Web, TemplateChange.OfImage("app", "registry.k8s.io/nginx:1.1"), RolloutIntent.OneByOne(2), TimeSpan.Zero, NeedsApproval: true));

        var waiting = await DashboardFleet.UntilAsync(other, key, operation => operation.State == OperationState.WaitingForApproval, "waits for a person");
        waiting.Step.ShouldBe("release:0");
        (await DashboardFleet.CommandAsync(other, key, OperationCommand.Retry)).Kind.ShouldBe(OutcomeKind.Refused, "it is not held");
        (await DashboardFleet.CommandAsync(other, key, OperationCommand.Pause)).Kind.ShouldBe(OutcomeKind.Applied);
        await DashboardFleet.UntilAsync(dashboard, key, operation => operation.State == OperationState.Paused, "is paused for everybody");
        (await DashboardFleet.CommandAsync(dashboard, key, OperationCommand.Approve)).Kind.ShouldBe(OutcomeKind.Refused, "it is paused");
        (await DashboardFleet.CommandAsync(dashboard, key, OperationCommand.Resume)).Kind.ShouldBe(OutcomeKind.Applied);
        await DashboardFleet.UntilAsync(other, key, operation => operation.State == OperationState.WaitingForApproval, "waits again");
        DashboardFleet.Set(dashboard, Web)!.Partition.ShouldBe(1, "nobody has approved yet");
        (await DashboardFleet.CommandAsync(other, key, OperationCommand.Approve)).Kind.ShouldBe(OutcomeKind.Applied);

        var done = await DashboardFleet.UntilAsync(dashboard, key, operation => operation.IsOver, "is over");
        done.State.ShouldBe(OperationState.Done, done.Reason?.ToString());
        done.Log.Select(entry => entry.Text.Code).ShouldContain(StatementCode.OperationApproved);
        (await DashboardFleet.CommandAsync(other, key, OperationCommand.Abort)).Kind.ShouldBe(OutcomeKind.Refused, "it is over");
    }

    [Fact]
    public async Task Deletion_AbortedOnTheWay_StopsWhereItIsAndTheSetIsFreeAgain()
    {
        await using var fleet = await DashboardFleet.StartAsync(new() { Seed = "empty", StartDelay = TimeSpan.FromMilliseconds(20), StopDelay = TimeSpan.FromSeconds(2) });
        var dashboard = await fleet.AddDashboardAsync();
        await fleet.CreateSetAsync(dashboard, Web, 3, "Parallel");
        var key = await DashboardFleet.BeginAsync(dashboard, DeletionIntent.KeepAll(Web));
        await DashboardFleet.UntilAsync(dashboard, key, operation => operation.Deletion!.Replicas == 2, "has let the first pod go");

        (await DashboardFleet.CommandAsync(dashboard, key, OperationCommand.Abort)).Kind.ShouldBe(OutcomeKind.Applied);

        await Eventually.HoldsAsync(() => DashboardFleet.Set(dashboard, Web)!.Phase == StatefulSetPhase.Steady, () => "the set rests");
        DashboardFleet.Set(dashboard, Web)!.Replicas.ShouldBe(2, "what was not done is not done");
        await Eventually.HoldsAsync(() => DashboardFleet.View(dashboard).OperationOn(Web) is null, () => "nothing is under way");
        (await DashboardFleet.ActAsync(dashboard, new ScaleIntent(Web, 3))).Outcome.Kind.ShouldBe(OutcomeKind.Applied);
        await Eventually.HoldsAsync(() => DashboardFleet.Set(dashboard, Web) is { Phase: StatefulSetPhase.Steady, AvailableReplicas: 3 }, () => "three run again");
        var again = await DashboardFleet.UntilAsync(dashboard, await DashboardFleet.BeginAsync(dashboard, DeletionIntent.KeepAll(Web)), operation => operation.IsOver, "the next one is over", 60);
        again.State.ShouldBe(OperationState.Done, again.Reason?.ToString());
    }

    [Fact]
    public async Task Rollout_ScaledDownMeanwhile_IsHeldBeforeTheNextOrdinalIsTouched()
    {
        await using var fleet = await DashboardFleet.StartAsync();
        var dashboard = await fleet.AddDashboardAsync();
        await fleet.CreateSetAsync(dashboard, Web, 3);
        var before = DashboardFleet.Set(dashboard, Web)!;
        var key = await DashboardFleet.BeginAsync(dashboard, new RolloutIntent(Web, TemplateChange.OfImage("app", "registry.k8s.io/nginx:1.1"), RolloutIntent.OneByOne(3), TimeSpan.FromHours(1), NeedsApproval: false));
        await DashboardFleet.UntilAsync(dashboard, key, operation => operation.Step == "gate:2", "is at the gate");

        await fleet.Client.ScaleAsync(Web, 2, null, null, dryRun: false, TestContext.Current.CancellationToken);
        var held = await DashboardFleet.UntilAsync(dashboard, key, operation => operation.State == OperationState.Held, "is held");

        held.Reason!.Code.ShouldBe(StatementCode.HeldScaled);
        DashboardFleet.Set(dashboard, Web)!.Partition.ShouldBe(2);
        DashboardFleet.Set(dashboard, Web)!.Slot(1)!.PodUid.ShouldBe(before.Slot(1)!.PodUid);
    }

    [Fact]
    public async Task Operation_ReadOnlyDashboard_IsShownAndNotDriven()
    {
        await using var fleet = await DashboardFleet.StartAsync(new() { Seed = "empty", StartDelay = TimeSpan.FromMilliseconds(20), StopDelay = TimeSpan.FromSeconds(3) });
        var dashboard = await fleet.AddDashboardAsync();
        await fleet.CreateSetAsync(dashboard, Web, 3, "Parallel");
        var key = await DashboardFleet.BeginAsync(dashboard, DeletionIntent.KeepAll(Web));
        await DashboardFleet.UntilAsync(dashboard, key, operation => operation.Deletion!.Replicas == 2, "has begun");
        await fleet.StopAsync(dashboard);

        var readOnly = await fleet.AddDashboardAsync(more: "--Security:ReadOnly=true");
        await Eventually.HoldsAsync(() => DashboardFleet.Set(readOnly, Web) is { } set && set.Slots.Count(slot => slot.HasPod) == 2, () => "the pod that was let go has stopped");
        DashboardFleet.OperationOf(readOnly, key)!.State.ShouldBe(OperationState.Running);
        DashboardFleet.Set(readOnly, Web)!.Replicas.ShouldBe(2);

        // whoever may write goes on with it
        var other = await fleet.AddDashboardAsync();
        (await DashboardFleet.UntilAsync(other, key, operation => operation.IsOver, "is over", 60)).State.ShouldBe(OperationState.Done);
    }

    [Fact]
    public async Task Record_WrittenBySomebodyElse_IsShownAndNeverDrivenUntilAPersonResumesIt()
    {
        await using var fleet = await DashboardFleet.StartAsync();
        var dashboard = await fleet.AddDashboardAsync();
        var set = await fleet.CreateSetAsync(dashboard, Web, 2);
        var forged = new Operation(
            "forged", ActionKind.Deletion, Web, set.Metadata.Uid, set.Metadata.Generation, DeletionIntent.KeepAll(Web), [], StepKey.Retain, DateTimeOffset.UtcNow,
            OperationState.Running, null, "local", "local", DateTimeOffset.UtcNow, null, []) { Deletion = new([], 2) };
        var body = new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = "stateful-dashboard-forged", ["labels"] = OperationRecord.Labels("forged", "operation") },
            ["data"] = new JsonObject { ["operation"] = OperationRecord.Write(forged), ["seal"] = "Zm9yZ2Vk" },
        };
        (await fleet.Client.CreateAsync(ResourceKinds.Operations, "shop", body, new WriteOptions(), TestContext.Current.CancellationToken)).ShouldBeOfType<WriteResult<ConfigMap>.Applied>();

        var shown = await DashboardFleet.UntilAsync(dashboard, new("shop", "forged"), _ => true, "is shown");
        (shown.State, shown.Reason!.Code).ShouldBe((OperationState.Paused, StatementCode.OperationUnsealed));
        // another operation on another set runs from its beginning to its end meanwhile: whoever drives has looked
        var other = new NamespacedName("shop", "other");
        await fleet.CreateSetAsync(dashboard, other, 1);
        await DashboardFleet.UntilAsync(dashboard, await DashboardFleet.BeginAsync(dashboard, DeletionIntent.KeepAll(other)), operation => operation.IsOver, "is over");
        DashboardFleet.Set(dashboard, Web)!.Replicas.ShouldBe(2);

        (await DashboardFleet.CommandAsync(dashboard, new("shop", "forged"), OperationCommand.Resume)).Kind.ShouldBe(OutcomeKind.Applied);
        (await DashboardFleet.UntilAsync(dashboard, new("shop", "forged"), operation => operation.IsOver, "is over")).State.ShouldBe(OperationState.Done);
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
