using System.Globalization;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Planning;

/// <summary>What holds for every plan, whatever the set is doing: many sets made at random, the same each time.</summary>
public sealed class PlanPropertyTests
{
    private const int Sets = 600;

    [Fact]
    public void RolloutPlan_AnySet_TouchesEachOrdinalOnceAndFallsFromTheTop() => Each((random, set) =>
    {
        var partitions = Falling(random, set.Replicas);
        var change = random.Next(3) == 0 ? null : TemplateChange.OfImage("nginx", "nginx:1.28");
        var plan = RolloutPlanner.Plan(set, new(set.Name, change, partitions, TimeSpan.FromSeconds(random.Next(60)), random.Next(2) == 0));
        if (plan.Refusal is not null)
        {
            plan.Steps.ShouldBeEmpty();
            plan.Requests.ShouldBeEmpty();
            return false;
        }

        EachObjectOnce(set, plan);
        var released = plan.Steps.Where(step => step.Ordinal is not null && step.Key != "start").Select(step => step.Ordinal!.Value).ToArray();
        released.ShouldBe(released.OrderDescending().Distinct());
        var touched = plan.Consequences.Where(item => item.Object == "Pod" && item.Kind is ConsequenceKind.Replaced or ConsequenceKind.Created).Select(item => item.Ordinal);
        touched.Order().ShouldBe(plan.Steps.Where(step => step.Ordinal is { } ordinal && set.Slot(ordinal)!.InRange).Select(step => step.Ordinal!.Value).Order());

        // no step lets a pod go that its partition still holds
        foreach (var step in plan.Steps.Where(step => step.Ordinal is not null && step.Key.StartsWith("release:", StringComparison.Ordinal)))
        {
            (step.Ordinal!.Value - set.Start).ShouldBeGreaterThanOrEqualTo(int.Parse(step.Key["release:".Length..], CultureInfo.InvariantCulture));
        }

        // the hold never lies below what is on the new revision, nor above all where there is something to go on with
        var hold = RolloutPlanner.FirstPartition(set, new(set.Name, change, partitions, TimeSpan.Zero, NeedsApproval: false));
        hold.ShouldBeGreaterThanOrEqualTo(set.Partition);
        plan.Steps.Select(step => step.Key).Distinct().Last().ShouldBe("finish");
        return true;
    }).ShouldBeGreaterThan(Sets / 4);

    [Fact]
    public void RolloutPlan_TakeOver_ReplacesNoPodThatIsOnTheRevision() => Each((random, set) =>
    {
        var hold = RolloutPlanner.FirstPartition(set, new(set.Name, null, [0], TimeSpan.Zero, NeedsApproval: false));
        var plan = RolloutPlanner.Plan(set, new(set.Name, null, RolloutIntent.OneByOne(Math.Min(hold, set.Replicas)), TimeSpan.Zero, NeedsApproval: false));
        foreach (var item in plan.Consequences.Where(item => item.Kind == ConsequenceKind.Replaced))
        {
            var slot = set.Slot(item.Ordinal)!;
            (slot.Revision != set.UpdateRevision || slot.State is OrdinalState.Terminating or OrdinalState.Failed).ShouldBeTrue();
        }

        return plan.Refusal is null;
    }).ShouldBeGreaterThan(Sets / 8);

    [Fact]
    public void DeletionPlan_AnySet_StopsEachPodOnceFromTheTopAndFreesEachClaimBefore() => Each((random, set) =>
    {
        string[] claims = [.. set.Slots.SelectMany(slot => slot.Claims).Where(claim => claim.Exists).Select(claim => claim.Name)];
        var deletions = claims.Where(_ => random.Next(4) == 0).ToValueList();
        var snapshots = claims.Where(_ => random.Next(4) == 0).ToValueList();
        var plan = DeletionPlanner.Plan(set, new(set.Name, PodChoice.StopInOrder, snapshots, deletions));
        if (plan.Refusal is not null)
        {
            return false;
        }

        EachObjectOnce(set, plan);
        plan.NeedsName.ShouldBeTrue();
        var stops = plan.Steps.Where(step => step.Key.StartsWith("stop:", StringComparison.Ordinal)).Select(step => step.Ordinal!.Value).ToArray();
        stops.ShouldBe(stops.OrderDescending().Distinct());
        set.Slots.Where(slot => slot.HasPod).All(slot => stops.Contains(slot.Ordinal)).ShouldBeTrue();

        string[] phases = ["retain", "unbind", "stop", "snapshot", "delete", "claim", "finish"];
        var order = plan.Steps.Select(step => Array.IndexOf(phases, step.Key.Split(':')[0])).ToArray();
        order.ShouldBe(order.Order());

        // what is gone in the end was chosen, or could not be kept
        var gone = plan.Consequences.Where(item => item.Object != "Pod" && item.Kind == ConsequenceKind.Deleted).Select(item => item.Name);
        var doomed = set.Slots.SelectMany(slot => slot.Claims).Where(claim => claim.IsTerminating).Select(claim => claim.Name);
        gone.Order().ShouldBe(deletions.Concat(doomed).Distinct().Order());
        return true;
    }).ShouldBeGreaterThan(Sets / 4);

