using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Planning;

/// <summary>What decides which actions can be begun on a set.</summary>
/// <param name="Person">Who would act, as the cluster knows them.</param>
/// <param name="RightTo">What is known of each right that an action takes (<see cref="ActionNeeds"/>).</param>
/// <param name="UnderWay">The operation on this set; null when there is none.</param>
/// <param name="Autoscaler">The autoscaler that owns spec.replicas; null when there is none. Of a set with 0 replicas it lets go.</param>
/// <param name="IsReadOnly">No write leaves the dashboard.</param>
/// <param name="IsStale">What is shown is the last known state.</param>
/// <param name="IsGone">The set was deleted while somebody looked.</param>
public sealed record ActionSituation(
    string Person,
    StatefulSetOverview Set,
    Func<ResourceAttributes, Right> RightTo,
    Operation? UnderWay = null,
    string? Autoscaler = null,
    bool IsReadOnly = false,
    bool IsStale = false,
    bool IsGone = false);
