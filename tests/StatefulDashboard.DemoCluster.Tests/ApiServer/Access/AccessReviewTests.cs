using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.Tests.Support;

namespace StatefulDashboard.DemoCluster.Tests.ApiServer.Access;

/// <summary>What the reviews answer, and what they refuse.</summary>
public class AccessReviewTests
{
    private const string Authorization = "/apis/authorization.k8s.io/v1";
    private const string Tokens = "/apis/authentication.k8s.io/v1/tokenreviews";

    [Theory]
    [InlineData("viewer", """{"verb":"list","group":"apps","resource":"statefulsets"}""", """{"allowed":true,"reason":"RBAC: allowed by ClusterRoleBinding \"demo-viewer\" of ClusterRole \"demo-viewer\" to User \"viewer\""}""")]
    [InlineData("viewer", """{"verb":"patch","group":"apps","resource":"statefulsets","subresource":"scale","namespace":"default","name":"web"}""", """{"allowed":false}""")]
    [InlineData("operator", """{"verb":"patch","group":"apps","resource":"statefulsets","subresource":"scale","namespace":"default","name":"web"}""",
        """{"allowed":true,"reason":"RBAC: allowed by RoleBinding \"demo-operator/default\" of ClusterRole \"demo-operator\" to User \"operator\""}""")]
    [InlineData("operator", """{"verb":"patch","group":"apps","resource":"statefulsets","subresource":"scale"}""", """{"allowed":false}""")]
    [InlineData("admin", """{"verb":"*","group":"*","resource":"*"}""", """{"allowed":true}""")]
    public async Task SelfReview_SaysWhatTheAskerMay(string person, string attributes, string expected)
    {
        await using var cluster = await TestCluster.StartAsync();
        using var client = PersonClient.Of(cluster, person);
        var (code, review) = await client.SendAsync("POST", Authorization + "/selfsubjectaccessreviews", $$$"""{"spec":{"resourceAttributes":{{{attributes}}}}}""");
        code.ShouldBe(201);
        review["status"]!.ToJsonString().ShouldBe(JsonNode.Parse(expected)!.ToJsonString());
        review["spec"]!["resourceAttributes"]!.ToJsonString().ShouldBe(JsonNode.Parse(attributes)!.ToJsonString());
    }

    [Theory]
    [InlineData("/version", true)]
    [InlineData("/apis/apps/v1", true)]
    [InlineData("/metrics", false)]
    public async Task SelfReview_OfAPath_SaysWhatTheAskerMay(string path, bool expected)
    {
        await using var cluster = await TestCluster.StartAsync();
        using var viewer = PersonClient.Of(cluster, "viewer");
        var (_, review) = await viewer.SendAsync("POST", Authorization + "/selfsubjectaccessreviews", $$$$"""{"spec":{"nonResourceAttributes":{"path":"{{{{path}}}}","verb":"get"}}}""");
        ((bool?)review["status"]!["allowed"]).ShouldBe(expected);
        (await viewer.SendAsync("GET", path)).Code.ShouldBe(expected ? 200 : 403);
    }

    [Fact]
    public async Task ReviewOfAnother_CountsTheGroupsThatAreNamed_AndNoOthers()
    {
        await using var cluster = await TestCluster.StartAsync();
        (await AllowedAsync("""{"user":"viewer","resourceAttributes":{"verb":"list","resource":"pods"}}""")).ShouldBeTrue();
        (await AllowedAsync("""{"groups":["system:masters"],"resourceAttributes":{"verb":"list","resource":"secrets"}}""")).ShouldBeTrue();
        (await AllowedAsync("""{"user":"ann","nonResourceAttributes":{"path":"/apis","verb":"get"}}""")).ShouldBeFalse("nobody said that ann is authenticated");
        (await AllowedAsync("""{"user":"ann","groups":["system:authenticated"],"nonResourceAttributes":{"path":"/apis","verb":"get"}}""")).ShouldBeTrue();

        async Task<bool> AllowedAsync(string spec) => (bool)(await cluster.PostAsync(Authorization + "/subjectaccessreviews", $$"""{"spec":{{spec}}}"""))["status"]!["allowed"]!;
    }

    [Fact]
    public async Task LocalReview_IsOfItsNamespaceOnly()
    {
        await using var cluster = await TestCluster.StartAsync();
        var path = Authorization + "/namespaces/default/localsubjectaccessreviews";
        var review = await cluster.PostAsync(path, """{"spec":{"user":"operator","resourceAttributes":{"verb":"delete","resource":"pods","namespace":"default"}}}""");
        ((bool?)review["status"]!["allowed"]).ShouldBe(true);
        ((string?)review["metadata"]!["namespace"]).ShouldBe("default");
        var (code, body) = await cluster.SendAsync("POST", path, """{"spec":{"user":"operator","resourceAttributes":{"verb":"delete","resource":"pods","namespace":"db"}}}""");
        ((int)code).ShouldBe(400);
        ((string)body["message"]!).ShouldContain("spec.resourceAttributes.namespace must match namespace: default");
        ((int)(await cluster.SendAsync("POST", path, """{"spec":{"user":"operator","nonResourceAttributes":{"path":"/","verb":"get"}}}""")).Code).ShouldBe(422);
    }

