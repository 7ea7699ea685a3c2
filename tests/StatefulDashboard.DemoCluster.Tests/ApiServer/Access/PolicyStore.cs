using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Access;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Tests.ApiServer.Access;

/// <summary>A store with namespaces and the authorizer over it, without anything else: for tests of many roles and bindings.</summary>
internal sealed class PolicyStore : IDisposable
{
    private static readonly WriteOptions Writer = new("test");
    private readonly PolicyIndex index;

    public PolicyStore(params string[] namespaces)
    {
        Objects = new ObjectApi(new ResourceStore(), TimeProvider.System, new Identities(1), new FeatureGates());
        foreach (var home in namespaces)
        {
            Objects.Create(ResourceKinds.Namespaces, "", (JsonObject)JsonNode.Parse($$$"""{"metadata":{"name":"{{{home}}}"}}""")!, Writer);
        }

        index = new PolicyIndex(Objects.Store);
        Authorizer = new Authorizer(index);
    }

    public ObjectApi Objects { get; }

    public Authorizer Authorizer { get; }

    public static string Rule(string verbs, string groups, string resources) => $$$"""{"verbs":{{{List(verbs)}}},"apiGroups":{{{List(groups)}}},"resources":{{{List(resources)}}}}""";

    /// <summary>A role; without a namespace a ClusterRole.</summary>
    public void Role(string? home, string name, params string[] rules)
        => Put(home is null ? ResourceKinds.ClusterRoles : ResourceKinds.Roles, home, $$$"""{"metadata":{"name":"{{{name}}}"},"rules":[{{{string.Join(',', rules)}}}]}""");

    /// <summary>A binding; without a namespace a ClusterRoleBinding. The role is "Role/x" or "ClusterRole/x", subjects are "User/x", "Group/x", "ServiceAccount/ns/x" or "ServiceAccount//x".</summary>
    public void Bind(string? home, string name, string role, params string[] subjects)
        => Put(home is null ? ResourceKinds.ClusterRoleBindings : ResourceKinds.RoleBindings, home, $$$"""
            {"metadata":{"name":"{{{name}}}"},"roleRef":{"kind":"{{{role.Split('/')[0]}}}","name":"{{{role.Split('/')[1]}}}"},"subjects":[{{{string.Join(',', subjects.Select(Subject))}}}]}
            """);

    public void Delete(ResourceKind kind, string? home, string name) => Objects.Delete(kind, home ?? "", name, new DeleteOptions());

    public AccessDecision Decide(string user, string[] groups, string verb, string resource, string home, string group = "apps", string name = "")
        => Authorizer.Decide(new Requester(user, "", groups, Requester.NoExtra), AccessRequest.OnResource(verb) with { Group = group, Resource = resource, Namespace = home, Name = name });

    public void Dispose() => index.Dispose();

    private void Put(ResourceKind kind, string? home, string json)
    {
        var body = (JsonObject)JsonNode.Parse(json)!;
        var name = body.Text("metadata", "name")!;
        if (Objects.Store.Get(kind, home ?? "", name) is null)
        {
            Objects.Create(kind, home ?? "", body, Writer);
        }
        else
        {
            Objects.Modify(kind, home ?? "", name, null, Writer, _ => body);
        }
    }

    private static string Subject(string subject) => subject.Split('/') switch
    {
        [var kind, var home, var name] when home.Length > 0 => $$$"""{"kind":"{{{kind}}}","namespace":"{{{home}}}","name":"{{{name}}}"}""",
        [var kind, .., var name] => $$$"""{"kind":"{{{kind}}}","name":"{{{name}}}"}""",
        _ => throw new ArgumentException(subject, nameof(subject)),
    };

    private static string List(string texts) => $"[{string.Join(',', texts.Split(',').Select(t => $"\"{t}\""))}]";
}
