using System.Globalization;
using System.Text;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;

namespace StatefulDashboard.Web.Tests.Outcomes;

/// <summary>One plan on one random set, from the intent to the proof.</summary>
internal sealed class Case
{
    /// <summary>Longer than anything takes that goes on by itself: the longest is a dead node's 14 s.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(45);

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    private readonly StringBuilder story = new();

    private Case()
    {
    }

    public ActionPlan? Plan { get; private set; }

    /// <summary>Null where the plan is a refusal, or where there is no set.</summary>
    public Proof? Proof { get; private set; }

    public bool IsRefused => Plan?.Refusal is not null;

    public string Story => story.ToString();

    /// <param name="intend">Says what somebody wants of the set as it is, and what the plan for that is; null: nothing.</param>
    public static async Task<Case> RunAsync(int seed, Func<OutcomeCluster, StatefulSetOverview, RandomWorld, (ActionIntent Intent, ActionPlan Plan)?> intend, ICarryOut hand)
    {
        await using var cluster = new OutcomeCluster(seed);
        var world = new RandomWorld(cluster, new Random(seed));
        world.Build();
        var made = new Case();
        if (cluster.Overview(RandomWorld.Set) is not { } set || intend(cluster, set, world) is not var (intent, plan))
        {
            return made;
        }

        // one that is gone by now had these rules
        var before = Moment.Of(cluster);
        before = before with { Set = before.Set ?? set with { Slots = [] } };

        made.Plan = plan;
        made.Tell(seed, world, set, intent);
        if (plan.Refusal is null)
        {
            using var history = new History(cluster);
            var (text, operation) = hand.Run(cluster, plan, intent, history);
            made.Line("carried out: " + text);
            Rest(cluster, history);
            var after = Moment.Of(cluster);
            made.Proof = new Proof(plan, before, after, history.All, operation);
            made.Tell(history, after);
        }

        return made;
    }

    /// <summary>What is planned is changed before it is proven: for the proof of the proof.</summary>
    public static Task<Case> RunAsync(
        int seed, Func<OutcomeCluster, StatefulSetOverview, RandomWorld, (ActionIntent Intent, ActionPlan Plan)?> intend, ICarryOut hand, Func<ActionPlan, ActionPlan> mutate) =>
        RunAsync(seed, (cluster, set, world) => intend(cluster, set, world) is var (intent, plan) ? (intent, mutate(plan)) : null, hand);

    public static void Rest(OutcomeCluster cluster, History history)
    {
        var end = cluster.Time.Elapsed + Limit;
        for (var seen = -1; seen != history.All.Count && cluster.Time.Elapsed < end;)
        {
            seen = history.All.Count;
            cluster.Time.Advance(Quiet);
        }
    }

    private void Tell(int seed, RandomWorld world, StatefulSetOverview set, ActionIntent intent)
    {
        Line($"seed: {seed}");
        Lines("past", world.Told);
        Line($"set: {set.Name.Name}, {set.Replicas} from {set.Start}, {set.PodManagementPolicy}, {set.Strategy} partition {set.Partition}, minReadySeconds {set.MinReadySeconds}, whenScaled {set.WhenScaled}, whenDeleted {set.WhenDeleted}");
        Line($"phase: {set.Phase}, current {set.CurrentRevision}, update {set.UpdateRevision}");
        Lines("ordinals", set.Slots.Select(Text));
        Line($"intent: {intent}");
        Lines("steps", Plan!.Steps.Select(step => $"{step.Key,-12} {Text(step.Text)}"));
        Lines("consequences", Plan.Consequences.Select(consequence => $"{consequence.Object} {consequence.Name}: {consequence.Kind}"));
        Lines("hazards", Plan.Hazards.Select(hazard => $"{hazard.Severity}: {Text(hazard.Text)}"));
        Lines("requests", Plan.Requests.Select(request => $"{request.Method} {request.Path} {request.Body}"));
    }

    private void Tell(History history, Moment after)
    {
        Lines("seen", history.All.Select(happening => happening.ToString()));
        Lines("ordinals at the end", after.Set?.Slots.Select(Text) ?? ["the set is gone"]);
        Lines("wrong", Proof!.Wrong);
    }

    private static string Text(OrdinalSlot slot) =>
        $"{slot.PodName}: {slot.Position} {slot.State}{(slot.Available ? "" : " (not available)")} {slot.Revision} (if made now {slot.RevisionIfMadeNow}) {slot.Fault} "
        + string.Join(' ', slot.Claims.Select(claim => $"[{claim.Name} {claim.Phase}{(claim.IsTerminating ? " terminating" : "")}{(claim.OwnerKinds.Length > 0 ? " of " + claim.OwnerKinds : "")}]"));

    public static string Text(Statement statement) => $"{statement.Code}({string.Join(", ", statement.Arguments)})";

    private void Line(string text) => story.Append(text).Append('\n');

    private void Lines(string title, IEnumerable<string> lines)
    {
        Line(title + ":");
        foreach (var line in lines)
        {
            story.Append(CultureInfo.InvariantCulture, $"  - {line}\n");
        }
    }
}
