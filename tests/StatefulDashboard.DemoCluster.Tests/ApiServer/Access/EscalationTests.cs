using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Access;
using StatefulDashboard.DemoCluster.Tests.Support;

namespace StatefulDashboard.DemoCluster.Tests.ApiServer.Access;

/// <summary>Nobody gives away what they do not have (Kubernetes documentation, Using RBAC Authorization: privilege escalation prevention).</summary>
public class EscalationTests
{
    private const string Rbac = "/apis/rbac.authorization.k8s.io/v1";
    private const string Home = Rbac + "/namespaces/default";
    private const string Sets = """{"apiGroups":["apps"],"resources":["statefulsets"],"verbs":["get"]}""";
    private const string Secrets = """{"apiGroups":[""],"resources":["secrets"],"verbs":["get","list"]}""";

    [Fact]
    public async Task Role_WithMoreThanItsWriterHas_IsRefused_WithWhatIsMissing()
    {
        await using var cluster = await WriterAsync();
        using var viewer = PersonClient.Of(cluster, "viewer");
        (await viewer.SendAsync("POST", Home + "/roles", Role("held", Sets))).Code.ShouldBe(201);
        var (code, body) = await viewer.SendAsync("POST", Home + "/roles", Role("more", Sets, Secrets, """{"apiGroups":["apps"],"resources":["statefulsets/scale"],"verbs":["update"]}"""));
        code.ShouldBe(403);
        ((string?)body["message"]).ShouldBe("roles.rbac.authorization.k8s.io \"more\" is forbidden: user \"viewer\" (groups=[\"system:authenticated\"]) is attempting to grant RBAC permissions not currently held:\n"
            + "{APIGroups:[\"\"], Resources:[\"secrets\"], Verbs:[\"get\" \"list\"]}\n{APIGroups:[\"apps\"], Resources:[\"statefulsets/scale\"], Verbs:[\"update\"]}");
        body["details"]!.ToJsonString().ShouldBe("""{"name":"more","group":"rbac.authorization.k8s.io","kind":"roles"}""");
        ((int)(await cluster.SendAsync("GET", Home + "/roles/more")).Code).ShouldBe(404);
        (await viewer.SendAsync("PATCH", Home + "/roles/held", $$"""{"rules":[{{Secrets}}]}""", "application/merge-patch+json")).Code.ShouldBe(403);
        (await viewer.SendAsync("PUT", Home + "/roles/held", Role("held", Secrets))).Code.ShouldBe(403);
        (await viewer.SendAsync("PATCH", Home + "/roles/held?fieldManager=t&force=true", $$"""{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"Role","metadata":{"name":"held"},"rules":[{{Secrets}}]}""", "application/apply-patch+yaml")).Code.ShouldBe(403);
        (await viewer.SendAsync("PATCH", Home + "/roles/applied?fieldManager=t", $$"""{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"Role","metadata":{"name":"applied"},"rules":[{{Secrets}}]}""", "application/apply-patch+yaml")).Code.ShouldBe(403);
        (await viewer.SendAsync("POST", Rbac + "/clusterroles?dryRun=All", Role("more", Secrets))).Code.ShouldBe(403, "a dry run is told the same");
    }

    [Fact]
    public async Task Binding_ToMoreThanItsWriterHas_IsRefused_UnlessTheyMayBindIt()
    {
        await using var cluster = await WriterAsync();
        await cluster.PostAsync(Home + "/roles", Role("secrets", Secrets));
        await cluster.PostAsync(Home + "/roles", Role("sets", Sets));
        using var viewer = PersonClient.Of(cluster, "viewer");
        (await viewer.SendAsync("POST", Home + "/rolebindings", Binding("a", "Role/sets"))).Code.ShouldBe(201);
        var (code, body) = await viewer.SendAsync("POST", Home + "/rolebindings", Binding("b", "Role/secrets"));
        code.ShouldBe(403);
        ((string?)body["message"]).ShouldBe("rolebindings.rbac.authorization.k8s.io \"b\" is forbidden: user \"viewer\" (groups=[\"system:authenticated\"]) is attempting to grant RBAC permissions not currently held:\n"
            + "{APIGroups:[\"\"], Resources:[\"secrets\"], Verbs:[\"get\" \"list\"]}");
        (await viewer.SendAsync("POST", Rbac + "/clusterrolebindings", Binding("c", "ClusterRole/cluster-admin"))).Code.ShouldBe(403);
        var (missing, told) = await viewer.SendAsync("POST", Home + "/rolebindings", Binding("d", "ClusterRole/gone"));
        missing.ShouldBe(404);
        ((string?)told["message"]).ShouldBe("clusterroles.rbac.authorization.k8s.io \"gone\" not found");

        await cluster.PostAsync(Rbac + "/clusterroles", Role("binder", """{"apiGroups":["rbac.authorization.k8s.io"],"resources":["roles"],"resourceNames":["secrets"],"verbs":["bind"]}"""));
        await cluster.PostAsync(Rbac + "/clusterrolebindings", Binding("binder", "ClusterRole/binder"));
        (await viewer.SendAsync("POST", Home + "/rolebindings", Binding("b", "Role/secrets"))).Code.ShouldBe(201);
        (await viewer.SendAsync("POST", Rbac + "/clusterrolebindings", Binding("c", "ClusterRole/cluster-admin"))).Code.ShouldBe(403);
        (await viewer.SendAsync("GET", "/api/v1/namespaces/default/secrets")).Code.ShouldBe(200, "now they hold it");
    }

