using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Planning;

public sealed class ActionAvailabilityTests
{
    private static readonly ActionKind[] OnSets = [ActionKind.Scale, ActionKind.Rollout, ActionKind.Deletion];

    [Fact]
    public void Of_AllRightsAndNothingInTheWay_IsEnabled()
    {
        foreach (var kind in OnSets.Append(ActionKind.PodDeletion))
        {
            Of(kind, Situation()).ShouldBe(ActionAvailability.Enabled, kind.ToString());
        }
    }

    // the rights that the requests of each action take, by the API's own names
    [Theory]
    [InlineData(ActionKind.Scale, "patch statefulsets.apps/scale")]
    [InlineData(ActionKind.Rollout, "patch statefulsets.apps|create configmaps|patch configmaps|create leases.coordination.k8s.io|patch leases.coordination.k8s.io|delete leases.coordination.k8s.io")]
    [InlineData(ActionKind.Deletion, "patch statefulsets.apps|delete statefulsets.apps|patch statefulsets.apps/scale|create configmaps|patch configmaps|create leases.coordination.k8s.io|patch leases.coordination.k8s.io|delete leases.coordination.k8s.io")]
    [InlineData(ActionKind.PodDeletion, "delete pods")]
    public void Of_AnyOneRightMissing_IsDisabledAndNamesIt(ActionKind kind, string needs)
    {
        var all = needs.Split('|');
        ActionNeeds.Of(kind, new("db", "web"), World().Overview()).Select(need => need.Verb + " " + need.Qualified).ShouldBe(all, ignoreOrder: true);
        foreach (var need in all)
        {
            var availability = Of(kind, Situation(rightTo: asked => asked.Verb + " " + asked.Qualified == need ? Right.No : Right.Yes));

            availability.State.ShouldBe(AvailabilityState.Disabled, need);
            availability.Reason.ShouldBe(Statement.Of(StatementCode.ButtonMayNot, "viewer", need.Replace(".apps", "", StringComparison.Ordinal).Replace(".coordination.k8s.io", "", StringComparison.Ordinal), "db"));
        }
    }

    [Fact]
    public void Of_SeveralRightsMissing_NamesEachVerbOnEachResource() =>
        Of(ActionKind.Rollout, Situation(rightTo: _ => Right.No)).Reason!.Arguments[1].ShouldBe("patch statefulsets; create, patch configmaps; create, patch, delete leases");

    [Fact]
    public void Of_RightNotKnown_IsDisabledAndDoesNotSayNo() =>
        Of(ActionKind.Scale, Situation(rightTo: _ => Right.Unknown)).Reason.ShouldBe(Statement.Of(StatementCode.ButtonRightsUnknown, "viewer", "patch statefulsets/scale", "db"));

    [Theory]
    [InlineData("Delete", "Retain", true)]
    [InlineData("Retain", "Delete", true)]
    [InlineData("Retain", "Retain", false)]
    public void Deletion_ClaimsWouldBeTakenAlong_NeedsToPatchThem(string whenScaled, string whenDeleted, bool needed)
    {
        var set = World().With(spec => spec with { PersistentVolumeClaimRetentionPolicy = new() { WhenScaled = whenScaled, WhenDeleted = whenDeleted } }).Overview();

        ActionNeeds.Of(ActionKind.Deletion, set.Name, set).Contains(new("patch", "", "persistentvolumeclaims", "db")).ShouldBe(needed);
    }

    [Fact]
    public void Deletion_AClaimStillHasAnOwner_NeedsToPatchIt()
    {
        var world = World();
        world.Claims[0] = world.Claims[0] with { Metadata = world.Claims[0].Metadata with { OwnerReferences = [new() { Kind = "StatefulSet", Name = "web", Uid = "set-uid" }] } };

        ActionNeeds.Of(ActionKind.Deletion, new("db", "web"), world.Overview()).ShouldContain(new ResourceAttributes("patch", "", "persistentvolumeclaims", "db"));
    }

    [Fact]
    public void Of_OperationUnderWay_NamesItAndLetsAPodBeDeleted()
    {
        var situation = Situation() with { UnderWay = Rollout };

        foreach (var kind in OnSets)
        {
            Of(kind, situation).Reason.ShouldBe(Statement.Of(StatementCode.ButtonUnderWay, "abc", "rollout"), kind.ToString());
        }

        Of(ActionKind.PodDeletion, situation).ShouldBe(ActionAvailability.Enabled, "the pod of a trap must be deleted while the rollout waits");
    }

    [Fact]
    public void Of_AutoscalerOwnsReplicas_OnlyScalingIsDisabledAndNotFromZero()
    {
        var situation = Situation() with { Autoscaler = "web" };

        Of(ActionKind.Scale, situation).Reason.ShouldBe(Statement.Of(StatementCode.ButtonAutoscaler, "web"));
        Of(ActionKind.Rollout, situation).ShouldBe(ActionAvailability.Enabled);
        Of(ActionKind.Scale, situation with { Set = situation.Set with { Replicas = 0 } }).ShouldBe(ActionAvailability.Enabled);
    }

    [Fact]
    public void Of_ReadOnlyStaleGoneOrDeleting_SaysWhich()
    {
        foreach (var kind in OnSets)
        {
            Of(kind, Situation() with { IsReadOnly = true }).Reason!.Code.ShouldBe(StatementCode.ButtonReadOnly);
            Of(kind, Situation() with { IsStale = true }).Reason!.Code.ShouldBe(StatementCode.ButtonStale);
            Of(kind, Situation() with { IsGone = true }).Reason!.Code.ShouldBe(StatementCode.ButtonGone);
            Of(kind, Situation() with { Set = Situation().Set with { Phase = StatefulSetPhase.Deleting } }).Reason!.Code.ShouldBe(StatementCode.ButtonDeleting);
        }
    }

    [Fact]
    public void PodDeletion_PodsAreNotRead_IsHidden() =>
        Of(ActionKind.PodDeletion, Situation() with { Set = OverviewMask.Apply(World().Overview(), UnreadKinds.Pods) }).ShouldBe(ActionAvailability.Hidden);

    private static Operation Rollout => new(
        "abc", ActionKind.Rollout, new("db", "web"), "set-uid", 3, new RolloutIntent(new("db", "web"), null, [0], TimeSpan.Zero, NeedsApproval: false), [], StepKey.Start, Domain.Tests.World.Now,
        OperationState.Running, null, "admin", "admin", Domain.Tests.World.Now, null, []);

    private static World World() => new World().Pod(0).Pod(1).Pod(2).Claim(0).Claim(1).Claim(2);

    private static ActionSituation Situation(Func<ResourceAttributes, Right>? rightTo = null) => new("viewer", World().Overview(), rightTo ?? (_ => Right.Yes));

    private static ActionAvailability Of(ActionKind kind, ActionSituation situation) => ActionAvailability.Of(kind, situation);
}
