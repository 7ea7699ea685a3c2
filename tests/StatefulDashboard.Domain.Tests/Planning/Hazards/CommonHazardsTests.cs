using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Overview.Facts;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Domain.Planning.Hazards;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Planning.Hazards;

/// <summary>Each hazard when it is there, and when it is not: a row says what is changed in a set that has none.</summary>
public sealed class CommonHazardsTests
{
    /// <summary>One of three Ready pods is replaced at a time; the number of replicas stays.</summary>
    private static readonly ActionEffect Rollout = new(WritesReplicas: false, WritesTemplate: true, WritesPartition: true, DeletesSet: false, PodsDownAtOnce: 1, MembersLeft: 2, TargetReplicas: 3);

    private static readonly ActionEffect ToTwo = new(WritesReplicas: true, WritesTemplate: false, WritesPartition: false, DeletesSet: false, PodsDownAtOnce: 1, MembersLeft: 2, TargetReplicas: 2);
    private static readonly ActionEffect ToZero = ToTwo with { PodsDownAtOnce = 3, MembersLeft = 0, TargetReplicas = 0 };
    private static readonly ActionEffect ToFive = ToTwo with { PodsDownAtOnce = 0, MembersLeft = 3, TargetReplicas = 5 };
    private static readonly ActionEffect Deletion = ToZero with { DeletesSet = true };

    private static readonly WriterInfo Argo = new("Argo CD", WriterKind.Loop, ["annotation x=y"], SetFields.Replicas);
    private static readonly WriterInfo Helm = new("Helm", WriterKind.Tool, ["label z=Helm"], SetFields.None);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void OrdinarySet_AnyAction_HasNoHazard(bool parallel)
    {
        var set = new World().With(spec => spec with { PodManagementPolicy = parallel ? "Parallel" : "OrderedReady" }).Pod(0).Pod(1).Pod(2).Overview();

        foreach (var effect in new[] { Rollout, ToTwo, ToFive })
        {
            CommonHazards.Of(set, effect).ShouldBeEmpty();
        }
    }

    public static TheoryData<string, SetFacts, string, string> FactRows => new()
    {
        // writers
        { "a loop that owns the field", Ordinary with { Writers = [Argo] }, "to two", "Caution HazardWrittenBack(Argo CD, annotation x=y) > GoOnAtSource(Argo CD)" },
        { "a loop that does not own it now", Ordinary with { Writers = [Argo] }, "rollout", "Note HazardMayBeWrittenBack(Argo CD, annotation x=y) > GoOnAtSource(Argo CD)" },
        { "a loop of which nobody knows what it owns", Ordinary with { Writers = [Argo with { Fields = SetFields.None }] }, "rollout", "Caution HazardWrittenBack(Argo CD, annotation x=y) > GoOnAtSource(Argo CD)" },
        { "a loop and deletion", Ordinary with { Writers = [Argo] }, "deletion", "Caution HazardMadeAgain(Argo CD, annotation x=y) > GoOnAtSource(Argo CD)" },
        { "a tool", Ordinary with { Writers = [Helm] }, "to two", "Note HazardToolWritesBack(Helm, label z=Helm) > GoOnAtSource(Helm)" },
        { "a tool and deletion", Ordinary with { Writers = [Helm] }, "deletion", "Note HazardToolMakesAgain(Helm, label z=Helm) > GoOnAtSource(Helm)" },
        { "a file that has the field", Ordinary with { Writers = [new("kubectl apply", WriterKind.Tool, ["f"], SetFields.Replicas)] }, "to two", "Note HazardToolWritesBack(kubectl apply, f) > GoOnAtSource(kubectl apply)" },
        { "a file without the field", Ordinary with { Writers = [new("kubectl apply", WriterKind.Tool, ["f"], SetFields.Replicas)] }, "rollout", "" },

        // autoscalers
        { "an autoscaler", Ordinary with { Autoscalers = [new("size", 2, 6)] }, "to two", "Caution HazardAutoscaler(size, 2, 6) > GoOnAutoscaler(size)" },
        { "an autoscaler and a rollout", Ordinary with { Autoscalers = [new("size", 2, 6)] }, "rollout", "" },
        { "an autoscaler at 0", Ordinary with { Autoscalers = [new("size", 2, 6)] }, "to zero", "Note HazardAutoscalerPaused(size)" },
        { "an autoscaler of a set that goes", Ordinary with { Autoscalers = [new("size", 2, 6)] }, "deletion", "Note HazardAutoscalerLeft(size)" },

        // budgets
        { "a budget that allows it", Ordinary with { Budgets = [new("b", 1, 3, 2)] }, "to two", "" },
        { "a budget that does not", Ordinary with { Budgets = [new("b", 0, 2, 2)] }, "to two", "Caution HazardBudget(1, b, 0, 2, 2) > GoOnFewer()" },
        { "a budget and nothing down", Ordinary with { Budgets = [new("b", 0, 2, 2)] }, "to five", "" },
        { "no budget", Ordinary with { Budgets = [] }, "to two", "Note HazardNoBudget()" },
        { "no budget and none left to protect", Ordinary with { Budgets = [] }, "to zero", "" },
        { "no budget of a set that goes", Ordinary with { Budgets = [] }, "deletion", "" },
        { "no budget and one pod", Ordinary with { Budgets = [] }, "pod", "" },
        { "no budget of one replica", Ordinary with { Budgets = [] }, "to one", "" },

        // quorum
        { "a majority stays", Ordinary with { Quorum = new(3, 2, "image etcd") }, "rollout", "" },
        { "a majority stays, of an even number", Ordinary with { Quorum = new(3, 2, "image etcd") }, "to two", "Note HazardQuorumEven(2, 1, image etcd)" },
        { "no majority stays", Ordinary with { Quorum = new(3, 2, "image etcd") }, "to one", "Danger HazardQuorumLost(1, 3, 2, image etcd) > GoOnQuorum(2)" },
        { "none stays", Ordinary with { Quorum = new(3, 2, "image etcd") }, "to zero", "Danger HazardQuorumLost(0, 3, 2, image etcd)" },
        { "more, and odd", Ordinary with { Quorum = new(3, 2, "image etcd") }, "to five", "" },
        { "one member has no majority", Ordinary with { Quorum = new(1, 1, "image etcd") }, "to zero", "" },

        // grace
        { "no grace period", Ordinary with { TerminationGracePeriodSeconds = 0 }, "rollout", "Caution HazardNoGrace()" },
        { "none said", Ordinary with { TerminationGracePeriodSeconds = null }, "rollout", "Caution HazardNoGrace()" },
        { "a short one", Ordinary with { TerminationGracePeriodSeconds = 4 }, "rollout", "Note HazardShortGrace(4)" },
        { "a usual one", Ordinary with { TerminationGracePeriodSeconds = 10 }, "rollout", "" },
        { "none, and nothing ends", Ordinary with { TerminationGracePeriodSeconds = 0 }, "to five", "" },
    };

