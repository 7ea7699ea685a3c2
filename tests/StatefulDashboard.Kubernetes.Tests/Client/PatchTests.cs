using System.Text.Json.Nodes;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Kubernetes.Tests.Support;

namespace StatefulDashboard.Kubernetes.Tests.Client;

public sealed class PatchTests
{
    private static readonly NamespacedName Web = new("ns", "web");

    private static readonly JsonObject Body = new()
    {
        ["apiVersion"] = "apps/v1", ["kind"] = "StatefulSet", ["metadata"] = new JsonObject { ["name"] = "web" }, ["spec"] = new JsonObject { ["replicas"] = 5 },
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, Patch, string> Kinds => new()
    {
        { "application/merge-patch+json", Patch.Merge(Body), "" },
        { "application/strategic-merge-patch+json", Patch.StrategicMerge(Body), "" },
        { "application/json-patch+json", Patch.Json([new JsonObject { ["op"] = "remove", ["path"] = "/spec/ordinals" }]), "" },
        { "application/apply-patch+yaml", Patch.Apply(Body), "" },
        { "application/apply-patch+yaml", Patch.Apply(Body, force: true), "&force=true" },
    };

    [Theory]
    [MemberData(nameof(Kinds), DisableDiscoveryEnumeration = true)]
    public async Task Patch_OfEachKind_SaysWhatItIs(string mediaType, Patch patch, string force)
    {
        await using var server = await WriteServer.StartAsync(200, Body.ToJsonString());

        (await server.Client.PatchAsync(ResourceKinds.StatefulSets, Web, patch, new WriteOptions(DryRun: true, "me"), Cancel))
            .ShouldBeOfType<WriteResult<StatefulSet>.Applied>();
        server.MediaType.ShouldBe(mediaType);
        server.Target.ShouldBe($"PATCH /apis/apps/v1/namespaces/ns/statefulsets/web?fieldManager=me&fieldValidation=Strict{force}&dryRun=All");
        server.Body.ShouldBe(patch.ToString());
    }

    [Fact]
    public async Task Apply_WithoutManagerOrName_IsNotSent()
    {
        await using var server = await WriteServer.StartAsync(200, "{}");

        await Should.ThrowAsync<ArgumentException>(() => server.Client.PatchAsync(ResourceKinds.StatefulSets, Web, Patch.Apply(Body), new(FieldManager: ""), Cancel));
        Should.Throw<ArgumentException>(() => Patch.Apply(new JsonObject { ["spec"] = new JsonObject() }));
        server.Target.ShouldBeEmpty();
    }

    [Fact]
    public async Task Apply_FieldOfAnotherManager_NamesItAndTheField()
    {
        await using var server = await WriteServer.StartAsync(409, Api.Recording("http/apply-conflict.json")["answer"]!.ToJsonString());

        var conflict = (await server.Client.PatchAsync(ResourceKinds.StatefulSets, Web, Patch.Apply(Body), new WriteOptions(), Cancel))
            .ShouldBeOfType<WriteResult<StatefulSet>.Conflict>();
        var field = conflict.FieldConflicts.ShouldHaveSingleItem();
        field.Manager.ShouldBe("kubectl-client-side-apply");
        field.Field.ShouldBe(".spec.replicas");
        conflict.AlreadyExists.ShouldBeFalse();
    }

    [Theory]
    [InlineData("""conflict with \"Argo \\\"CD\\\" 2\" with subresource \"scale\" using apps/v1""", "Argo \"CD\" 2")]
    [InlineData("""conflict with \"helm\" using apps/v1 at 2026-01-01T00:00:00Z""", "helm")]
    [InlineData("conflict with nobody knows whom", "conflict with nobody knows whom")]
    [InlineData("""conflict with \"unending""", "conflict with \"unending")]
    public async Task Apply_ManagersName_IsReadFromItsQuotes(string message, string manager)
    {
        var details = $$"""{"causes":[{"reason":"Other","message":"no"},{"reason":"FieldManagerConflict","message":"{{message}}","field":".spec.template"}]}""";
        await using var server = await WriteServer.StartAsync(409, Api.Status(409, "Conflict", details: details));

        (await server.Client.PatchAsync(ResourceKinds.StatefulSets, Web, Patch.Apply(Body), new WriteOptions(), Cancel))
            .ShouldBeOfType<WriteResult<StatefulSet>.Conflict>().FieldConflicts.Select(field => field.Manager).ShouldBe([manager]);
    }

    [Fact]
    public void Guarded_PutsUidAndVersionWhereTheServerChecksThem()
    {
        Patch.Merge(new JsonObject { ["spec"] = 1 }).Guarded("u", "7").ToString().ShouldBe("""{"spec":1,"metadata":{"uid":"u","resourceVersion":"7"}}""");
        Patch.StrategicMerge(new JsonObject { ["metadata"] = new JsonObject { ["labels"] = 1 } }).Guarded(null, "7").ToString()
            .ShouldBe("""{"metadata":{"labels":1,"resourceVersion":"7"}}""");
        Patch.Json([]).Guarded("u", "").ToString().ShouldBe("""[{"op":"replace","path":"/metadata/uid","value":"u"}]""");
        Patch.Apply(Body, force: true).Guarded("u", null).Force.ShouldBeTrue();
        Body.ToJsonString().ShouldNotContain("uid");
    }

    [Fact]
    public async Task Patch_Warnings_AreGivenWithTheResult()
    {
        (string, string)[] warnings =
        [
            ("Warning", """299 - "spec.template.spec.containers[0].env[1]: hides previous definition of \"A\"" """),
            ("Warning", """299 kube "unknown field \"spec.replcas\"", 299 - "old" "Sat, 25 Aug 2012 23:34:45 GMT", 299 - "third" """),
            ("Warning", "nothing quoted"),
        ];
        await using var server = await WriteServer.StartAsync(200, Body.ToJsonString(), warnings);

        (await server.Client.PatchAsync(ResourceKinds.StatefulSets, Web, Patch.Merge(Body), new WriteOptions(Strict: false), Cancel)).Warnings.ShouldBe(
        [
            "spec.template.spec.containers[0].env[1]: hides previous definition of \"A\"", "unknown field \"spec.replcas\"", "old", "third", "nothing quoted",
        ]);
        server.Target.ShouldEndWith("&fieldValidation=Warn");
    }
}
