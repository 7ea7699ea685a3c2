using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Configuration;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Tests.Operations;

/// <summary>Every event of a namespace from now on, on a connection of its own.</summary>
internal sealed class NamespaceRecorder : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<string> stopped = new();
    private readonly ConcurrentQueue<(long Generation, int Replicas, int Partition)> specs = new();
    private readonly KubernetesClient client;
    private Task running = Task.CompletedTask;

    private NamespaceRecorder(string kubeconfig) =>
        client = new KubernetesClient(Kubeconfig.Load(kubeconfig).Resolve("demo"), TimeProvider.System, NullLogger.Instance);

    /// <summary>Pods in the order in which their deletion began, each time it did.</summary>
    public IReadOnlyList<string> Stopped => [.. stopped];

    /// <summary>The spec of the set after each write that changed it.</summary>
    public IReadOnlyList<(long Generation, int Replicas, int Partition)> Specs => [.. specs];

    public static async Task<NamespaceRecorder> StartAsync(DashboardFleet fleet, string namespaceName)
    {
        var recorder = new NamespaceRecorder(fleet.Demo.KubeconfigPath);
        var pods = await recorder.client.ListAsync(ResourceKinds.Pods, namespaceName, TestContext.Current.CancellationToken);
        var sets = await recorder.client.ListAsync(ResourceKinds.StatefulSets, namespaceName, TestContext.Current.CancellationToken);
        recorder.running = Task.WhenAll(
            recorder.PodsAsync(namespaceName, pods.Metadata!.ResourceVersion!), recorder.SetsAsync(namespaceName, sets.Metadata!.ResourceVersion!));
        return recorder;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        client.Dispose();
        stop.Dispose();
    }

    private async Task PodsAsync(string namespaceName, string version)
    {
        HashSet<string> seen = [];
        await foreach (var change in client.WatchAsync(ResourceKinds.Pods, namespaceName, new WatchOptions { ResourceVersion = version, TimeoutSeconds = 3000 }, stop.Token))
        {
            if (change.Object is { Metadata.IsTerminating: true } pod && seen.Add(pod.Metadata.Uid))
            {
                stopped.Enqueue(pod.Metadata.Name);
            }
        }
    }

    private async Task SetsAsync(string namespaceName, string version)
    {
        long last = 0;
        await foreach (var change in client.WatchAsync(ResourceKinds.StatefulSets, namespaceName, new WatchOptions { ResourceVersion = version, TimeoutSeconds = 3000 }, stop.Token))
        {
            // a deletion that waits for its pods counts as a new generation as well
            if (change.Object is { Metadata.IsTerminating: false } set && set.Metadata.Generation != last)
            {
                last = set.Metadata.Generation;
                specs.Enqueue((last, set.Spec.Replicas, set.Spec.UpdateStrategy.RollingUpdate?.Partition ?? 0));
            }
        }
    }
}
