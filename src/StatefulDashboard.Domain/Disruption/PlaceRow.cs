using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Disruption;

/// <summary>A node that holds pods of the set.</summary>
/// <param name="Node">Empty for pods that have no place.</param>
/// <param name="Zone">Empty where the node names none, or nodes cannot be read.</param>
/// <param name="IsReady">Null where nodes cannot be read, or there is no such node.</param>
/// <param name="IsUnschedulable">Cordoned.</param>
/// <param name="Drain">What kubectl drain of this node would do with the set's pods now.</param>
public sealed record PlaceRow(string Node, string Zone, bool? IsReady, bool IsUnschedulable, ValueList<int> Ordinals, ValueList<Notice> Drain);
