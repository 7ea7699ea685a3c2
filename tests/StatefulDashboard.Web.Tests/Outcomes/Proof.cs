using StatefulDashboard.Domain.Identity;
using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;

namespace StatefulDashboard.Web.Tests.Outcomes;

/// <summary>
/// Holds a plan against what then happened. Wrong is: a predicted thing that did not happen although nothing that was said (or that could not
/// be known) stands in its way; a pod or claim touched of which nothing was said; another order; a pod or claim with another fate; a wait that
/// was announced and did not take place.
/// </summary>
internal sealed class Proof
{
    private readonly ActionPlan plan;
    private readonly Operation? operation;
    private readonly Moment before;
    private readonly Moment after;
    private readonly List<Happening> seen;
    private readonly List<ExpectedHappening> expected;
    private readonly List<Happening> met;

    public Proof(ActionPlan plan, Moment before, Moment after, List<Happening> seen, Operation? operation)
    {
        (this.plan, this.before, this.after, this.seen, this.operation) = (plan, before, after, seen, operation);
        expected = [.. Prediction.Of(plan, before.Set!, after.Set?.UpdateRevision).Where(step => !IsUnderWay(step))];
        HashSet<string> named = [.. plan.Consequences.Select(consequence => consequence.Name)];
        met = [.. seen.Where(happening => IsTold(happening) && named.Contains(happening.Name) && !IsOnDeadNode(happening))];
        Order();
        if (Missing is { } missing && !IsAnnounced() && !IsUnforeseen())
        {
            Wrong.Add($"“{missing}” was predicted and did not happen, although nothing stands in its way.");
        }

        Waits();
        Steps();
        End();
        foreach (var consequence in plan.Consequences)
        {
            Fate(consequence);
        }

        new Bystanders(plan, before, after).Look(Wrong);
    }

    public List<string> Wrong { get; } = [];

    /// <summary>Something stands in the way that nobody could have known when the plan was made.</summary>
    public bool WasUnforeseen { get; private set; }

    /// <summary>The first step that was not reached; null when all were.</summary>
    public ExpectedHappening? Missing => met.Count < expected.Count ? expected[met.Count] : null;

    // a rollout and a deletion are in order under Parallel too
    private bool IsOrdered => before.Set!.IsOrdered || plan.Kind is ActionKind.Rollout or ActionKind.Deletion;

    // where a plan does not tell the claims step by step, their fate is looked at alone
    private bool IsTold(Happening happening) => happening.What is What.PodCreated or What.PodStopped
        || happening.What == What.ClaimCreated && plan.Kind is (ActionKind.Scale or ActionKind.PodDeletion or ActionKind.Restoration)
        || happening.What == What.ClaimStopped && expected.Any(step => IsSame(step, happening));

    // its end had begun before
    private bool IsUnderWay(ExpectedHappening step) =>
        step.What == What.ClaimStopped && before.Claims.GetValueOrDefault(step.Name) is { IsTerminating: true }
        || step.What == What.PodStopped && before.Pods.GetValueOrDefault(step.Name) is { IsTerminating: true } or { IsOnDeadNode: true };

    // evicted from a machine that is off: nobody's plan
    private bool IsOnDeadNode(Happening happening) => happening.What == What.PodStopped && before.Pods.GetValueOrDefault(happening.Name)?.IsOnDeadNode == true;

    private void Order()
    {
        // together: in no order
        Func<string, string> order = IsOrdered ? _ => "" : name => name;
        var (said, was) = (expected.OrderBy(step => order(step.Name), StringComparer.Ordinal).ToArray(), met.OrderBy(happening => order(happening.Name), StringComparer.Ordinal).ToArray());
        for (var i = 0; i < was.Length; i++)
        {
            if (IsOrdered ? i >= said.Length || !IsSame(said[i], was[i]) : !said.Any(step => IsSame(step, was[i])))
            {
                Wrong.Add($"“{was[i].What} {was[i].Name}” was seen where “{(i < said.Length ? said[i] : "nothing more")}” was predicted.");
                return;
            }
        }
    }

    private static bool IsSame(ExpectedHappening step, Happening happening) => step.What == happening.What && step.Name == happening.Name;

