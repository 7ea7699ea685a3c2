namespace StatefulDashboard.Web.Security;

/// <summary>Somebody who looks or acts. Every read and every write is asked for a person; there is no default one.</summary>
/// <param name="Name">As the cluster's RBAC knows it.</param>
/// <param name="DisplayName">For people; untrusted.</param>
public sealed record Person(string Name, string DisplayName);
