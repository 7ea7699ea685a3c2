using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace StatefulDashboard.Web.Clusters;

/// <summary>
/// Holds the newest view of a cluster and hands it to whoever looks. Each subscriber has one place: a newer view
/// replaces one that was not fetched yet, so a slow browser costs one reference and never slows the writer.
/// </summary>
public sealed class ClusterBoard(ClusterView first)
{
    private readonly Lock gate = new();
    private readonly HashSet<Channel<ClusterView>> subscribers = [];
    private ClusterView current = first;
    private bool closed;

    public ClusterView Current => Volatile.Read(ref current);

    /// <summary>No newer view will come.</summary>
    public bool IsClosed => Volatile.Read(ref closed);

    public int Subscribers
    {
        get
        {
            lock (gate)
            {
                return subscribers.Count;
            }
        }
    }

    public void Publish(ClusterView view)
    {
        lock (gate)
        {
            Volatile.Write(ref current, view);
            foreach (var subscriber in subscribers)
            {
                subscriber.Writer.TryWrite(view);
            }
        }
    }

    /// <summary>The cluster is let go: every reader comes to an end.</summary>
    public void Close()
    {
        lock (gate)
        {
            Volatile.Write(ref closed, true);
            foreach (var subscriber in subscribers)
            {
                subscriber.Writer.TryComplete();
            }
        }
    }

    public async IAsyncEnumerable<ClusterView> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateBounded<ClusterView>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        lock (gate)
        {
            channel.Writer.TryWrite(current);
            if (closed)
            {
                channel.Writer.Complete();
            }

            subscribers.Add(channel);
        }

        try
        {
            await foreach (var view in channel.Reader.ReadAllAsync(cancellationToken))
            {
                yield return view;
            }
        }
        finally
        {
            lock (gate)
            {
                subscribers.Remove(channel);
            }
        }
    }
}
