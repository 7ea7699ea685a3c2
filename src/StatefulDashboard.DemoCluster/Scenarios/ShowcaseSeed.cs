using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Patches;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Lifecycle;

namespace StatefulDashboard.DemoCluster.Scenarios;

/// <summary>A cluster that is lived in: the manifests, and the few steps that bring some of the sets into the state that they show.</summary>
internal sealed class ShowcaseSeed : Seed
{
    private static readonly WriteOptions Writer = new("kubectl");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public override async Task PlantAsync(ObjectApi objects, PodDelays delays, CancellationToken cancellation)
    {
        delays.Hurry = true;
        try
        {
            foreach (var manifest in Manifests.ReadAll("showcase-"))
            {
                Manifests.Apply(objects, manifest, Writer);
            }

            await Task.WhenAll(CanaryAsync(objects, cancellation), TrapAsync(objects, cancellation), LeftBehindAsync(objects, cancellation),
                OutOfMemoryAsync(objects, cancellation), DriftAsync(objects, cancellation),
                ReadyAsync(objects, "shop", "web", 3, cancellation), ReadyAsync(objects, "infra", "quorum", 3, cancellation), ReadyAsync(objects, "search", "index", 3, cancellation),
                ReadyAsync(objects, "bank", "invoices", 2, cancellation), ReadyAsync(objects, "team-blue", "events", 2, cancellation),
                WaitForAsync(objects, ResourceKinds.Deployments, "office", "wiki", d => d.Root.Number("status", "availableReplicas") == 1, cancellation),
                WaitForAsync(objects, ResourceKinds.Deployments, "media", "gallery", d => d.Root.Number("status", "availableReplicas") == 2, cancellation),
                WaitForAsync(objects, ResourceKinds.DaemonSets, "infra", "node-logs", d => d.Root.Number("status", "numberAvailable") == 3, cancellation));
        }
        finally
        {
            delays.Hurry = false;
        }
    }

    // A new version on the highest ordinal only.
    private static async Task CanaryAsync(ObjectApi objects, CancellationToken cancellation)
    {
        await ReadyAsync(objects, "bank", "ledger", 4, cancellation);
        Patch(objects, "bank", "ledger", """
            {"spec":{"updateStrategy":{"rollingUpdate":{"partition":3}},"template":{"spec":{"containers":[{"name":"ledger","image":"registry.example/ledger:2.5.0"}]}}}}
            """);
        await WaitAsync(objects, "bank", "ledger", s => s.Root.Number("status", "updatedReplicas") == 1 && s.Root.Number("status", "readyReplicas") == 4, cancellation);
    }

    // An image that cannot be pulled, then the old template again: the broken pod stays and holds everything up.
    private static async Task TrapAsync(ObjectApi objects, CancellationToken cancellation)
    {
        await ReadyAsync(objects, "office", "mail", 3, cancellation);
        Patch(objects, "office", "mail", """{"spec":{"template":{"spec":{"containers":[{"name":"mail","image":"registry.example/mail:4.1-broken"}]}}}}""");
        await WaitForAsync(objects, ResourceKinds.Pods, "office", "mail-2",
            p => p.Root.Items("status", "containerStatuses").Any(c => c.Text("state", "waiting", "reason") == "ImagePullBackOff"), cancellation);
        Patch(objects, "office", "mail", """{"spec":{"template":{"spec":{"containers":[{"name":"mail","image":"registry.example/mail:4.0"}]}}}}""");
    }

    // Scaled from five to two: the claims of 2, 3 and 4 are still there.
    private static async Task LeftBehindAsync(ObjectApi objects, CancellationToken cancellation)
    {
        await ReadyAsync(objects, "db", "store", 5, cancellation);
        Patch(objects, "db", "store", """{"spec":{"replicas":2}}""");
        await WaitAsync(objects, "db", "store", s => s.Root.Number("status", "replicas") == 2, cancellation);
    }

    // The claim of one ordinal was made larger by hand: its template did not follow.
    private static async Task DriftAsync(ObjectApi objects, CancellationToken cancellation)
    {
        await ReadyAsync(objects, "reports", "archive", 2, cancellation);
        objects.Modify(ResourceKinds.Claims, "reports", "store-archive-1", null, Writer, root =>
            StrategicMergePatch.Apply(root, (JsonObject)JsonNode.Parse("""{"spec":{"resources":{"requests":{"storage":"3Gi"}}}}""")!));
        await WaitForAsync(objects, ResourceKinds.Claims, "reports", "store-archive-1", c => c.Root.Text("status", "capacity", "storage") == "3Gi", cancellation);
    }

    // Killed a few times already, and waiting for its next start.
    private static Task OutOfMemoryAsync(ObjectApi objects, CancellationToken cancellation)
        => WaitForAsync(objects, ResourceKinds.Pods, "media", "transcoder-0",
            p => p.Root.Items("status", "containerStatuses").Any(c => c.Number("restartCount") == 3 && c.Text("state", "waiting", "reason") == "CrashLoopBackOff"), cancellation);

    private static Task ReadyAsync(ObjectApi objects, string home, string set, int replicas, CancellationToken cancellation)
        => WaitAsync(objects, home, set, s => s.Root.Number("status", "readyReplicas") == replicas, cancellation);

    private static void Patch(ObjectApi objects, string home, string set, string patch)
        => objects.Modify(ResourceKinds.StatefulSets, home, set, null, Writer, root => StrategicMergePatch.Apply(root, (JsonObject)JsonNode.Parse(patch)!));

    private static Task WaitAsync(ObjectApi objects, string home, string set, Func<StoredObject, bool> holds, CancellationToken cancellation)
        => WaitForAsync(objects, ResourceKinds.StatefulSets, home, set,
            s => s.Root.Number("status", "observedGeneration") == s.Root.Number("metadata", "generation") && holds(s), cancellation);

    private static async Task WaitForAsync(ObjectApi objects, ResourceKind kind, string home, string name, Func<StoredObject, bool> holds, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        using var subscription = objects.Store.Subscribe(kind);
        if (subscription.Initial.Any(o => o.Namespace == home && o.Name == name && holds(o)))
        {
            return;
        }

        try
        {
            await foreach (var change in subscription.Changes.ReadAllAsync(patience.Token))
            {
                if (change.Type != ChangeType.Deleted && change.Object.Namespace == home && change.Object.Name == name && holds(change.Object))
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"The showcase could not be set up: {kind.Kind} {home}/{name} did not get into the state that it shows within {Patience.TotalSeconds:0} s. Start again, or with DemoCluster:Seed=empty.", late);
        }
    }
}
