using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Planning;

/// <summary>What an action will do, before it is done. Pure: made from an overview and an intent.</summary>
/// <param name="Generation">Of the set that the plan was made on: on a newer one it must be made again.</param>
/// <param name="Refusal">Why it cannot be done at all; null when it can.</param>
/// <param name="Kubectl">The commands that do the same, in order; a line that begins with # says what to wait for in between.</param>
/// <param name="Requests">The API requests that do the same, in order.</param>
public sealed record ActionPlan(
    ActionKind Kind,
    NamespacedName Name,
    string Uid,
    long Generation,
    ValueList<PlanStep> Steps,
    ValueList<Consequence> Consequences,
    ValueList<Hazard> Hazards,
    Statement? Refusal,
    ValueList<string> Kubectl,
    ValueList<PlannedRequest> Requests)
{
    /// <summary>The set's name must be typed to go on.</summary>
    public bool NeedsName => Hazards.Any(hazard => hazard.Severity == Severity.Danger);
}

/// <summary>One thing that happens, in order.</summary>
/// <param name="Ordinal">The ordinal that it happens to; null when to the set.</param>
/// <param name="Key">The step of the operation in which it happens (<see cref="Operations.StepKey"/>); empty where one request does everything.</param>
public sealed record PlanStep(int? Ordinal, Statement Text, string Key = "");

public enum ConsequenceKind
{
    Created,
    Kept,
    TakenBack,
    Deleted,

    /// <summary>A pod that is deleted and made again under its name.</summary>
    Replaced,
}

/// <summary>What becomes of one pod or claim.</summary>
public sealed record Consequence(ConsequenceKind Kind, int Ordinal, string Object, string Name, Statement Text);

/// <summary>What could go wrong, how bad that is, and what it rests on.</summary>
/// <param name="ToGoOn">What it would take to go on without it; null where there is nothing to be done.</param>
public sealed record Hazard(Severity Severity, Statement Text, Statement? ToGoOn = null);

/// <summary>An API request, to show and to copy.</summary>
/// <param name="ContentType">Of the body; for a patch it says which kind.</param>
public sealed record PlannedRequest(string Method, string Path, string Body, string ContentType = "application/json");