    [Fact]
    public async Task Reviews_OfOthers_AreNotForEverybody()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var viewer = PersonClient.Of(cluster, "viewer");
        var (code, body) = await viewer.SendAsync("POST", Authorization + "/subjectaccessreviews", """{"spec":{"user":"admin","resourceAttributes":{"verb":"list","resource":"pods"}}}""");
        code.ShouldBe(403);
        ((string?)body["message"]).ShouldBe("""subjectaccessreviews.authorization.k8s.io is forbidden: User "viewer" cannot create resource "subjectaccessreviews" in API group "authorization.k8s.io" at the cluster scope""");
        (await viewer.SendAsync("POST", Tokens, """{"spec":{"token":"x"}}""")).Code.ShouldBe(403);
        ((int)(await cluster.SendAsync("POST", "/apis/authentication.k8s.io/v1/watch/tokenreviews", """{"spec":{"token":"x"}}""")).Code).ShouldBe(404, "asked for as a watch it is none");
    }

    [Theory]
    [InlineData("selfsubjectaccessreviews", """{"spec":{}}""", 422, "SelfSubjectAccessReview.authorization.k8s.io \"\" is invalid: spec.resourceAttributes: Invalid value: null: exactly one of nonResourceAttributes or resourceAttributes must be specified")]
    [InlineData("selfsubjectaccessreviews", "{}", 422, "exactly one of nonResourceAttributes or resourceAttributes must be specified")]
    [InlineData("selfsubjectaccessreviews", """{"spec":{"resourceAttributes":{},"nonResourceAttributes":{}}}""", 422, "cannot be specified in combination with resourceAttributes")]
    [InlineData("selfsubjectaccessreviews", """{"spec":{"resourceAttributes":{"verb":["get"]}}}""", 400, "cannot unmarshal array")]
    [InlineData("selfsubjectaccessreviews", """{"spec":"all"}""", 400, "cannot unmarshal string")]
    [InlineData("selfsubjectaccessreviews", """{"kind":"Pod","apiVersion":"v1"}""", 400, "Pod in version \"v1\" cannot be handled as a SelfSubjectAccessReview")]
    [InlineData("subjectaccessreviews", """{"spec":{"resourceAttributes":{"verb":"get","resource":"pods"}}}""", 422, "spec.user: Invalid value: \"\": at least one of user or group must be specified")]
    [InlineData("subjectaccessreviews", """{"spec":{"groups":"all","resourceAttributes":{}}}""", 400, "cannot unmarshal string")]
    [InlineData("selfsubjectrulesreviews", """{"spec":{}}""", 400, "no namespace on request")]
    public async Task UnreadableReview_IsRefused(string reviews, string body, int expected, string text)
    {
        await using var cluster = await TestCluster.StartAsync();
        var (code, answer) = await cluster.SendAsync("POST", $"{Authorization}/{reviews}", body);
        ((int)code).ShouldBe(expected, answer.ToJsonString());
        ((string)answer["message"]!).ShouldContain(text);
    }

    [Fact]
    public async Task TokenReview_TellsWhoseATokenIs()
    {
        await using var cluster = await TestCluster.StartAsync();
        var token = cluster.Host.People.Single(p => p.Name == "operator").Token;
        var known = await cluster.PostAsync(Tokens, $$$"""{"spec":{"token":"{{{token}}}"}}""");
        known["status"]!.ToJsonString().ShouldBe("""{"authenticated":true,"user":{"username":"operator","uid":"operator","groups":["system:authenticated"]},"audiences":["https://kubernetes.default.svc.cluster.local"]}""");
        var unknown = await cluster.PostAsync(Tokens, $$$"""{"spec":{"token":"{{{token[..^1]}}}"}}""");
        unknown["status"]!.ToJsonString().ShouldBe("""{"user":{},"error":"invalid bearer token"}""");
        ((bool?)(await cluster.PostAsync(Tokens, $$$"""{"spec":{"token":"{{{token}}}","audiences":["vault"]}}"""))["status"]!["authenticated"]).ShouldBeNull("the token is not for that audience");
        ((int)(await cluster.SendAsync("POST", Tokens, "{}")).Code).ShouldBe(400);
    }

    [Fact]
    public async Task RulesReview_ListsTheRules_OfOneNamespace()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var person = PersonClient.Of(cluster, "operator");
        var here = await RulesAsync("default");
        var elsewhere = await RulesAsync("kube-system");
        Has(here, "statefulsets/scale", "patch").ShouldBeTrue();
        Has(elsewhere, "statefulsets/scale", "patch").ShouldBeFalse();
        Has(elsewhere, "nodes", "list").ShouldBeTrue();
        Has(elsewhere, "selfsubjectaccessreviews", "create").ShouldBeTrue();
        here["nonResourceRules"]!.AsArray().ShouldContain(r => r!["nonResourceURLs"]!.AsArray().Any(u => (string?)u == "/apis/*"));
        ((bool?)here["incomplete"]).ShouldBe(false);

        async Task<JsonNode> RulesAsync(string home) => (await person.SendAsync("POST", Authorization + "/selfsubjectrulesreviews", $$$"""{"spec":{"namespace":"{{{home}}}"}}""")).Body["status"]!;
        static bool Has(JsonNode rules, string resource, string verb) => rules["resourceRules"]!.AsArray()
            .Any(r => r!["resources"]!.AsArray().Any(n => (string?)n == resource) && r["verbs"]!.AsArray().Any(v => (string?)v == verb));
    }
}
