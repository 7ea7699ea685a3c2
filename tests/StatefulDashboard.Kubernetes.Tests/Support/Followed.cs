using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Tests.Support;

/// <summary>An informer of pods that runs against a server, with what it tells.</summary>
public sealed class Followed : IAsyncDisposable
{
    private readonly KubernetesClient client;
    private readonly Channel<WatchHealth> healths = Channel.CreateUnbounded<WatchHealth>();
    private readonly Task run;
    private readonly InformerSubscription<Pod> subscription;

    public Followed(FakeApiServer server)
    {
        client = new KubernetesClient(server.Endpoint, Time, NullLogger.Instance);
        Informer = new Informer<Pod>(client, ResourceKinds.Pods, null, Time, NullLogger.Instance);
        Informer.HealthChanged += (_, now) => healths.Writer.TryWrite(now.Health);
        subscription = Informer.Subscribe(TestContext.Current.CancellationToken);
        run = Informer.RunAsync(TestContext.Current.CancellationToken);
    }

    public FakeTime Time { get; } = new();

    public Informer<Pod> Informer { get; }

    /// <summary>The next batch: "+a@1", "~a@2", "-a".</summary>
    public async Task<string> NextBatchAsync()
    {
        var batch = await subscription.Changes.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(20));
        return string.Join(' ', batch.Select(Describe).Order(StringComparer.Ordinal));
    }

    public bool HasBatch => subscription.Changes.TryPeek(out _);

    public async Task<WatchHealth> NextHealthAsync(WatchState state)
    {
        while (true)
        {
            var health = await healths.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(20));
            if (health.State == state)
            {
                return health;
            }
        }
    }

    /// <summary>Waits for the state, then goes on to its next attempt.</summary>
    public async Task<WatchHealth> RetryAfterAsync(WatchState state)
    {
        var health = await NextHealthAsync(state);
        await Time.AdvanceToTimerAsync(health.NextAttemptAt!.Value);
        return health;
    }

    public async ValueTask DisposeAsync()
    {
        await Informer.DisposeAsync();
        await run;
        client.Dispose();
    }

    private static string Describe(ResourceChange<Pod> change) => change switch
    {
        { After: null } => "-" + change.Name.Name,
        { Before: null } => "+" + change.Name.Name + "@" + change.After.Metadata.ResourceVersion,
        _ => "~" + change.Name.Name + "@" + change.After.Metadata.ResourceVersion,
    };
}
