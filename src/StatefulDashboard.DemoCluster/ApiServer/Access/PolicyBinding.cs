using System.Text.Json.Nodes;
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

/// <summary>The role that a binding refers to.</summary>
internal sealed record RoleReference(string Group, string Kind, string Name)
{
    public static RoleReference From(JsonObject binding) => new(binding.Text("roleRef", "apiGroup") ?? "", binding.Text("roleRef", "kind") ?? "", binding.Text("roleRef", "name") ?? "");
}

/// <summary>Somebody whom a binding names.</summary>
/// <param name="Key">What a requester is found by, see <see cref="UserKey"/> and <see cref="GroupKey"/>; null for one who can be nobody.</param>
internal sealed record PolicySubject(string? Key, string Description)
{
    public static string UserKey(string user) => "u:" + user;

    public static string GroupKey(string group) => "g:" + group;

    public static PolicySubject From(JsonObject subject, string bindingNamespace)
    {
        var (kind, name) = (subject.Text("kind") ?? "", subject.Text("name") ?? "");
        if (kind != "ServiceAccount")
        {
            return new(kind switch { "User" => UserKey(name), "Group" => GroupKey(name), _ => null }, $"{kind} {GoText.Quote(name)}");
        }

        var home = subject.Text("namespace") is { Length: > 0 } given ? given : bindingNamespace;
        return new(home.Length == 0 ? null : UserKey(Requester.ServiceAccountName(home, name)), $"{kind} {GoText.Quote($"{name}/{home}")}");
    }
}
