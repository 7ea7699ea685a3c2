using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Configuration;
using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;

namespace StatefulDashboard.Web.Tests.Recordings;

/// <summary>Feeds a recording event by event through sockets, informers, index and projector, in the time of the recording.</summary>
internal sealed class RecordingReplay : IAsyncDisposable
{
    private readonly RecordedApiServer server;
    private readonly KubernetesClient client;
    private readonly CancellationTokenSource stop = new(TimeSpan.FromMinutes(2));
    private readonly Dictionary<string, Func<Task>> next = new(StringComparer.Ordinal);
    private readonly List<Task> running = [];

    private RecordingReplay(Recording recording, RecordedApiServer server)
    {
        Recording = recording;
        this.server = server;
        client = new(new ClusterEndpoint { Name = "recorded", Server = server.Address }, TimeProvider.System, NullLogger.Instance);
        Projector = new(Index, "cluster.local");
    }

    public Recording Recording { get; }

    public ClusterIndex Index { get; } = new();

    public ClusterProjector Projector { get; }

    public static async Task<RecordingReplay> StartAsync(string name)
    {
        var replay = new RecordingReplay(Recording.Load(name), await RecordedApiServer.StartAsync());
        replay.Follow(ResourceKinds.StatefulSets, replay.Index.Apply);
        replay.Follow(ResourceKinds.Pods, replay.Index.Apply);
        replay.Follow(ResourceKinds.PersistentVolumeClaims, replay.Index.Apply);
        replay.Follow(ResourceKinds.PersistentVolumes, replay.Index.Apply);
        replay.Follow(ResourceKinds.Services, replay.Index.Apply);
        replay.Follow(ResourceKinds.EndpointSlices, replay.Index.Apply);
        replay.Follow(ResourceKinds.ControllerRevisions, replay.Index.Apply);
        replay.Follow(ResourceKinds.FailedCreations, replay.Index.Apply);
        return replay;
    }

    /// <summary>Plays until the wait, and looks at every state on the way.</summary>
    /// <param name="beforeEach">What is shown at the moment of an event, before it has come.</param>
    public async Task PlayAsync(Action<RecordedEvent> afterEach, Action<RecordedWait> atWait, Action<RecordedEvent>? beforeEach = null)
    {
        var index = 0;
        foreach (var wait in Recording.Waits)
        {
            for (; index < Recording.Events.Count && Recording.Events[index].Milliseconds <= wait.Milliseconds; index++)
            {
                var item = Recording.Events[index];
                if (next.TryGetValue(item.Resource, out var apply) && IsServed(item))
                {
                    Settle(Recording.At(item.Milliseconds));
                    beforeEach?.Invoke(item);
                    server.Send(item.Resource, JsonSerializer.Serialize(new { type = item.Type, @object = item.Object }));
                    await apply();
                    Settle(Recording.At(item.Milliseconds));
                    afterEach(item);
                }
            }

            Settle(Recording.At(wait.Milliseconds));
            atWait(wait);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        client.Dispose();
        await server.DisposeAsync();
        stop.Dispose();
    }

    // what the server leaves out by the field selector
    private static bool IsServed(RecordedEvent item) =>
        item.Resource != ResourceKinds.Events.Plural || item.Object.GetProperty("reason").GetString() == "FailedCreate" && item.Object.GetProperty("involvedObject").GetProperty("kind").GetString() == "StatefulSet";

    // a set is projected at most once in 16 ms: look until nothing is left to do
    private void Settle(DateTimeOffset now)
    {
        Projector.Project(now, out var nextAt);
        if (nextAt is { } at && at - now <= ClusterProjector.Pace)
        {
            Projector.Project(at, out _);
        }
    }

    private void Follow<T>(ResourceKind<T> kind, Action<ResourceChange<T>> apply)
        where T : class, IKubernetesObject
    {
        var informer = new Informer<T>(client, kind, null, TimeProvider.System, NullLogger.Instance);
        var (_, changes) = informer.Subscribe(stop.Token);
        running.Add(informer.RunAsync(stop.Token));
        next[kind.Plural] = () => ApplyNextAsync(changes, apply);
    }

    private async Task ApplyNextAsync<T>(ChannelReader<IReadOnlyList<ResourceChange<T>>> changes, Action<ResourceChange<T>> apply)
        where T : class, IKubernetesObject
    {
        foreach (var change in await changes.ReadAsync(stop.Token))
        {
            apply(change);
        }
    }
}
