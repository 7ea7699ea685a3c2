namespace StatefulDashboard.Web.Clusters;

/// <summary>A cluster that is offered.</summary>
/// <param name="Id">Slug for routes and JSON: lower-case letters, digits and dashes.</param>
/// <param name="Name">As its kubeconfig context says; untrusted.</param>
/// <param name="IsDemo">It is the built-in one.</param>
/// <param name="IsConnected">It is being watched; others are connected to when chosen.</param>
public sealed record ClusterSummary(string Id, string Name, bool IsDemo, bool IsConnected);
