using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.Tests.Support;

namespace StatefulDashboard.DemoCluster.Tests.ApiServer.Access;

/// <summary>The three people over HTTP: what each may do, and the words of a refusal.</summary>
public class PeopleTests
{
    private const string Autoscale = """{"spec":{"replicas":1}}""";

    // what the dashboard reads
    private static readonly string[] Shown =
    [
        "apps/v1/statefulsets", "apps/v1/controllerrevisions", "apps/v1/deployments", "apps/v1/daemonsets", "apps/v1/replicasets", "v1/pods", "v1/persistentvolumeclaims", "v1/persistentvolumes",
        "storage.k8s.io/v1/storageclasses", "v1/services", "v1/endpoints", "discovery.k8s.io/v1/endpointslices", "v1/nodes", "v1/namespaces", "v1/events", "events.k8s.io/v1/events", "v1/configmaps",
        "policy/v1/poddisruptionbudgets", "autoscaling/v2/horizontalpodautoscalers", "v1/resourcequotas", "coordination.k8s.io/v1/leases", "snapshot.storage.k8s.io/v1/volumesnapshots",
        "snapshot.storage.k8s.io/v1/volumesnapshotcontents", "snapshot.storage.k8s.io/v1/volumesnapshotclasses",
    ];

    private static readonly string[] OfTheCluster = ["persistentvolumes", "storageclasses", "nodes", "namespaces", "volumesnapshotcontents", "volumesnapshotclasses"];

    [Fact]
    public async Task People_EachHaveATokenOfTheirOwn()
    {
        await using var cluster = await TestCluster.StartAsync();
        cluster.Host.People.Select(p => p.Name).ShouldBe(["admin", "operator", "viewer"]);
        cluster.Host.People.Select(p => p.Token).ShouldBeUnique();
        cluster.Host.People.ShouldAllBe(p => p.Token.Length >= 64);
        cluster.Host.Token.ShouldBe(cluster.Host.People[0].Token);
        foreach (var person in cluster.Host.People)
        {
            using var client = new PersonClient(cluster, person.Token);
            var (code, review) = await client.SendAsync("POST", "/apis/authentication.k8s.io/v1/selfsubjectreviews", """{"apiVersion":"authentication.k8s.io/v1","kind":"SelfSubjectReview"}""");
            code.ShouldBe(201);
            var info = review["status"]!["userInfo"]!;
            ((string?)info["username"]).ShouldBe(person.Name);
            info["groups"]!.AsArray().Select(g => (string?)g).ShouldBe(person.Groups);
            person.Groups.ShouldContain("system:authenticated");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("not-a-token")]
    [InlineData("viewer")]
    public async Task UnknownToken_Is401_WhomeverItWouldBe(string token)
    {
        await using var cluster = await TestCluster.StartAsync();
        using var stranger = new PersonClient(cluster, token);
        (await stranger.SendAsync("GET", "/version", null, "", ("Impersonate-User", "admin"), ("Impersonate-Group", "system:masters"))).Code.ShouldBe(401);
        using var nobody = TestCluster.NewClient(cluster.Host);
        nobody.DefaultRequestHeaders.Authorization = null;
        using var answer = await nobody.GetAsync("/version", TestCluster.Cancellation);
        ((int)answer.StatusCode).ShouldBe(401);
    }

    [Fact]
    public async Task Viewer_ReadsAllThatIsShown_AndNoSecrets()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var viewer = PersonClient.Of(cluster, "viewer");
        foreach (var kind in Shown)
        {
            (await viewer.SendAsync("GET", Collection(kind, null))).Code.ShouldBe(200, kind);
            (await viewer.SendAsync("GET", Collection(kind, null) + "?watch=true")).Code.ShouldBe(200, kind);
        }

        (await viewer.SendAsync("GET", "/api/v1/nodes/node-a")).Code.ShouldBe(200);
        (await viewer.SendAsync("GET", "/version")).Code.ShouldBe(200);
        await RefusedAsync(viewer, "GET", "/api/v1/secrets", """secrets is forbidden: User "viewer" cannot list resource "secrets" in API group "" at the cluster scope""");
        await RefusedAsync(viewer, "GET", "/api/v1/namespaces/default/secrets/s", """secrets "s" is forbidden: User "viewer" cannot get resource "secrets" in API group "" in the namespace "default" """);
        await RefusedAsync(viewer, "GET", "/api/v1/secrets?watch=true", """secrets is forbidden: User "viewer" cannot watch resource "secrets" in API group "" at the cluster scope""");
        await RefusedAsync(viewer, "GET", "/metrics", """forbidden: User "viewer" cannot get path "/metrics" """);
    }

