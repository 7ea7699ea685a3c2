using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Configuration;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Kubernetes.Tests.Support;

namespace StatefulDashboard.Kubernetes.Tests.Client;

public sealed class KubernetesClientTests
{
    private static readonly NamespacedName Web = new("ns", "web");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_InPages_IsOneSnapshot()
    {
        await using var server = await FakeApiServer.StartAsync();
        server.Then(200, Api.Recording("http/page-1.json")["answer"]!.ToJsonString()).Then(200, Api.Recording("http/page-2.json")["answer"]!.ToJsonString());
        using var client = Create(server);

        var list = await client.ListAsync(ResourceKinds.Pods, "proto", Cancel);
        list.Items.Select(pod => pod.Metadata.Name).ShouldBe(["web-0", "web-1", "web-2"]);
        list.Metadata.ResourceVersion.ShouldBe("7338");
        (await server.NextRequestAsync()).ShouldBe("GET /api/v1/namespaces/proto/pods?labelSelector=statefulset.kubernetes.io%2Fpod-name&limit=500");
        (await server.NextRequestAsync()).ShouldContain("&continue=eyJ2");
    }

    /// <summary>Never with plain JSON as a second choice: a server that does not know the form has to refuse.</summary>
    [Fact]
    public async Task MetadataOnly_ListedGottenAndWatched_IsAskedForInNoOtherForm()
    {
        var accepted = new List<string>();
        await using var server = await FakeApiServer.StartAsync(look: context => accepted.Add(context.Request.Headers.Accept.ToString()));
        server.Then(200, Api.Recording("http/metadata-pods.json")["answer"]!.ToJsonString())
            .Then(200, """{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":{"name":"login"}}""")
            .Then(200, """{"type":"ADDED","object":{"kind":"Secret","apiVersion":"v1","metadata":{"name":"whole"}}}""" + "\n" + """{"type":"ADDED","object":{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":{"name":"login"}}}""" + "\n");
        using var client = Create(server);

        (await client.ListAsync(ResourceKinds.SecretKeys, "proto", Cancel)).Items.Select(item => item.Metadata.Name).ShouldBe(["web-0", "web-1", "web-2"]);
        (await client.GetAsync(ResourceKinds.SecretKeys, new("proto", "login"), Cancel)).Metadata.Name.ShouldBe("login");
        var events = new List<string>();
        await foreach (var next in client.WatchAsync(ResourceKinds.SecretKeys, "proto", new WatchOptions("1", false, 300), Cancel))
        {
            events.Add(next.Object!.Metadata.Name);
        }

        events.ShouldBe(["login"], "a whole Secret is of another kind, and skipped");
        accepted.ShouldBe(
        [
            "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1", "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1", "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1",
        ]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Fault(6)]
    public async Task List_SnapshotExpiresBetweenPages_IsReadAnew(bool byOtherVersion)
    {
        await using var server = await FakeApiServer.StartAsync();
        server.Then(200, Api.Page("5", "more", Api.Pod("old", "1")));
        _ = byOtherVersion ? server.Then(200, Api.List("6", Api.Pod("b", "2"))) : server.Then(410, Api.Status(410, "Expired"));
        server.Then(200, Api.Page("7", "more", Api.Pod("a", "1"))).Then(200, Api.List("7", Api.Pod("b", "2")));
        using var client = Create(server);

        var list = await client.ListAsync(ResourceKinds.Pods, null, Cancel);
        list.Items.Select(pod => pod.Metadata.Name).ShouldBe(["a", "b"]);
        list.Metadata.ResourceVersion.ShouldBe("7");
    }

    [Fact]
    [Fault(5)]
    public async Task List_VersionTooLarge_IsExpired()
    {
        await using var server = await FakeApiServer.StartAsync();
        var answer = Api.Recording("http/list-too-new.json")["answer"]!.ToJsonString();
        server.Then(504, answer).Then(504, answer).Then(504, answer);
        using var client = Create(server);

        var fault = await Should.ThrowAsync<ResourceExpiredException>(() => client.ListAsync(ResourceKinds.Pods, null, Cancel));
        fault.RetryAfter.ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Get_ConnectionCut_IsTriedOnceMore()
    {
        await using var server = await FakeApiServer.StartAsync();
        server.ThenCut("{", Task.CompletedTask).Then(200, Api.Pod("a", "1"));
        using var client = Create(server);

        (await client.GetAsync(ResourceKinds.Pods, new("ns", "a"), Cancel)).Metadata.Name.ShouldBe("a");
    }

    [Fact]
    public async Task Get_NoAnswer_TimesOutWithAddress()
    {
        await using var server = await FakeApiServer.StartAsync();
        var time = new FakeTime();
        using var client = Create(server, time);

        var read = client.GetAsync(ResourceKinds.Pods, Web, Cancel);
        await server.NextRequestAsync();
        time.Advance(TimeSpan.FromSeconds(61));
        var fault = await Should.ThrowAsync<KubernetesUnreachableException>(() => read);
        fault.Message.ShouldBe($"http://{server.Address.Authority}: timeout: no answer within 60 s");
    }

    [Fact]
    [Fault(25)]
    public async Task Get_AfterTokenWasRotated_ReadsItAnewOnce()
    {
        await using var server = await FakeApiServer.StartAsync();
        var seen = new List<string?>();
        Task Note(HttpContext context, int status, string body)
        {
            seen.Add(context.Request.Headers.Authorization);
            context.Response.StatusCode = status;
            return context.Response.WriteAsync(body);
        }

        server.Then(context => Note(context, 401, Api.Status(401, "Unauthorized"))).Then(context => Note(context, 200, Api.Pod("a", "1")));
        var token = "old";
        var endpoint = server.Endpoint with { Token = _ => ValueTask.FromResult<string?>(token), ForgetToken = () => token = "new" };
        using var client = new KubernetesClient(endpoint, TimeProvider.System, NullLogger.Instance);

        await client.GetAsync(ResourceKinds.Pods, Web, Cancel);
        seen.ShouldBe(["Bearer old", "Bearer new"]);
    }

    [Fact]
    public async Task Get_ProxysPage_IsAnApiFault()
    {
        await using var server = await FakeApiServer.StartAsync();
        server.Then(302, "<html>", ("Location", "/login"));
        using var client = Create(server);

        (await Should.ThrowAsync<KubernetesApiException>(() => client.GetAsync(ResourceKinds.Pods, Web, Cancel))).StatusCode.ShouldBe(302);
    }

    [Fact]
    public async Task Watch_Recording_IsRead()
    {
        await using var server = await FakeApiServer.StartAsync();
        server.ThenStream(Api.Lines(Api.Recording("http/watch-list.json")));
        using var client = Create(server);

        var events = await ReadAllAsync(client);
        events.Select(one => one.Type).ShouldBe([WatchEventType.Added, WatchEventType.Added, WatchEventType.Added, WatchEventType.Bookmark]);
        events[^1].IsInitialEventsEnd.ShouldBeTrue();
        events[^1].ResourceVersion.ShouldBe("7338");
        events[0].Object!.Spec.Containers[0].Name.ShouldBe("nginx");
    }

    [Fact]
    [Fault(14)]
    public async Task Watch_LongLineInSmallChunks_IsBuffered()
    {
        await using var server = await FakeApiServer.StartAsync();
        var text = new string('ü', 750_000);
        var line = System.Text.Encoding.UTF8.GetBytes(
            $$"""{"object":{{Api.Pod("a", "1", more: $$""","labels":{"x":"{{text}}"}""")}},"type":"ADDED"}""" + "\n" + Api.Added("b", "2"));
        server.Then(async context =>
        {
            for (var at = 0; at < line.Length; at += 60_001)
            {
                await context.Response.Body.WriteAsync(line.AsMemory(at, Math.Min(60_001, line.Length - at)));
                await context.Response.Body.FlushAsync();
            }
        });
        using var client = Create(server);

        var events = await ReadAllAsync(client);
        events.Select(one => one.Object!.Metadata.Name).ShouldBe(["a", "b"]);
        events[0].Object!.Metadata.Labels["x"].ShouldBe(text);
    }

    [Fact]
    [Fault(14)]
    public async Task Watch_TailCutOff_IsUnreachable()
    {
        await using var server = await FakeApiServer.StartAsync();
        server.Then(200, Api.Added("a", "1") + "\n" + """{"type":"ADDED","object":{"kind":""");
        using var client = Create(server);

        await Should.ThrowAsync<KubernetesUnreachableException>(() => ReadAllAsync(client));
    }

    [Fact]
    public async Task Watch_ExpiredRecording_Throws()
    {
        await using var server = await FakeApiServer.StartAsync();
        server.ThenStream(Api.Recording("http/watch-expired.json")["answer"]!.ToJsonString());
        using var client = Create(server);

        (await Should.ThrowAsync<ResourceExpiredException>(() => ReadAllAsync(client))).Message.ShouldContain("too old resource version: 1 (5120)");
    }

    [Fact]
    public async Task Patch_IsSentStrictUnderItsName()
    {
        await using var server = await FakeApiServer.StartAsync();
        string? body = null;
        string? type = null;
        server.Then(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            (body, type) = (await reader.ReadToEndAsync(), context.Request.ContentType);
            await context.Response.WriteAsync("""{"metadata":{"name":"web"}}""");
        });
        using var client = Create(server);

        var result = await client.PatchAsync(
            ResourceKinds.StatefulSets, Web, Patch.StrategicMerge(new JsonObject { ["spec"] = new JsonObject() }), new WriteOptions(DryRun: true), Cancel);
        result.ShouldBeOfType<WriteResult<StatefulSet>.Applied>();
        (await server.NextRequestAsync()).ShouldBe(
            "PATCH /apis/apps/v1/namespaces/ns/statefulsets/web?fieldManager=stateful-dashboard&fieldValidation=Strict&dryRun=All");
        type.ShouldBe("application/strategic-merge-patch+json");
        body.ShouldBe("""{"spec":{}}""");
    }

    [Theory]
    [InlineData(409, "Conflict")]
    [InlineData(403, "Refused")]
    [InlineData(404, "Refused")]
    [InlineData(422, "Refused")]
    [InlineData(429, "Throttled")]
    [InlineData(500, "Failed")]
    public async Task Scale_NotApplied_IsAValue(int status, string expected)
    {
        await using var server = await FakeApiServer.StartAsync();
        server.Then(status, Api.Status(status, "Reason"), ("Retry-After", "3"));
        using var client = Create(server);

        var result = await client.ScaleAsync(Web, 3, "u", "7", dryRun: false, Cancel);
        result.GetType().Name.ShouldBe(expected);
        (result as WriteResult<Scale>.Throttled)?.RetryAfter.ShouldBe(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Scale_AnswerLost_MayHaveHappenedAndIsNotSentTwice()
    {
        await using var server = await FakeApiServer.StartAsync();
        server.ThenCut("", Task.CompletedTask).Then(200, "{}");
        using var client = Create(server);

        var result = await client.ScaleAsync(Web, 3, null, null, dryRun: false, Cancel);
        result.ShouldBeOfType<WriteResult<Scale>.Failed>().MayHaveHappened.ShouldBeTrue();
        await server.NextRequestAsync();
        server.HasRequest.ShouldBeFalse();
    }

    [Fact]
    public async Task Delete_ServerGone_CannotHaveHappened()
    {
        var server = await FakeApiServer.StartAsync();
        using var client = Create(server);
        await server.DisposeAsync();

        var failed = (await client.DeleteAsync(ResourceKinds.Pods, Web, new(), Cancel)).ShouldBeOfType<WriteResult<Deletion>.Failed>();
        failed.MayHaveHappened.ShouldBeFalse();
        failed.Message.ShouldBe($"http://{server.Address.Authority}: connection refused");
    }

    [Fact]
    public async Task Delete_WithPreconditions_SendsThem()
    {
        await using var server = await FakeApiServer.StartAsync();
        JsonNode? body = null;
        server.Then(async context =>
        {
            body = await JsonNode.ParseAsync(context.Request.Body);
            await context.Response.WriteAsync(Api.Pod("a", "9", "u"));
        });
        using var client = Create(server);

        var options = new DeleteOptions("u", "7", PropagationPolicy.Orphan, 0, DryRun: true);
        var result = await client.DeleteAsync(ResourceKinds.Pods, new("ns", "a"), options, Cancel);
        result.ShouldBe(new WriteResult<Deletion>.Applied(new Deletion("u", IsTerminating: true)));
        body!.ToJsonString().ShouldBe(
            """{"apiVersion":"v1","kind":"DeleteOptions","preconditions":{"uid":"u","resourceVersion":"7"},"propagationPolicy":"Orphan","gracePeriodSeconds":0,"dryRun":["All"]}""");
    }

    private static KubernetesClient Create(FakeApiServer server, TimeProvider? time = null) =>
        new(server.Endpoint, time ?? TimeProvider.System, NullLogger.Instance);

    private static async Task<List<WatchEvent<Pod>>> ReadAllAsync(KubernetesClient client)
    {
        var events = new List<WatchEvent<Pod>>();
        await foreach (var one in client.WatchAsync(ResourceKinds.Pods, null, new WatchOptions(SendInitialEvents: true), Cancel))
        {
            events.Add(one);
        }

        return events;
    }
}