    [Fact]
    public void DeletionPlan_Orphan_TouchesNoPodAndNoClaim() => Each((_, set) =>
    {
        var plan = DeletionPlanner.Plan(set, new(set.Name, PodChoice.Orphan, [], []));
        plan.Steps.All(step => step.Key is "retain" or "unbind" or "delete" or "finish").ShouldBeTrue();
        plan.Consequences.Where(item => item.Object == "Pod").All(item => item.Kind == ConsequenceKind.Kept).ShouldBeTrue();
        if (plan.Refusal is null)
        {
            EachObjectOnce(set, plan);
        }

        return plan.Refusal is null;
    }).ShouldBeGreaterThan(Sets / 16);

    // each pod and each claim that is there has exactly one consequence; of a claim that somebody has deleted already a hazard may tell
    // instead; nothing else has one, but what is made
    private static void EachObjectOnce(StatefulSetOverview set, ActionPlan plan)
    {
        var told = plan.Consequences.Where(item => item.Kind != ConsequenceKind.Created).Select(item => item.Name).ToHashSet(StringComparer.Ordinal);
        told.Count.ShouldBe(plan.Consequences.Count(item => item.Kind != ConsequenceKind.Created));
        foreach (var slot in set.Slots)
        {
            (told.Remove(slot.PodName) == slot.HasPod).ShouldBeTrue(slot.PodName);
            foreach (var claim in slot.Claims)
            {
                (told.Remove(claim.Name) || claim.IsTerminating || !claim.Exists).ShouldBeTrue(claim.Name);
            }
        }

        told.ShouldBeEmpty();
    }

    /// <returns>How many were not refused.</returns>
    private static int Each(Func<Random, StatefulSetOverview, bool> check)
    {
        var count = 0;
        for (var seed = 0; seed < Sets; seed++)
        {
            var random = new Random(seed);
            var set = RandomSet(random);
            try
            {
                count += check(random, set) ? 1 : 0;
            }
            catch (Exception fault)
            {
                throw new InvalidOperationException($"seed {seed}: {fault.Message}", fault);
            }
        }

        return count;
    }

    private static ValueList<int> Falling(Random random, int replicas) =>
        [.. Enumerable.Range(0, Math.Max(replicas, 1)).Where(_ => random.Next(2) == 0).OrderDescending()];

    private static StatefulSetOverview RandomSet(Random random)
    {
        var (replicas, start) = (random.Next(6), random.Next(3) == 0 ? random.Next(1, 4) : 0);
        var world = new World().Replicas(replicas).StartAt(start).Partition(random.Next(3) == 0 ? random.Next(7) : 0)
            .Retention(Policy(random), Policy(random));
        world = random.Next(3) == 0 ? world.Parallel() : world;
        world = random.Next(3) == 0 ? world.Revisions("web-old", "web-old") : world.Revisions("web-old", "web-new");
        for (var ordinal = Math.Max(0, start - 1); ordinal < start + replicas + 2; ordinal++)
        {
            var isInside = ordinal >= start && ordinal < start + replicas;
            if (random.Next(10) < (isInside ? 9 : 1))
            {
                AddPod(world, random, ordinal);
            }

            if (random.Next(10) < (isInside ? 8 : 3))
            {
                string[] owners = [.. new[] { "StatefulSet", "Pod", "Backup" }.Where(_ => random.Next(6) == 0)];
                world.Claim(ordinal, terminating: random.Next(12) == 0, owners: owners);
            }
        }

        return world.Overview();
    }

    private static string Policy(Random random) => random.Next(2) == 0 ? "Retain" : "Delete";

    private static void AddPod(World world, Random random, int ordinal)
    {
        var revision = random.Next(3) switch { 0 => "web-new", _ => "web-old" };
        switch (random.Next(12))
        {
            case 0:
                world.Pod(ordinal, revision, terminating: true);
                break;
            case 1:
                world.Pod(ordinal, revision, readyFor: null, age: 5);
                break;
            case 2:
                world.Pod(ordinal, revision, readyFor: null, waiting: "CrashLoopBackOff");
                break;
            case 3:
                world.Pod(ordinal, revision, readyFor: null, phase: "Failed");
                break;
            default:
                world.Pod(ordinal, revision);
                break;
        }
    }
}
