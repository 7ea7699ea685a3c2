using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Parts;

/// <summary>What a part is about: one set, or with null the whole cluster.</summary>
public sealed record PartAddress(string Cluster, NamespacedName? Set);
