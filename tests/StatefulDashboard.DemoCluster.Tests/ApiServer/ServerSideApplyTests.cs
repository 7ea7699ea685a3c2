using System.Net;
using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.Tests.Support;

namespace StatefulDashboard.DemoCluster.Tests.ApiServer;

/// <summary>Server-side apply as kubernetes.io describes it; the text of a conflict is held against a recording by the protocol tests.</summary>
public class ServerSideApplyTests
{
    private const string Map = "/api/v1/namespaces/default/configmaps/shared";

    [Fact]
    public async Task Apply_OfAnAbsentObject_CreatesItAndOwnsItsFields()
    {
        await using var cluster = await TestCluster.StartAsync();
        var (code, created) = await ApplyAsync(cluster, "one", "data: {a: '1'}");
        code.ShouldBe(HttpStatusCode.Created, created.ToJsonString());
        var entry = created["metadata"]!["managedFields"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)entry["manager"]).ShouldBe("one");
        ((string?)entry["operation"]).ShouldBe("Apply");
        entry["fieldsV1"]!.ToJsonString().ShouldBe("""{"f:data":{"f:a":{}}}""");
    }

    [Fact]
    public async Task Apply_OfAnothersField_IsAConflictUntilForced()
    {
        await using var cluster = await TestCluster.StartAsync();
        await ApplyAsync(cluster, "one", "data: {a: '1', b: '2'}");
        var (refused, status) = await ApplyAsync(cluster, "two", "data: {a: 'mine', b: '2'}");
        refused.ShouldBe(HttpStatusCode.Conflict);
        ((string?)status["message"]).ShouldBe("Apply failed with 1 conflict: conflict with \"one\": .data.a");
        ((string?)(await cluster.GetAsync(Map))["data"]!["a"]).ShouldBe("1", "a refused apply changes nothing");

        var (forced, changed) = await ApplyAsync(cluster, "two", "data: {a: 'mine', b: '2'}", "&force=true");
        forced.ShouldBe(HttpStatusCode.OK);
        ((string?)changed["data"]!["a"]).ShouldBe("mine");
        Fields(changed, "one").ShouldBe("""{"f:data":{"f:b":{}}}""");
        Fields(changed, "two").ShouldBe("""{"f:data":{"f:a":{},"f:b":{}}}""");
    }

    [Fact]
    public async Task Apply_ThatNoLongerNamesAField_RemovesItUnlessAnotherHasIt()
    {
        await using var cluster = await TestCluster.StartAsync();
        await ApplyAsync(cluster, "one", "data: {own: '1', both: '2', kept: '3'}");
        await ApplyAsync(cluster, "two", "data: {both: '2'}");
        var (_, changed) = await ApplyAsync(cluster, "one", "data: {kept: '3'}");
        changed["data"]!.ToJsonString().ShouldBe("""{"both":"2","kept":"3"}""");
    }

    [Fact]
    public async Task Apply_OfTheSameAgain_ChangesNothing()
    {
        await using var cluster = await TestCluster.StartAsync();
        var (_, first) = await ApplyAsync(cluster, "one", "data: {a: '1'}");
        var (_, second) = await ApplyAsync(cluster, "one", "data: {a: '1'}");
        ((string?)second["metadata"]!["resourceVersion"]).ShouldBe((string?)first["metadata"]!["resourceVersion"]);
    }

    [Fact]
    public async Task Apply_WithoutAManager_IsInvalid()
    {
        await using var cluster = await TestCluster.StartAsync();
        var (code, _) = await cluster.SendAsync("PATCH", Map, "{apiVersion: v1, kind: ConfigMap}", "application/apply-patch+yaml");
        code.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Apply_OfOneContainersImage_LeavesTheOthersOwnersOfTheRest()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.PostAsync(TestCluster.Sets + "?fieldManager=maker", TestCluster.NewSet(replicas: 0));
        const string image = """{"apiVersion":"apps/v1","kind":"StatefulSet","spec":{"template":{"spec":{"containers":[{"name":"nginx","image":"other:1"}]}}}}""";
        var (refused, status) = await cluster.SendAsync("PATCH", TestCluster.Sets + "/web?fieldManager=two", image, "application/apply-patch+yaml");
        refused.ShouldBe(HttpStatusCode.Conflict);
        ((string?)status["details"]!["causes"]![0]!["field"]).ShouldBe(".spec.template.spec.containers[name=\"nginx\"].image");
        var (forced, changed) = await cluster.SendAsync("PATCH", TestCluster.Sets + "/web?fieldManager=two&force=true", image, "application/apply-patch+yaml");
        forced.ShouldBe(HttpStatusCode.OK, changed.ToJsonString());
        var container = changed["spec"]!["template"]!["spec"]!["containers"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)container["image"]).ShouldBe("other:1");
        container["volumeMounts"].ShouldNotBeNull("what was not applied stays");
    }

    private static Task<(HttpStatusCode Code, JsonNode Body)> ApplyAsync(TestCluster cluster, string manager, string content, string more = "")
        => cluster.SendAsync("PATCH", $"{Map}?fieldManager={manager}{more}", "apiVersion: v1\nkind: ConfigMap\n" + content, "application/apply-patch+yaml");

    private static string? Fields(JsonNode o, string manager)
        => o["metadata"]!["managedFields"]!.AsArray().Single(e => (string?)e!["manager"] == manager)!["fieldsV1"]!.ToJsonString();
}
