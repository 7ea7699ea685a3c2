using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using StatefulDashboard.DemoCluster.Tests.Support;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Configuration;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.DemoCluster.Tests.ApiServer;

/// <summary>The dashboard's own client writes to the demo's API server: both sides must mean the same by every precondition.</summary>
public sealed class WritingClientTests
{
    private const string Sets = "/apis/apps/v1/namespaces/default/statefulsets";
    private static readonly NamespacedName Web = new("default", "web");
    private static readonly NamespacedName Pod = new("default", "web-0");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Apply_FieldOfAnotherManager_ConflictsUntilItIsForced()
    {
        await using var cluster = await StartAsync();
        using var client = Connect(cluster);
        var apply = Parse("""{"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"web"},"spec":{"replicas":0}}""");
        (await client.PatchAsync(ResourceKinds.StatefulSets, Web, Patch.Merge(Parse("""{"spec":{"replicas":2}}""")), new WriteOptions(FieldManager: "somebody else"), Cancel)).ShouldBeOfType<WriteResult<StatefulSet>.Applied>();

        var conflict = (await client.PatchAsync(ResourceKinds.StatefulSets, Web, Patch.Apply(apply), new WriteOptions(), Cancel)).ShouldBeOfType<WriteResult<StatefulSet>.Conflict>();
        conflict.FieldConflicts.Select(field => (field.Manager, field.Field)).ShouldBe([("somebody else", ".spec.replicas")]);
        (await client.PatchAsync(ResourceKinds.StatefulSets, Web, Patch.Apply(apply, force: true), new WriteOptions(), Cancel))
            .ShouldBeOfType<WriteResult<StatefulSet>.Applied>().Object.Spec.Replicas.ShouldBe(0);
    }

    public static TheoryData<string, Patch> Patches => new()
    {
        { "merge", Patch.Merge(Parse("""{"spec":{"replicas":2}}""")) },
        { "strategic merge", Patch.StrategicMerge(Parse("""{"spec":{"replicas":2}}""")) },
        { "json", Patch.Json([Parse("""{"op":"replace","path":"/spec/replicas","value":2}""")]) },
        { "apply", Patch.Apply(Parse("""{"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"web"},"spec":{"replicas":2}}"""), force: true) },
    };

    /// <summary>A guard that has passed is a conflict, of whatever kind the patch is, and changes nothing.</summary>
    [Theory]
    [MemberData(nameof(Patches), DisableDiscoveryEnumeration = true)]
    public async Task Patch_Guarded_ConflictsOnAnotherUidOrVersion(string kind, Patch patch)
    {
        await using var cluster = await StartAsync();
        using var client = Connect(cluster);
        var set = await client.GetAsync(ResourceKinds.StatefulSets, Web, Cancel);

        (await SendAsync(set.Metadata.Uid, "1")).ShouldBeOfType<WriteResult<StatefulSet>.Conflict>(kind);
        (await SendAsync("00000000-0000-0000-0000-000000000000", null)).ShouldBeOfType<WriteResult<StatefulSet>.Conflict>(kind);
        (await client.GetAsync(ResourceKinds.StatefulSets, Web, Cancel)).Metadata.ResourceVersion.ShouldBe(set.Metadata.ResourceVersion);
        (await SendAsync(set.Metadata.Uid, set.Metadata.ResourceVersion)).ShouldBeOfType<WriteResult<StatefulSet>.Applied>(kind).Object.Spec.Replicas.ShouldBe(2);

        Task<WriteResult<StatefulSet>> SendAsync(string? uid, string? version) =>
            client.PatchAsync(ResourceKinds.StatefulSets, Web, patch.Guarded(uid, version), new WriteOptions(), Cancel);
    }

    [Fact]
    public async Task Patch_UnknownField_IsRefusedWhenStrictAndAWarningOtherwise()
    {
        await using var cluster = await StartAsync();
        using var client = Connect(cluster);
        var patch = Patch.Merge(Parse("""{"metadata":{"label":{"a":"b"}}}"""));

        (await client.PatchAsync(ResourceKinds.StatefulSets, Web, patch, new WriteOptions(), Cancel)).ShouldBeOfType<WriteResult<StatefulSet>.Refused>().Status.Code.ShouldBe(422);
        var warned = await client.PatchAsync(ResourceKinds.StatefulSets, Web, patch, new WriteOptions(Strict: false), Cancel);
        warned.ShouldBeOfType<WriteResult<StatefulSet>.Applied>(warned.ToString());
        warned.Warnings.ShouldBe(["unknown field \"metadata.label\""]);
    }