    private static SetFacts Ordinary => new World().Pod(0).Pod(1).Pod(2).Overview().Facts with { Budgets = [new("roomy", 3, 3, 0)] };

    [Theory]
    [MemberData(nameof(FactRows))]
    public void Facts_OfASetInOrder_MakeThisHazardAndNoOther(string what, SetFacts facts, string action, string expected)
    {
        var set = new World().Pod(0).Pod(1).Pod(2).Overview() with { Facts = facts };

        Texts(CommonHazards.Of(set, Effect(action))).ShouldBe(expected, what);
    }

    public static TheoryData<string, string, string> StateRows => new()
    {
        { "rollout", "to five", "Note HazardRolloutUnderWay(web-new)" },
        { "rollout", "rollout", "" }, // its own plan says so
        { "rollout", "deletion", "" },
        { "canary", "to zero", "Caution HazardHeldToZero(2)" },
        { "canary", "to five", "Note HazardRolloutUnderWay(web-new)" },
        { "canary", "takeover", "" },
        { "trap", "rollout", "Caution HazardTrap(web-1) > DeleteToGoOn(web-1)" },
        { "trap", "to two", "Caution HazardTrap(web-1) > DeleteToGoOn(web-1)" },
        { "trap", "to one", "" },
        { "trap", "deletion", "" },
        { "fault, ordered", "to five", "Caution HazardFaultWaits(web-1, ImagePullBackOff)" },
        { "two faults, ordered", "to five", "Caution HazardFaultWaits(web-1, ImagePullBackOff); Caution HazardFaultWaits(web-2, ImagePullBackOff)" },
        { "fault, parallel", "to five", "Caution HazardFault(web-1, ImagePullBackOff)" },
        { "fault, parallel", "rollout", "Caution HazardFault(web-1, ImagePullBackOff)" },
        { "fault, parallel", "to one", "" },
        { "lost claim", "to five", "Caution HazardClaimLost(www-web-1)" },
        { "partition above", "to two", "Note HazardPartitionAbove(3, 2)" },
        { "partition at", "to two", "Note HazardPartitionAbove(2, 2)" },
        { "partition at", "to zero", "" },
        { "partition above", "to five", "" },
        { "partition above", "rollout", "" }, // it writes another partition
        { "one node", "to two", "Note HazardOneNode(node-a, 3)" },
        { "one node", "to one", "" },
        { "one node", "deletion", "" },
        { "one node", "pod", "" },
        { "partition at", "pod", "" },
        { "budgets unread", "to two", "Note HazardBudgetsUnread()" },
        { "budgets unread", "to five", "" },
        { "autoscalers unread", "to two", "Note HazardAutoscalersUnread()" },
        { "autoscalers unread", "rollout", "" },
        { "autoscalers unread", "deletion", "" },
    };

