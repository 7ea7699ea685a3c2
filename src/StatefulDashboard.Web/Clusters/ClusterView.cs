using System.Collections.Immutable;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Clusters;

/// <summary>
/// What one person may see of one cluster at one moment: whole, and never changing. Sets that did not change are the same
/// references as in the view before, so a reader finds the changes by comparing references.
/// </summary>
public sealed record ClusterView(ClusterSummary Cluster, ClusterStatus Status, ImmutableSortedDictionary<NamespacedName, StatefulSetOverview> Sets);
