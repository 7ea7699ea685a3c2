using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Planning;

/// <summary>What an action will do, before it is done. Pure: made from an overview and an intent.</summary>
/// <param name="Generation">Of the set that the plan was made on: on a newer one it must be made again.</param>
/// <param name="Refusal">Why it cannot be done at all; null when it can.</param>
/// <param name="Kubectl">The command that does the same.</param>
/// <param name="Request">The API request that does the same: method, path, body.</param>
public sealed record ActionPlan(
    NamespacedName Name,
    string Uid,
    long Generation,
    ValueList<PlanStep> Steps,
    ValueList<Consequence> Consequences,
    ValueList<Hazard> Hazards,
    Statement? Refusal,
    string Kubectl,
    PlannedRequest Request)
{
    /// <summary>The set's name must be typed to go on.</summary>
    public bool NeedsName => Hazards.Any(hazard => hazard.Severity == Severity.Danger);
}

/// <summary>One thing that happens, in order.</summary>
/// <param name="Ordinal">The ordinal that it happens to; null when to the set.</param>
public sealed record PlanStep(int? Ordinal, Statement Text);

public enum ConsequenceKind
{
    Created,
    Kept,
    TakenBack,
    Deleted,
}

/// <summary>What becomes of one pod or claim.</summary>
public sealed record Consequence(ConsequenceKind Kind, int Ordinal, string Object, string Name, Statement Text);

/// <summary>What could go wrong, how bad that is, and what it rests on.</summary>
public sealed record Hazard(Severity Severity, Statement Text);

/// <summary>An API request, to show and to copy.</summary>
public sealed record PlannedRequest(string Method, string Path, string Body);
