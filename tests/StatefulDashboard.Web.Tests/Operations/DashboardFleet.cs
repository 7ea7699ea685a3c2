using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using StatefulDashboard.DemoCluster;
using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Configuration;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Configuration;
using StatefulDashboard.Web.Operations;
using StatefulDashboard.Web.Security;
using StatefulDashboard.Web.Tests.Support;

namespace StatefulDashboard.Web.Tests.Operations;

/// <summary>A demo cluster that outlives the dashboards which come and go in front of it, each a whole program on a port of its own.</summary>
internal sealed class DashboardFleet : IAsyncDisposable
{
    public const string Cluster = "demo";

    public static readonly Person Somebody = new("local", "local");

    private readonly List<RunningDashboard> dashboards = [];

    private DashboardFleet(DemoClusterHost demo)
    {
        Demo = demo;
        Client = new KubernetesClient(Kubeconfig.Load(demo.KubeconfigPath).Resolve("demo"), TimeProvider.System, NullLogger.Instance);
    }

    public DemoClusterHost Demo { get; }

    public KubernetesClient Client { get; }

    public static async Task<DashboardFleet> StartAsync(DemoClusterOptions? options = null) =>
        new(await DemoClusterHost.StartAsync(options ?? new DemoClusterOptions
        {
            Seed = "empty", StartDelay = TimeSpan.FromMilliseconds(20), StopDelay = TimeSpan.FromMilliseconds(20),
        }));

    /// <param name="kubeconfig">Null: straight to the cluster.</param>
    public async Task<RunningDashboard> AddDashboardAsync(string? kubeconfig = null, string? more = null)
    {
        var dashboard = await DashboardHost.StartAsync(
            ["--urls", "http://127.0.0.1:0", "--Clusters:Demo=false", "--Clusters:Kubeconfig=" + (kubeconfig ?? Demo.KubeconfigPath), "--Clusters:Context=demo",
             "--Operations:LeaseDuration=00:00:02", "--Logging:LogLevel:Default=Warning", .. more is null ? Array.Empty<string>() : [more]],
            TestContext.Current.CancellationToken);
        dashboards.Add(dashboard);
        await Eventually.HoldsAsync(() => View(dashboard).Status.State == ClusterState.Live, () => "the dashboard has read the cluster");
        return dashboard;
    }

    public async Task StopAsync(RunningDashboard dashboard)
    {
        dashboards.Remove(dashboard);
        await dashboard.DisposeAsync();
    }

    public static ClusterView View(RunningDashboard dashboard) => dashboard.App.Services.GetRequiredService<ClusterDirectory>().Read(Somebody, Cluster)!;

    public static StatefulSetOverview? Set(RunningDashboard dashboard, NamespacedName name) => View(dashboard).Sets.GetValueOrDefault(name);

    public static Operation? OperationOf(RunningDashboard dashboard, NamespacedName operation) => View(dashboard).Operations.GetValueOrDefault(operation);

    public static async Task<(PlanPreview Preview, ActionOutcome Outcome)> ActAsync(RunningDashboard dashboard, ActionIntent intent)
    {
        await using var scope = dashboard.App.Services.CreateAsyncScope();
        var actions = scope.ServiceProvider.GetRequiredService<IActions>();
        var preview = await actions.PreviewAsync(Somebody, Cluster, intent, TestContext.Current.CancellationToken);
        preview.ShouldNotBeNull();
        return (preview, await actions.ExecuteAsync(Somebody, Cluster, preview.Plan, intent, intent.Name.Name, TestContext.Current.CancellationToken));
    }

    /// <summary>Does it, and gives the operation that was begun.</summary>
    public static async Task<NamespacedName> BeginAsync(RunningDashboard dashboard, ActionIntent intent)
    {
        var (preview, outcome) = await ActAsync(dashboard, intent);
        preview.DryRun!.Kind.ShouldBe(OutcomeKind.Applied, preview.DryRun.Message);
        outcome.Kind.ShouldBe(OutcomeKind.Applied, outcome.Message);
        return new(intent.Name.Namespace, outcome.OperationId!);
    }

    public static async Task<ActionOutcome> CommandAsync(RunningDashboard dashboard, NamespacedName operation, OperationCommand command)
    {
        await using var scope = dashboard.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IOperations>().CommandAsync(Somebody, Cluster, operation, command, TestContext.Current.CancellationToken);
    }

    public static async Task<Operation> UntilAsync(RunningDashboard dashboard, NamespacedName operation, Func<Operation, bool> condition, string what, int seconds = 30)
    {
        Operation? last = null;
        await Eventually.HoldsAsync(
            () => (last = OperationOf(dashboard, operation)) is { } found && condition(found),
            () => $"operation {operation} {what}; it is {last?.State} at {last?.Step}: {last?.Reason}", seconds);
        return last!;
    }

    /// <summary>Makes a set and its Service, and waits until all replicas are Available.</summary>
    public async Task<StatefulSet> CreateSetAsync(
        RunningDashboard dashboard, NamespacedName name, int replicas, string policy = "OrderedReady", string whenDeleted = "Retain", string whenScaled = "Retain", int start = 0, bool isQuorum = false)
    {
        var token = TestContext.Current.CancellationToken;
        await Client.CreateAsync(ResourceKinds.Namespaces, null, new JsonObject { ["metadata"] = new JsonObject { ["name"] = name.Namespace } }, new WriteOptions(), token);
        var body = (JsonObject)JsonNode.Parse(string.Create(CultureInfo.InvariantCulture, $$"""
            {"metadata": {"name": "{{name.Name}}", "annotations": {"stateful-dashboard.io/quorum": "{{(isQuorum ? "true" : "false")}}"} },
             "spec": {"replicas": {{replicas}}, "serviceName": "{{name.Name}}", "podManagementPolicy": "{{policy}}", "ordinals": {"start": {{start}}},
              "selector": {"matchLabels": {"app": "{{name.Name}}"} },
              "persistentVolumeClaimRetentionPolicy": {"whenDeleted": "{{whenDeleted}}", "whenScaled": "{{whenScaled}}"},
              "template": {"metadata": {"labels": {"app": "{{name.Name}}"} },
               "spec": {"terminationGracePeriodSeconds": 10, "containers": [{"name": "app", "image": "registry.k8s.io/nginx:1.0", "volumeMounts": [{"name": "data", "mountPath": "/data"}]}]} },
              "volumeClaimTemplates": [{"metadata": {"name": "data"}, "spec": {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"} } } }]} }
            """))!;
        var created = await Client.CreateAsync(ResourceKinds.StatefulSets, name.Namespace, body, new WriteOptions(), token);
        var set = created.ShouldBeOfType<WriteResult<StatefulSet>.Applied>(created.ToString()).Object;
        await Eventually.HoldsAsync(() => Set(dashboard, name) is { Phase: StatefulSetPhase.Steady } steady && steady.AvailableReplicas == replicas, () => $"{name} runs");
        return set;
    }

    public async Task<Dictionary<string, string>> ClaimsAsync(string namespaceName)
    {
        var list = await Client.ListAsync(ResourceKinds.PersistentVolumeClaims, namespaceName, TestContext.Current.CancellationToken);
        return (list.Items ?? []).ToDictionary(claim => claim.Metadata.Name, claim => claim.Metadata.Uid);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var dashboard in dashboards.ToArray())
        {
            await StopAsync(dashboard);
        }

        Client.Dispose();
        await Demo.DisposeAsync();
    }
}
