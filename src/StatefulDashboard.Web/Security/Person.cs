using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Security;

/// <summary>
/// Somebody who looks or acts. Every read and every write is asked for a person; there is no default one. Compares by value: what
/// is remembered of somebody's rights is remembered under the person, so two who differ in name or groups never share an answer.
/// </summary>
/// <param name="Name">As the cluster's RBAC knows it; empty for nobody.</param>
/// <param name="DisplayName">For people; untrusted.</param>
public sealed record Person(string Name, string DisplayName)
{
    /// <summary>Whoever has not said who they are: sees nothing and may do nothing.</summary>
    public static readonly Person Nobody = new("", "");

    /// <summary>As the cluster's RBAC knows them.</summary>
    public ValueList<string> Groups { get; init; } = [];

    public bool IsNobody => Name.Length == 0;
}