    [Fact]
    public async Task Escalate_LetsOneWriteAnyRole()
    {
        await using var cluster = await WriterAsync();
        await cluster.PostAsync(Rbac + "/clusterroles", Role("escalator", """{"apiGroups":["rbac.authorization.k8s.io"],"resources":["roles"],"verbs":["escalate"]}"""));
        await cluster.PostAsync(Home + "/rolebindings", Binding("escalator", "ClusterRole/escalator"));
        using var viewer = PersonClient.Of(cluster, "viewer");
        (await viewer.SendAsync("POST", Home + "/roles", Role("more", Secrets))).Code.ShouldBe(201);
        (await viewer.SendAsync("POST", Rbac + "/clusterroles", Role("more", Secrets))).Code.ShouldBe(403, "in one namespace, on roles");
    }

    [Fact]
    public async Task Finalizers_OfARoleOneDoesNotHold_MayBeTakenOff_ButNothingElse()
    {
        await using var cluster = await WriterAsync();
        await cluster.PostAsync(Home + "/roles", Role("secrets", Secrets).Replace("\"name\":\"secrets\"", "\"name\":\"secrets\",\"finalizers\":[\"example.com/x\"]", StringComparison.Ordinal));
        using var viewer = PersonClient.Of(cluster, "viewer");
        (await viewer.MergeAsync(Home + "/roles/secrets", """{"metadata":{"labels":{"a":"b"}}}""")).Code.ShouldBe(403);
        (await viewer.MergeAsync(Home + "/roles/secrets", """{"metadata":{"finalizers":null}}""")).Code.ShouldBe(200);
    }

    [Fact]
    public async Task MalformedRolesAndBindings_AreRefusedWithTheFieldAtFault()
    {
        await using var cluster = await TestCluster.StartAsync();
        await RefusedAsync(Home + "/roles", """{"metadata":{"name":"r"},"rules":[{"apiGroups":[""],"resources":["pods"]}]}""", 422, "rules[0].verbs: Required value: verbs must contain at least one value");
        await RefusedAsync(Home + "/roles", """{"metadata":{"name":"r"},"rules":[{"nonResourceURLs":["/x"],"verbs":["get"]}]}""", 422, "namespaced rules cannot apply to non-resource URLs");
        await RefusedAsync(Home + "/roles", """{"metadata":{"name":"r"},"rules":[{"verbs":["get"]}]}""", 422, "[rules[0].apiGroups: Required value: resource rules must supply at least one api group, rules[0].resources: Required value");
        await RefusedAsync(Home + "/roles", """{"metadata":{"name":"r"},"rules":[{"apiGroups":"apps","resources":["pods"],"verbs":["get"]}]}""", 400, "cannot unmarshal string");
        await RefusedAsync(Home + "/rolebindings", """{"metadata":{"name":"b"},"roleRef":{"kind":"Rule","name":"x"}}""", 422, "roleRef.kind: Unsupported value: \"Rule\": supported values: \"ClusterRole\", \"Role\"");
        await RefusedAsync(Rbac + "/clusterrolebindings", """{"metadata":{"name":"b"},"roleRef":{"kind":"Role","name":"x"}}""", 422, "roleRef.kind: Unsupported value: \"Role\"");
        await RefusedAsync(Home + "/rolebindings", """{"metadata":{"name":"b"},"roleRef":{"kind":"Role","name":"x"},"subjects":[{"kind":"Pod","name":"p"}]}""", 422, "subjects[0].kind: Unsupported value: \"Pod\"");
        await cluster.PostAsync(Home + "/rolebindings", """{"metadata":{"name":"b"},"roleRef":{"kind":"Role","name":"x"}}""");
        var (code, body) = await cluster.SendAsync("PATCH", Home + "/rolebindings/b", """{"roleRef":{"name":"y"}}""", "application/merge-patch+json");
        ((int)code).ShouldBe(422);
        ((string)body["message"]!).ShouldContain("cannot change roleRef");

        async Task RefusedAsync(string path, string json, int expected, string text)
        {
            var (status, answer) = await cluster.SendAsync("POST", path, json);
            ((int)status).ShouldBe(expected, answer.ToJsonString());
            ((string)answer["message"]!).ShouldContain(text);
        }
    }

