using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Access;

/// <summary>A RoleBinding or ClusterRoleBinding: whom it binds to which role.</summary>
/// <param name="Namespace">Empty for a ClusterRoleBinding.</param>
/// <param name="Order">Bindings are asked in the order in which they were created.</param>
internal sealed record PolicyBinding(string Name, string Namespace, RoleReference Role, IReadOnlyList<PolicySubject> Subjects, long Order)
{
    public static PolicyBinding From(StoredObject stored, long order) => new(stored.Name, stored.Namespace, RoleReference.From(stored.Root),
        [.. stored.Root.Items("subjects").Select(s => PolicySubject.From(s, stored.Namespace))], order);

    /// <summary>As the reason of an allowed review names it (kubernetes pkg/registry/rbac/validation/rule.go).</summary>
    public string Describe(PolicySubject subject) => Namespace.Length == 0
        ? $"ClusterRoleBinding {GoText.Quote(Name)} of {Role.Kind} {GoText.Quote(Role.Name)} to {subject.Description}"
        : $"RoleBinding {GoText.Quote($"{Name}/{Namespace}")} of {Role.Kind} {GoText.Quote(Role.Name)} to {subject.Description}";
}
