using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Configuration;
using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Kubernetes.Tests.Support;

namespace StatefulDashboard.Kubernetes.Tests.Model;

/// <summary>
/// An informer in virtual time, and a subscriber that checks each change as it comes: it fits the one before, and nothing goes
/// backwards. Whenever the informer waits, time passes.
/// </summary>
internal sealed class ModelObserver : IAsyncDisposable
{
    private readonly FakeTime time = new();
    private readonly KubernetesClient client;
    private readonly Informer<Pod> informer;
    private readonly Channel<DateTimeOffset> retries = Channel.CreateUnbounded<DateTimeOffset>();
    private readonly Dictionary<string, Pod> known = new(StringComparer.Ordinal);
    private readonly HashSet<string> gone = new(StringComparer.Ordinal);
    private readonly ChannelReader<IReadOnlyList<ResourceChange<Pod>>> changes;
    private readonly Task running;

    public ModelObserver(ClusterEndpoint endpoint, int seed)
    {
        var cancel = TestContext.Current.CancellationToken;
        client = new KubernetesClient(endpoint, time, NullLogger.Instance, KubernetesClientOptions.Default with { PageSize = 5 });
        informer = new Informer<Pod>(new ClientSource<Pod>(client, ResourceKinds.Pods, null), time, new Random(seed), NullLogger.Instance);
        informer.HealthChanged += (_, now) =>
        {
            if (now.Health.NextAttemptAt is { } at && at > time.GetUtcNow())
            {
                retries.Writer.TryWrite(at);
            }
        };
        changes = informer.Subscribe(cancel).Changes;
        running = Task.WhenAll(informer.RunAsync(cancel), TurnClockAsync());
    }

    public long Errors => informer.Health.Errors;

    /// <summary>As the changes tell it.</summary>
    public Dictionary<string, (string Uid, long Version)> State => Of(known.Values);

    /// <summary>As somebody who comes now is told.</summary>
    public Dictionary<string, (string Uid, long Version)> Cached
    {
        get
        {
            using var soon = new CancellationTokenSource();
            var snapshot = informer.Subscribe(soon.Token).Snapshot;
            soon.Cancel();
            return Of(snapshot.Values);
        }
    }

    /// <summary>Reads changes until the mark has this version.</summary>
    public async Task SeenAsync(long mark)
    {
        while (!known.TryGetValue("mark", out var pod) || Version(pod) < mark)
        {
            var batch = await changes.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            foreach (var change in batch)
            {
                Take(change);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await informer.DisposeAsync();
        retries.Writer.Complete();
        await running;
        client.Dispose();
    }

    private void Take(ResourceChange<Pod> change)
    {
        var before = known.GetValueOrDefault(change.Name.Name);
        change.Before.ShouldBe(before, $"{change.Name}: a change that does not follow the one before");
        (change.Before is null && change.After is null).ShouldBeFalse("a change of nothing");
        if (change.After is null)
        {
            known.Remove(change.Name.Name);
            gone.Add(change.Before!.Metadata.Uid);
            return;
        }

        gone.ShouldNotContain(change.After.Metadata.Uid, $"{change.Name} was said to be deleted, and is not");

        if (before is not null)
        {
            change.After.Metadata.Uid.ShouldBe(before.Metadata.Uid, "another object must come as a deletion and an addition");
            Version(change.After).ShouldBeGreaterThan(Version(before), $"{change.Name} went back, or came twice");
        }

        known[change.Name.Name] = change.After;
    }

    private static Dictionary<string, (string Uid, long Version)> Of(IEnumerable<Pod> pods) =>
        pods.ToDictionary(pod => pod.Metadata.Name, pod => (pod.Metadata.Uid, Version(pod)), StringComparer.Ordinal);

    private static long Version(Pod pod) => long.Parse(pod.Metadata.ResourceVersion, CultureInfo.InvariantCulture);

    private async Task TurnClockAsync()
    {
        await foreach (var at in retries.Reader.ReadAllAsync())
        {
            await time.AdvanceToTimerAsync(at);
        }
    }
}
