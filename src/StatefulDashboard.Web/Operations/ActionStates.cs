using StatefulDashboard.Domain.Planning;

namespace StatefulDashboard.Web.Operations;

/// <summary>Which actions one person can begin on one set, at one moment.</summary>
public sealed record ActionStates(ActionAvailability Scale, ActionAvailability Rollout, ActionAvailability Deletion, ActionAvailability PodDeletion)
{
    /// <summary>Not known yet: nothing can be begun.</summary>
    public static readonly ActionStates Pending = new(ActionAvailability.Pending, ActionAvailability.Pending, ActionAvailability.Pending, ActionAvailability.Pending);
}
