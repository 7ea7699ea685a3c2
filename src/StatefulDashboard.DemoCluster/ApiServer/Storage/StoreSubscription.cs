using System.Threading.Channels;

namespace StatefulDashboard.DemoCluster.ApiServer.Storage;

/// <summary>What is there at one moment and, gapless, every change after it. Must be disposed.</summary>
internal sealed class StoreSubscription(ResourceStore store, IReadOnlyList<StoredObject> initial, long version) : IDisposable
{
    private readonly Channel<StoreChange> channel = Channel.CreateUnbounded<StoreChange>(new UnboundedChannelOptions { SingleReader = true });

    public IReadOnlyList<StoredObject> Initial { get; } = initial;

    /// <summary>The version of the store at which <see cref="Initial"/> was true.</summary>
    public long Version { get; } = version;

    public ChannelReader<StoreChange> Changes => channel.Reader;

    internal void Offer(StoreChange change) => channel.Writer.TryWrite(change);

    public void Dispose()
    {
        store.Unsubscribe(this);
        channel.Writer.TryComplete();
    }
}