    private bool IsAnnounced() => plan.Hazards.Any(hazard => hazard.Text.Code switch
    {
        StatementCode.HazardWaitsFor or StatementCode.HazardTrap or StatementCode.HazardBrokenFirst or StatementCode.HazardFaultWaits => !IsAvailableAtEnd(hazard.Text.Arguments[0]),
        StatementCode.HazardStopping => after.Pods.GetValueOrDefault(hazard.Text.Arguments[0])?.IsTerminating == true,
        StatementCode.HazardStopsAfter => !IsAvailableAtEnd(hazard.Text.Arguments[0]) && !IsAvailableAtEnd(hazard.Text.Arguments[1]),
        StatementCode.HazardStopWaits => after.Pods.ContainsKey(hazard.Text.Arguments[0]) && !IsAvailableAtEnd(hazard.Text.Arguments[1]),
        StatementCode.HazardMadeOnlyAfter => !IsAvailableAtEnd(hazard.Text.Arguments[1]),
        StatementCode.HazardClaimTerminating => after.Claims.GetValueOrDefault(hazard.Text.Arguments[0])?.IsTerminating == true,
        _ => false,
    });

    private bool IsUnforeseen() => WasUnforeseen = IsHeldByFault() || before.Set!.Slots.Any(HasFailedMeanwhile) || met.Any(happening => happening.What switch
    {
        What.PodCreated => !IsAvailableAtEnd(happening.Name),
        What.PodStopped => after.Pods.GetValueOrDefault(happening.Name)?.Uid == happening.Uid,
        _ => false,
    });

    // the gate found something, and is right
    private bool IsHeldByFault() => operation is { State: OperationState.Held, Reason: { Code: StatementCode.HeldFault or StatementCode.HeldRestarted or StatementCode.HeldStalled } reason }
        && after.Set?.Slots.FirstOrDefault(slot => slot.PodName == reason.Arguments[0]) is { } slot && (slot.Restarts > 0 || !slot.Available);

    // on a machine that is off, which was not missed yet, or which does not show in the pod: it fails, or its end never comes
    private bool HasFailedMeanwhile(OrdinalSlot slot) => before.Pods.GetValueOrDefault(slot.PodName)?.IsOnDeadNode == true
        && (slot.Available && !IsAvailableAtEnd(slot.PodName) || after.Pods.GetValueOrDefault(slot.PodName)?.IsTerminating == true);

    private bool IsAvailableAtEnd(string pod) => after.Set?.Slots.FirstOrDefault(slot => slot.PodName == pod) is { HasPod: true, IsTerminating: false, Available: true };

    private void Waits()
    {
        // of a pod's deletion the trap is told as what it is, and the deletion waits for nothing
        foreach (var subject in plan.Hazards.Where(hazard => plan.Kind != ActionKind.PodDeletion && hazard.Text.Code is (StatementCode.HazardWaitsFor or StatementCode.HazardTrap or StatementCode.HazardBrokenFirst or StatementCode.HazardFaultWaits)).Select(hazard => hazard.Text.Arguments[0]))
        {
            if (met.Find(happening => !happening.Available.Contains(subject) && happening.What != What.ClaimCreated && happening.Name != subject) is { } early)
            {
                Wrong.Add($"The plan says that all waits for {subject}, but “{early.What} {early.Name}” did not.");
            }
        }

        if (!IsOrdered)
        {
            return;
        }

        foreach (var (first, next) in met.Zip(met.Skip(1)))
        {
            var waited = first.What switch
            {
                What.PodCreated => next.Available.Contains(first.Name),
                What.PodStopped => seen.Any(happening => happening.What == What.PodGone && happening.Uid == first.Uid && seen.IndexOf(happening) < seen.IndexOf(next)),
                _ => true,
            };
            if (!waited)
            {
                Wrong.Add($"“{next.What} {next.Name}” did not wait for {first.Name}.");
            }
        }
    }