    [Fact]
    public async Task RoleOfEndlesslyManyCombinations_IsRefused_BeforeTheyAreCounted()
    {
        await using var cluster = await WriterAsync();
        using var viewer = PersonClient.Of(cluster, "viewer");
        var thousand = string.Join(',', Enumerable.Range(0, 1000).Select(i => $"\"x{i}\""));
        var (code, body) = await viewer.SendAsync("POST", Home + "/roles", Role("huge", $$"""{"apiGroups":[{{thousand}}],"resources":[{{thousand}}],"resourceNames":[{{thousand}}],"verbs":[{{thousand}}]}"""));
        code.ShouldBe(403);
        ((string)body["message"]!).ShouldContain("1000000000000 combinations");
    }

    // verbs, groups, resources, names or a path -> what covers what
    [Theory]
    [InlineData("get|apps|statefulsets|", "get|apps|statefulsets|", true)]
    [InlineData("*|*|*|", "get,delete|apps,batch|statefulsets,jobs/status|", true)]
    [InlineData("*|apps|*|", "get|*|statefulsets|", false)] // some of the groups are not all
    [InlineData("get|apps|*|", "get|apps|statefulsets/scale|", true)]
    [InlineData("get|apps|*/scale|", "get|apps|statefulsets/scale|", true)]
    [InlineData("get|apps|*/scale|", "get|apps|statefulsets/status|", false)]
    [InlineData("get|apps|statefulsets|", "get|apps|statefulsets/scale|", false)]
    [InlineData("get||secrets|a,b", "get||secrets|a", true)]
    [InlineData("get||secrets|a", "get||secrets|a,b", false)]
    [InlineData("get||secrets|a", "get||secrets|", false)] // no names are all names
    [InlineData("get||secrets|", "get||secrets|a", true)]
    [InlineData("get,list||secrets|", "*||secrets|", false)]
    public void Rules_CoverOthers_AsKubernetesSays(string owned, string given, bool expected)
        => (RuleCover.Missing([Of(owned)], [Of(given)]).Length == 0).ShouldBe(expected);

    [Theory]
    [InlineData("/logs/*", "/logs/a", true)]
    [InlineData("/logs/*", "/logs/*", true)]
    [InlineData("/logs/a", "/logs/*", false)]
    [InlineData("*", "/any", true)]
    public void Paths_CoverOthers_AsKubernetesSays(string owned, string given, bool expected)
        => (RuleCover.Missing([new PolicyRule(["get"], [], [], [], [owned])], [new PolicyRule(["get"], [], [], [], [given])]).Length == 0).ShouldBe(expected);

    [Fact]
    public void SeveralRules_CoverTogether() => RuleCover.Missing([Of("get|apps|statefulsets|"), Of("list|apps|*|")], [Of("get,list|apps|statefulsets|")]).ShouldBeEmpty();

    private static PolicyRule Of(string rule)
    {
        var parts = rule.Split('|');
        return new PolicyRule(parts[0].Split(','), parts[1].Split(','), parts[2].Split(','), parts[3].Length == 0 ? [] : parts[3].Split(','), []);
    }

    // a cluster whose viewer may write roles and bindings, and so might take everything
    private static async Task<TestCluster> WriterAsync()
    {
        var cluster = await TestCluster.StartAsync();
        await cluster.PostAsync(Rbac + "/clusterroles", Role("writer", """{"apiGroups":["rbac.authorization.k8s.io"],"resources":["roles","rolebindings","clusterroles","clusterrolebindings"],"verbs":["get","create","update","patch"]}"""));
        await cluster.PostAsync(Rbac + "/clusterrolebindings", Binding("writer", "ClusterRole/writer"));
        return cluster;
    }

    private static string Role(string name, params string[] rules) => $$"""{"metadata":{"name":"{{name}}"},"rules":[{{string.Join(',', rules)}}]}""";

    private static string Binding(string name, string role)
        => $$"""{"metadata":{"name":"{{name}}"},"roleRef":{"kind":"{{role.Split('/')[0]}}","name":"{{role.Split('/')[1]}}"},"subjects":[{"kind":"User","name":"viewer"}]}""";
}