    [Fact]
    public async Task DryRuns_OfEverything_ChangeNothing()
    {
        await using var cluster = await StartAsync();
        using var client = Connect(cluster);
        await client.ScaleAsync(Web, 1, null, null, dryRun: false, Cancel);
        await ReadyAsync(client);
        var before = (await client.GetAsync(ResourceKinds.StatefulSets, Web, Cancel)).Metadata.ResourceVersion;

        (await client.ScaleAsync(Web, 3, null, null, dryRun: true, Cancel)).ShouldBeOfType<WriteResult<Kubernetes.Resources.Scale>.Applied>().Object.Spec.Replicas.ShouldBe(3);
        (await client.DeleteAsync(ResourceKinds.StatefulSets, Web, new DeleteOptions(DryRun: true), Cancel)).ShouldBeOfType<WriteResult<Deletion>.Applied>();
        (await client.EvictAsync(Pod, new DeleteOptions(DryRun: true), Cancel)).ShouldBeOfType<WriteResult<Status>.Applied>();
        (await client.CreateAsync(ResourceKinds.Services, "default", Parse("""{"metadata":{"name":"new"},"spec":{"clusterIP":"None"}}"""), new WriteOptions(DryRun: true), Cancel))
            .ShouldBeOfType<WriteResult<Service>.Applied>();
        (await client.GetAsync(ResourceKinds.StatefulSets, Web, Cancel)).Metadata.ResourceVersion.ShouldBe(before);
        (await client.GetAsync(ResourceKinds.Pods, Pod, Cancel)).Metadata.IsTerminating.ShouldBeFalse();
        (await Should.ThrowAsync<KubernetesApiException>(() => client.GetAsync(ResourceKinds.Services, new("default", "new"), Cancel))).StatusCode.ShouldBe(404);
    }

    [Fact]
    public async Task Evict_ByBudgets_IsBlockedThenImpossible()
    {
        await using var cluster = await StartAsync();
        using var client = Connect(cluster);
        await client.ScaleAsync(Web, 1, null, null, dryRun: false, Cancel);
        var pod = await ReadyAsync(client);
        await BudgetAsync(cluster, "keeps-one");

        (await client.EvictAsync(Pod, new DeleteOptions("00000000-0000-0000-0000-000000000000"), Cancel)).ShouldNotBeOfType<WriteResult<Status>.Applied>();
        (await client.EvictAsync(Pod, new DeleteOptions(pod.Metadata.Uid), Cancel)).ShouldBeOfType<WriteResult<Status>.BlockedByBudget>().Budget.ShouldBe("keeps-one");
        await BudgetAsync(cluster, "another");
        (await client.EvictAsync(Pod, new DeleteOptions(pod.Metadata.Uid), Cancel)).ShouldBeOfType<WriteResult<Status>.Refused>()
            .Status.Message.ShouldContain("more than one PodDisruptionBudget");
        (await client.EvictAsync(new("default", "absent"), new DeleteOptions(), Cancel)).ShouldBeOfType<WriteResult<Status>.Refused>().Status.Code.ShouldBe(404);
    }

    /// <summary>Pods come and go below it, so the status moves the version under the writer's feet.</summary>
    [Fact]
    public async Task GuardedScale_DuringARollout_GetsThrough()
    {
        await using var cluster = await StartAsync();
        using var client = Connect(cluster);
        var writes = new GuardedWrites(client, TimeProvider.System);
        foreach (var replicas in new[] { 5, 2, 6, 1, 4 })
        {
            var set = await client.GetAsync(ResourceKinds.StatefulSets, Web, Cancel);
            await cluster.SendAsync("PATCH", Sets + "/web", """{"metadata":{"labels":{"moved":"by-somebody-%"}}}""".Replace("%", replicas.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal), "application/merge-patch+json");
            (await writes.ScaleAsync(Web, replicas, WriteBasis.Of(set.Metadata), dryRun: false, Cancel)).ShouldBeOfType<WriteResult<Kubernetes.Resources.Scale>.Applied>().Object.Spec.Replicas.ShouldBe(replicas);
        }
    }

    private static async Task<TestCluster> StartAsync()
    {
        var cluster = await TestCluster.StartAsync();
        await cluster.SendAsync("POST", Sets, """
            {"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"web"},"spec":{"serviceName":"nginx","replicas":0,"selector":{"matchLabels":{"app":"nginx"}},
             "template":{"metadata":{"labels":{"app":"nginx"}},"spec":{"containers":[{"name":"nginx","image":"registry.k8s.io/nginx-slim:0.24"}]}}}}
            """);
        return cluster;
    }

    private static async Task BudgetAsync(TestCluster cluster, string name)
    {
        var path = "/apis/policy/v1/namespaces/default/poddisruptionbudgets";
        await cluster.SendAsync("POST", path, """{"metadata":{"name":"NAME"},"spec":{"minAvailable":1,"selector":{"matchLabels":{"app":"nginx"}}}}""".Replace("NAME", name, StringComparison.Ordinal));
        await UntilAsync(async () => (int?)(await cluster.GetAsync(path + "/" + name))["status"]?["observedGeneration"] == 1);
    }

    private static async Task<Pod> ReadyAsync(KubernetesClient client)
    {
        Pod? pod = null;
        await UntilAsync(async () =>
        {
            var list = await client.ListAsync(ResourceKinds.Pods, "default", Cancel);
            pod = list.Items.FirstOrDefault(one => one.Status.Conditions.Any(condition => condition is { Type: "Ready", Status: "True" }));
            return pod is not null;
        });
        await UntilAsync(async () => (await client.GetAsync(ResourceKinds.StatefulSets, Web, Cancel)).Status.AvailableReplicas == 1);
        return pod!;
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (!await holds())
        {
            await Task.Delay(5, limit.Token);
        }
    }

    private static KubernetesClient Connect(TestCluster cluster) =>
        new(Kubeconfig.Load(cluster.Host.KubeconfigPath).Resolve("demo"), TimeProvider.System, NullLogger.Instance);

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
