using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Planning;

public enum AvailabilityState
{
    Enabled,

    /// <summary>It is shown, and says why it cannot be done.</summary>
    Disabled,

    /// <summary>It makes no sense here.</summary>
    Hidden,
}

/// <summary>Whether an action can be begun, and if not, why. Pure.</summary>
/// <param name="Reason">Null where it can, and while it is not known yet.</param>
public sealed record ActionAvailability(AvailabilityState State, Statement? Reason)
{
    public static readonly ActionAvailability Enabled = new(AvailabilityState.Enabled, null);

    public static readonly ActionAvailability Hidden = new(AvailabilityState.Hidden, null);

    /// <summary>It is still being found out.</summary>
    public static readonly ActionAvailability Pending = new(AvailabilityState.Disabled, null);

    public static ActionAvailability Of(ActionKind kind, ActionSituation situation)
    {
        var isPod = kind == ActionKind.PodDeletion;
        return isPod && !situation.Set.IsRead(UnreadKinds.Pods) ? Hidden
            : situation.IsReadOnly ? Because(StatementCode.ButtonReadOnly)
            : situation.IsGone ? Because(StatementCode.ButtonGone)
            : situation.IsStale ? Because(StatementCode.ButtonStale)
            : situation.Set.Phase == StatefulSetPhase.Deleting && !isPod ? Because(StatementCode.ButtonDeleting)
            : WhyNot(situation.Person, ActionNeeds.Of(kind, situation.Set.Name, situation.Set), situation.RightTo) is { } missing ? new(AvailabilityState.Disabled, missing)
            : situation.UnderWay is { } operation && !isPod ? Because(StatementCode.ButtonUnderWay, operation.Id, Word(operation.Kind))
            : kind == ActionKind.Scale && situation is { Autoscaler: { } autoscaler, Set.Replicas: > 0 } ? Because(StatementCode.ButtonAutoscaler, autoscaler)
            : Enabled;
    }

    /// <summary>Which verbs on what a person lacks; null when none of these.</summary>
    public static Statement? WhyNot(string person, IReadOnlyList<ResourceAttributes> needs, Func<ResourceAttributes, Right> rightTo)
    {
        ResourceAttributes[] refused = [.. needs.Where(need => rightTo(need) == Right.No)];
        if (refused.Length > 0)
        {
            return Statement.Of(StatementCode.ButtonMayNot, person, Text(refused), refused[0].Namespace ?? "");
        }

        ResourceAttributes[] unknown = [.. needs.Where(need => rightTo(need) == Right.Unknown)];
        return unknown.Length > 0 ? Statement.Of(StatementCode.ButtonRightsUnknown, person, Text(unknown), unknown[0].Namespace ?? "") : null;
    }

    // "patch statefulsets/scale; create, patch configmaps"
    private static string Text(IEnumerable<ResourceAttributes> needs) => string.Join("; ", needs
        .GroupBy(need => need.Subresource.Length > 0 ? need.Resource + "/" + need.Subresource : need.Resource, StringComparer.Ordinal)
        .Select(group => string.Join(", ", group.Select(need => need.Verb)) + " " + group.Key));

    private static string Word(ActionKind kind) => kind switch { ActionKind.PodDeletion => "pod deletion", _ => kind.ToString().ToLowerInvariant() };

    private static ActionAvailability Because(StatementCode code, params ReadOnlySpan<string> arguments) => new(AvailabilityState.Disabled, Statement.Of(code, arguments));
}