    [Fact]
    public async Task Viewer_ChangesNothing()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.PostAsync(TestCluster.Sets, TestCluster.NewSet(replicas: 0));
        using var viewer = PersonClient.Of(cluster, "viewer");
        foreach (var kind in Shown)
        {
            var (path, plural) = (Collection(kind, "default"), kind.Split('/')[^1]);
            foreach (var (method, target, verb) in ((string, string, string)[])[("POST", path, "create"), ("PUT", path + "/x", "update"), ("PATCH", path + "/x", "patch"), ("DELETE", path + "/x", "delete"), ("DELETE", path, "deletecollection")])
            {
                var (code, body) = await viewer.SendAsync(method, target, "{}", method == "PATCH" ? "application/merge-patch+json" : "application/json");
                code.ShouldBe(403, $"{method} {target}");
                ((string)body["message"]!).ShouldContain($"User \"viewer\" cannot {verb} resource \"{plural}\"");
            }
        }

        await RefusedAsync(viewer, "PATCH", TestCluster.Sets + "/web/scale", """statefulsets.apps "web" is forbidden: User "viewer" cannot patch resource "statefulsets/scale" in API group "apps" in the namespace "default" """, Autoscale);
        await RefusedAsync(viewer, "POST", TestCluster.Pods + "/web-0/eviction", """pods "web-0" is forbidden: User "viewer" cannot create resource "pods/eviction" in API group "" in the namespace "default" """, "{}");
        ((int?)(await cluster.GetAsync(TestCluster.Sets + "/web"))["spec"]!["replicas"]).ShouldBe(0);
    }

    [Fact]
    public async Task Operator_WorksInTheirNamespace_AndOnlyLooksAroundElsewhere()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.PostAsync("/api/v1/namespaces", """{"metadata":{"name":"other"}}""");
        await cluster.PostAsync("/apis/apps/v1/namespaces/other/statefulsets", TestCluster.NewSet(replicas: 0));
        using var person = PersonClient.Of(cluster, "operator");
        foreach (var kind in Shown)
        {
            var isOfTheCluster = OfTheCluster.Contains(kind.Split('/')[^1]);
            (await person.SendAsync("GET", Collection(kind, "default"))).Code.ShouldBe(kind.EndsWith("volumesnapshotcontents", StringComparison.Ordinal) ? 403 : 200, kind);
            (await person.SendAsync("GET", Collection(kind, null))).Code.ShouldBe(isOfTheCluster && !kind.EndsWith("contents", StringComparison.Ordinal) ? 200 : 403, kind);
        }

        (await person.SendAsync("POST", TestCluster.Sets, TestCluster.NewSet(replicas: 1))).Code.ShouldBe(201);
        await cluster.UntilReadyAsync("web", 1);
        (await person.MergeAsync(TestCluster.Sets + "/web/scale", """{"spec":{"replicas":2}}""")).Code.ShouldBe(200);
        await cluster.UntilReadyAsync("web", 2);
        (await person.MergeAsync(TestCluster.Sets + "/web", """{"spec":{"updateStrategy":{"rollingUpdate":{"partition":2}}}}""")).Code.ShouldBe(200);
        (await person.SendAsync("POST", TestCluster.Pods + "/web-1/eviction", """{"apiVersion":"policy/v1","kind":"Eviction","metadata":{"name":"web-1"}}""")).Code.ShouldBe(201);
        (await person.SendAsync("DELETE", TestCluster.Pods + "/web-0")).Code.ShouldBe(200);
        (await person.MergeAsync(TestCluster.Claims + "/www-web-0", """{"metadata":{"labels":{"a":"b"}}}""")).Code.ShouldBe(200);
        (await person.SendAsync("POST", "/api/v1/namespaces/default/configmaps", """{"metadata":{"name":"m"}}""")).Code.ShouldBe(201);
        (await person.SendAsync("POST", "/apis/coordination.k8s.io/v1/namespaces/default/leases", """{"metadata":{"name":"l"}}""")).Code.ShouldBe(201);
        (await person.SendAsync("DELETE", TestCluster.Sets + "/web")).Code.ShouldBe(200);

        await RefusedAsync(person, "PATCH", "/apis/apps/v1/namespaces/other/statefulsets/web/scale",
            """statefulsets.apps "web" is forbidden: User "operator" cannot patch resource "statefulsets/scale" in API group "apps" in the namespace "other" """, Autoscale);
        await RefusedAsync(person, "GET", "/api/v1/namespaces/other/pods", """pods is forbidden: User "operator" cannot list resource "pods" in API group "" in the namespace "other" """);
        await RefusedAsync(person, "DELETE", TestCluster.Pods, """pods is forbidden: User "operator" cannot deletecollection resource "pods" in API group "" in the namespace "default" """);
        await RefusedAsync(person, "GET", "/api/v1/namespaces/default/secrets", """secrets is forbidden: User "operator" cannot list resource "secrets" in API group "" in the namespace "default" """);
        await RefusedAsync(person, "DELETE", "/api/v1/nodes/node-a", """nodes "node-a" is forbidden: User "operator" cannot delete resource "nodes" in API group "" at the cluster scope""");
    }

    [Fact]
    public async Task Refusal_HasTheFormOfKubernetes()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var viewer = PersonClient.Of(cluster, "viewer");
        var (code, body) = await viewer.SendAsync("DELETE", TestCluster.Sets + "/web");
        code.ShouldBe(403);
        body.ToJsonString().ShouldBe(JsonNode.Parse("""
            {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",
             "message":"statefulsets.apps \"web\" is forbidden: User \"viewer\" cannot delete resource \"statefulsets\" in API group \"apps\" in the namespace \"default\"",
             "reason":"Forbidden","details":{"name":"web","group":"apps","kind":"statefulsets"},"code":403}
            """)!.ToJsonString());
        var path = (await viewer.SendAsync("GET", "/metrics")).Body;
        path["details"]!.ToJsonString().ShouldBe("{}");
    }

    // an unknown kind is refused before anybody learns that there is no such kind
    [Fact]
    public async Task UnknownKind_IsForbiddenToAPerson_AndNotFoundForTheAdmin()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var viewer = PersonClient.Of(cluster, "viewer");
        await RefusedAsync(viewer, "GET", "/apis/example.com/v1/things", """things.example.com is forbidden: User "viewer" cannot list resource "things" in API group "example.com" at the cluster scope""");
        ((int)(await cluster.SendAsync("GET", "/apis/example.com/v1/things")).Code).ShouldBe(404);
        ((int)(await cluster.SendAsync("GET", "/api/v1/namespaces/default/nodes")).Code).ShouldBe(404, "nodes are in no namespace");
    }

    // "watch" on one object is a get, so who may get but not watch must not be given a stream
    [Fact]
    public async Task NamedObject_AskedForWithWatch_IsTheObject()
    {
        await using var cluster = await TestCluster.StartAsync();
        ((string?)(await cluster.GetAsync("/api/v1/nodes/node-a?watch=true"))["kind"]).ShouldBe("Node");
    }

    [Fact]
    public async Task Apply_OfSomethingNew_TakesTheRightToCreateToo()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.PostAsync("/apis/rbac.authorization.k8s.io/v1/namespaces/default/roles", """{"metadata":{"name":"r"},"rules":[{"apiGroups":[""],"resources":["configmaps"],"verbs":["patch"]}]}""");
        await cluster.PostAsync("/apis/rbac.authorization.k8s.io/v1/namespaces/default/rolebindings", """{"metadata":{"name":"b"},"roleRef":{"kind":"Role","name":"r"},"subjects":[{"kind":"User","name":"viewer"}]}""");
        using var viewer = PersonClient.Of(cluster, "viewer");
        var (path, body) = ("/api/v1/namespaces/default/configmaps/m?fieldManager=test", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"m"}}""");
        var (code, refusal) = await viewer.SendAsync("PATCH", path, body, "application/apply-patch+yaml");
        code.ShouldBe(403);
        ((string?)refusal["message"]).ShouldBe("""configmaps "m" is forbidden: User "viewer" cannot create resource "configmaps" in API group "" in the namespace "default" """.TrimEnd());
        await cluster.PostAsync("/api/v1/namespaces/default/configmaps", body);
        (await viewer.SendAsync("PATCH", path, body, "application/apply-patch+yaml")).Code.ShouldBe(200);
    }

    [Fact]
    public async Task Showcase_HasAnOperatorOfTheBank()
    {
        await using var cluster = await TestCluster.StartAsync(new DemoClusterOptions { Clock = new VirtualTime() });
        var operated = cluster.Host.People.Single(p => p.Name == "operator");
        operated.Namespace.ShouldBe("bank");
        using var person = new PersonClient(cluster, operated.Token);
        (await person.MergeAsync("/apis/apps/v1/namespaces/bank/statefulsets/ledger?dryRun=All", """{"spec":{"replicas":3}}""")).Code.ShouldBe(200);
        (await person.MergeAsync("/apis/apps/v1/namespaces/db/statefulsets/store?dryRun=All", """{"spec":{"replicas":3}}""")).Code.ShouldBe(403);
    }

    private static string Collection(string kind, string? home)
    {
        var parts = kind.Split('/');
        var prefix = parts.Length == 2 ? "/api/v1" : $"/apis/{parts[0]}/{parts[1]}";
        return home is null || OfTheCluster.Contains(parts[^1]) ? $"{prefix}/{parts[^1]}" : $"{prefix}/namespaces/{home}/{parts[^1]}";
    }

    private static async Task RefusedAsync(PersonClient person, string method, string path, string message, string? body = null)
    {
        var (code, answer) = await person.SendAsync(method, path, body, method == "PATCH" ? "application/merge-patch+json" : "application/json");
        code.ShouldBe(403, $"{method} {path}: {answer.ToJsonString()}");
        ((string?)answer["message"]).ShouldBe(message.TrimEnd());
        ((string?)answer["reason"]).ShouldBe("Forbidden");
    }
}