    // what a step says happens after its request, and before the next one's; and that is not sent before all that is updated is Available
    private void Steps()
    {
        foreach (var (step, happening) in expected.Zip(met).Where(pair => pair.First.Key.StartsWith("release:", StringComparison.Ordinal)))
        {
            var at = seen.FindLastIndex(seen.IndexOf(happening), other => other.What == What.Sent);
            if (at < 0 || seen[at].Name != step.Key)
            {
                Wrong.Add($"“{step}” was seen in the step “{(at < 0 ? "none" : seen[at].Name)}”, not in “{step.Key}”.");
            }
        }

        foreach (var sent in seen.Where(happening => happening.What == What.Sent && happening.Name.StartsWith("release:", StringComparison.Ordinal)))
        {
            var updated = expected.TakeWhile(step => step.Key != sent.Name).Where(step => step.What == What.PodCreated && step.Key != StepKey.Start);
            if (updated.FirstOrDefault(step => !sent.Available.Contains(step.Name)) is { } early)
            {
                Wrong.Add($"“{sent.Name}” was sent before {early.Name} was Available.");
            }
        }
    }

    private void End()
    {
        if (Missing is null && operation is { State: not OperationState.Done } && !IsAnnounced() && !IsUnforeseen())
        {
            Wrong.Add($"All has happened as it was predicted, and the operation is {operation.State} in {operation.Step}.");
        }

        if (operation is { State: OperationState.Done, Kind: ActionKind.Deletion } && after.Set is not null)
        {
            Wrong.Add("The deletion is done, and the set is there.");
        }
    }

    private void Fate(Consequence consequence)
    {
        var isPod = consequence.Object == "Pod";
        var was = (isPod ? before.Pods : before.Claims).GetValueOrDefault(consequence.Name);
        var isNow = (isPod ? after.Pods : after.Claims).GetValueOrDefault(consequence.Name);
        var isWhole = Missing is null;
        var wrong = consequence.Kind switch
        {
            ConsequenceKind.Kept or ConsequenceKind.TakenBack when was is null => "was never there",
            ConsequenceKind.Kept or ConsequenceKind.TakenBack => isNow is null ? "is gone" : isNow.Uid != was.Uid ? "is another one" : isNow.IsTerminating && !was.IsOnDeadNode ? "is being deleted" : null,
            ConsequenceKind.Deleted when was is null => "was never there",
            ConsequenceKind.Deleted when was.IsTerminating && !isPod && before.Set!.Slot(consequence.Ordinal)?.PodUid == after.Pods.GetValueOrDefault(OrdinalName.OfPod(plan.Name.Name, consequence.Ordinal))?.Uid => null, // its pod stays and holds it
            ConsequenceKind.Deleted => isNow?.Uid == was.Uid && isWhole && !IsStuck(consequence, isNow) ? "is still there" : null,
            ConsequenceKind.Created or ConsequenceKind.Replaced when !isWhole => null,
            ConsequenceKind.Replaced when plan.Steps.Any(step => step.Ordinal == consequence.Ordinal && Prediction.IsSpared(step, before.Set!, after.Set?.UpdateRevision)) => isNow?.Uid != was?.Uid ? "is another one" : null,
            ConsequenceKind.Replaced when was is null => "was never there",
            ConsequenceKind.Created or ConsequenceKind.Replaced => isNow is null ? "is not there" : isNow.Uid == was?.Uid ? "is the same as before" : null,
            _ => throw new InvalidOperationException($"This proof does not know the consequence {consequence.Kind}."),
        };
        if (wrong is not null)
        {
            Wrong.Add($"The plan says that {consequence.Name} is {consequence.Kind}, but it {wrong}.");
        }
        else if (isPod && plan.Kind == ActionKind.Rollout && consequence.Kind != ConsequenceKind.Deleted && isWhole && after.Set!.Slot(consequence.Ordinal)?.Revision != after.Set.UpdateRevision)
        {
            Wrong.Add($"The plan says that {consequence.Name} is {consequence.Kind}, but it is not on the new revision.");
        }
    }

    // the last step was made, and its end does not come: a finalizer, or a machine that is off; its claims wait with it
    private bool IsStuck(Consequence consequence, Known isNow) => (consequence.Object == "Pod" ? isNow : after.Pods.GetValueOrDefault(OrdinalName.OfPod(plan.Name.Name, consequence.Ordinal)))?.IsTerminating == true;
}
