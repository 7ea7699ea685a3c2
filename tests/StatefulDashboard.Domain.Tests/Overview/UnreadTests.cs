using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;

namespace StatefulDashboard.Domain.Tests.Overview;

/// <summary>What an account may not read is unknown: never missing, never what it was when it could still be read.</summary>
public sealed class UnreadTests
{
    public static readonly TheoryData<UnreadKinds> Kinds = [.. Enum.GetValues<UnreadKinds>().Where(kind => kind is not (UnreadKinds.None or UnreadKinds.PodDisruptionBudgets or UnreadKinds.HorizontalPodAutoscalers or UnreadKinds.Events or UnreadKinds.Deployments or UnreadKinds.DaemonSets))];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void AnyKind_Unread_IsNamedOnce(UnreadKinds kind)
    {
        var set = Whole(kind).Overview();

        set.Notices.Count(notice => notice.Text == Statement.Of(StatementCode.KindsUnread, kind.ToString().ToLowerInvariant())).ShouldBe(1);
        set.Notices.ShouldNotContain(notice => notice.Severity == Severity.Danger);
    }

    [Theory]
    [InlineData(UnreadKinds.PodDisruptionBudgets)]
    [InlineData(UnreadKinds.HorizontalPodAutoscalers)]
    [InlineData(UnreadKinds.Events)]
    [InlineData(UnreadKinds.Deployments)]
    [InlineData(UnreadKinds.DaemonSets)]
    public void KindOfPlans_Unread_DarkensNothingThatIsShown(UnreadKinds kind) => Whole(kind).Overview().Notices.ShouldBe(Whole(UnreadKinds.None).Overview().Notices);

    [Theory]
    [InlineData(UnreadKinds.Pods)]
    [InlineData(UnreadKinds.PersistentVolumeClaims)]
    [InlineData(UnreadKinds.Services)]
    [InlineData(UnreadKinds.EndpointSlices)]
    public void OldState_OfAKindThatCanNoLongerBeRead_DoesNotCount(UnreadKinds kind)
    {
        var empty = Whole(kind);
        Action forget = kind switch
        {
            UnreadKinds.Pods => empty.Pods.Clear,
            UnreadKinds.PersistentVolumeClaims => empty.Claims.Clear,
            UnreadKinds.EndpointSlices => empty.Slices.Clear,
            _ => () => empty.Service = null,
        };
        forget();

        Whole(kind).Overview().ShouldBe(empty.Overview());
    }

    [Fact]
    public void Pods_Unread_NothingIsSaidOfThemAndTheStatusCounts()
    {
        var world = Whole(UnreadKinds.Pods).Claim(3);
        world.Set = world.Set with { Status = world.Set.Status with { ReadyReplicas = 2, AvailableReplicas = 1, UpdatedReplicas = 3 } };
        var set = world.Overview();

        set.Phase.ShouldBe(StatefulSetPhase.Unknown);
        set.Explanation.Headline.ShouldBe(Statement.Of(StatementCode.PodsUnread, "2", "3"));
        (set.ReadyReplicas, set.AvailableReplicas, set.UpdatedReplicas).ShouldBe((2, 1, 3));
        set.Next.ShouldBeEmpty();
        set.Slots.Select(slot => (slot.Ordinal, slot.Position, slot.State, slot.HasPod)).ShouldBe(
            Enumerable.Range(0, 4).Select(ordinal => (ordinal, OrdinalPosition.Unknown, OrdinalState.Unknown, false)));
        set.Slots.SelectMany(slot => slot.Claims).ShouldAllBe(claim => !claim.LeftBehind && claim.Phase == "Bound", "whether a pod still uses www-web-3 is not known");
        set.Slots.Select(slot => slot.Dns.Verdict).ShouldBe(
            [PublishedVerdict.Published, PublishedVerdict.Unknown, PublishedVerdict.Unknown, PublishedVerdict.Unknown],
            "what an EndpointSlice publishes is known without the pod; why it does not is not");
    }

    [Fact]
    public void Set_Unread_IsShownAsItWasLast()
    {
        var set = Whole(UnreadKinds.StatefulSets).Overview();

        set.Phase.ShouldBe(StatefulSetPhase.Unknown);
        set.Explanation.Headline.Code.ShouldBe(StatementCode.SetUnread);
        set.Slots.Count.ShouldBe(3);
    }

    [Fact]
    public void Claims_Unread_AreNotMissing()
    {
        var set = Whole(UnreadKinds.PersistentVolumeClaims).Overview();

        set.Phase.ShouldBe(StatefulSetPhase.Steady);
        set.Slots.SelectMany(slot => slot.Claims).Select(claim => (claim.Name, claim.Phase, claim.Exists))
            .ShouldBe([("www-web-0", "Unknown", false), ("www-web-1", "Unknown", false), ("www-web-2", "Unknown", false)]);
    }

    [Theory]
    [InlineData(UnreadKinds.Services)]
    [InlineData(UnreadKinds.EndpointSlices)]
    public void Dns_WithoutServicesOrSlices_IsUnknown(UnreadKinds kind) =>
        Whole(kind).Overview().Slots.ShouldAllBe(slot => slot.Dns.Verdict == PublishedVerdict.Unknown && slot.Dns.Published.Count == 0);

    // the class only says what a volume's policy was when it was made
    [Fact]
    public void Volumes_Unread_ReclaimPolicyIsNotTakenFromTheClass()
    {
        Whole(UnreadKinds.None).Overview().Slots[0].Claims[0].ReclaimPolicy.ShouldBe("Delete");
        Whole(UnreadKinds.PersistentVolumes).Overview().Slots[0].Claims[0].ReclaimPolicy.ShouldBeNull();
    }

    [Fact]
    public void Plan_WithoutPods_IsRefused() =>
        Plan(Whole(UnreadKinds.Pods), 1).Refusal.ShouldBe(Statement.Of(StatementCode.RefusedUnread, "pods"));

    [Theory]
    [InlineData("Retain", 1, Severity.Caution, StatementCode.HazardClaimsUnread)]
    [InlineData("Delete", 1, Severity.Danger, StatementCode.HazardClaimsUnreadDeleted)]
    [InlineData("Delete", 5, Severity.Caution, StatementCode.HazardClaimsUnread)]
    public void Plan_WithoutClaims_SaysWhatCannotBeSaid(string whenScaled, int replicas, Severity severity, StatementCode code)
    {
        var world = Whole(UnreadKinds.PersistentVolumeClaims).With(spec => spec with { PersistentVolumeClaimRetentionPolicy = new() { WhenScaled = whenScaled } });
        var plan = Plan(world, replicas);

        plan.Refusal.ShouldBeNull();
        plan.Hazards[0].ShouldBe(new Hazard(severity, Statement.Of(code)));
        plan.Consequences.ShouldAllBe(item => item.Object == "Pod");
    }

    private static World Whole(UnreadKinds unread)
    {
        var world = new World { Unread = unread }.Pod(0).Pod(1).Pod(2).Claim(0).Claim(1).Claim(2);
        world.Slices.Add(new() { Endpoints = [new() { Hostname = "web-0", Addresses = ["10.0.0.0"] }] });
        return world;
    }

    private static ActionPlan Plan(World world, int replicas) => ScalePlanner.Plan(world.Overview(), new(new("db", "web"), replicas));
}