    [Theory]
    [MemberData(nameof(StateRows))]
    public void State_OfASet_MakesThisHazardAndNoOther(string state, string action, string expected) =>
        Texts(CommonHazards.Of(World(state).Overview(), Effect(action))).ShouldBe(expected, state);

    [Fact]
    public void Quorum_LostAlready_TheCureIsNoDanger()
    {
        // one of three is Ready; deleting one that is broken takes no Ready member away
        var set = new World().Pod(0).Pod(1, readyFor: null, waiting: "CrashLoopBackOff").Pod(2, readyFor: null, waiting: "CrashLoopBackOff").Overview();
        set = set with { Facts = set.Facts with { Quorum = new(3, 2, "image etcd") } };

        CommonHazards.Of(set, Rollout with { WritesTemplate = false, MembersLeft = 1 }).ShouldNotContain(hazard => hazard.Severity == Severity.Danger);
        CommonHazards.Of(set, Rollout with { MembersLeft = 0 }).ShouldContain(hazard => hazard.Severity == Severity.Danger);
    }

    [Fact]
    public void Faults_OfMany_AreNamedUpToThreeAndCounted()
    {
        var world = new World().With(spec => spec with { Replicas = 6, PodManagementPolicy = "Parallel" });
        for (var ordinal = 0; ordinal < 6; ordinal++)
        {
            world.Pod(ordinal, readyFor: null, waiting: "ImagePullBackOff");
        }

        CommonHazards.Of(world.Overview(), ToFive with { TargetReplicas = 7 }).Select(hazard => hazard.Text.Code).ShouldBe([
            StatementCode.HazardFault, StatementCode.HazardFault, StatementCode.HazardFault, StatementCode.HazardFaultsMore]);
    }

    private static ActionEffect Effect(string action) => action switch
    {
        "rollout" => Rollout,
        "takeover" => Rollout with { WritesTemplate = false },
        "to zero" => ToZero,
        "to one" => ToTwo with { PodsDownAtOnce = 2, MembersLeft = 1, TargetReplicas = 1 },
        "to two" => ToTwo,
        "to five" => ToFive,
        "deletion" => Deletion,
        "pod" => Rollout with { WritesTemplate = false, WritesPartition = false },
        _ => throw new ArgumentException(action, nameof(action)),
    };

    private static World World(string state)
    {
        var world = new World();
        world.Budgets[0] = world.Budgets[0] with { Status = new() { DisruptionsAllowed = 3 } };
        return state switch
        {
            "rollout" => world.Revisions("web-old", "web-new").Pod(0).Pod(1).Pod(2, "web-new"),
            "canary" => world.Revisions("web-old", "web-new").Partition(2).Pod(0).Pod(1).Pod(2, "web-new"),
            "trap" => world.Pod(0).Pod(1, "web-broken", readyFor: null, waiting: "ImagePullBackOff").Pod(2),
            "fault, ordered" => world.Pod(0).Pod(1, readyFor: null, waiting: "ImagePullBackOff").Pod(2),
            "two faults, ordered" => world.Pod(0).Pod(1, readyFor: null, waiting: "ImagePullBackOff").Pod(2, readyFor: null, waiting: "ImagePullBackOff"),
            "fault, parallel" => world.With(spec => spec with { PodManagementPolicy = "Parallel" }).Pod(0).Pod(1, readyFor: null, waiting: "ImagePullBackOff").Pod(2),
            "lost claim" => Lost(world.Pod(0).Pod(1).Pod(2).Claim(0).Claim(1).Claim(2)),
            "partition above" => world.Partition(3).Pod(0).Pod(1).Pod(2),
            "partition at" => world.Partition(2).Pod(0).Pod(1).Pod(2),
            "one node" => world.Pod(0, node: "node-a").Pod(1, node: "node-a").Pod(2, node: "node-a"),
            "budgets unread" => Unread(world, UnreadKinds.PodDisruptionBudgets),
            "autoscalers unread" => Unread(world, UnreadKinds.HorizontalPodAutoscalers),
            _ => throw new ArgumentException(state, nameof(state)),
        };

        static World Lost(World world)
        {
            world.Claims[1] = world.Claims[1] with { Status = new() { Phase = "Lost" } };
            return world;
        }

        static World Unread(World world, UnreadKinds kind)
        {
            world.Unread = kind;
            return world.Pod(0).Pod(1).Pod(2);
        }
    }

    private static string Texts(IEnumerable<Hazard> hazards) => string.Join("; ", hazards.Select(hazard =>
        hazard.Severity + " " + Text(hazard.Text) + (hazard.ToGoOn is { } more ? " > " + Text(more) : "")));

    private static string Text(Statement statement) => statement.Code + "(" + string.Join(", ", statement.Arguments) + ")";
}
