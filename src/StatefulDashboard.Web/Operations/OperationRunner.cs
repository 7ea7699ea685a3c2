using System.Threading.Channels;
using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Operations;

/// <summary>
/// Takes care of every operation that is under way in a cluster, whoever began it: also of those that were begun before this
/// dashboard was started. Owned by the connection, as long as it watches.
/// </summary>
public sealed partial class OperationRunner(IPersonClients people, OperationStore store, OperationOptions options, TimeProvider time, ILogger<OperationRunner> logger)
{
    /// <summary>What nobody thought of will happen again: not at once.</summary>
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(30);

    private readonly string identity = Environment.MachineName + "_" + Guid.NewGuid().ToString("n");

    public OperationStore Store => store;

    /// <summary>As which holder this dashboard stands in leases.</summary>
    public string Identity => identity;

    /// <summary>Until it is cancelled; then everything that it started has ended.</summary>
    public async Task RunAsync(ClusterConnection connection, CancellationToken cancellationToken)
    {
        if (options.IsReadOnly)
        {
            return; // no write leaves the dashboard: what is under way is shown, and others may drive it
        }

        var wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        var running = new Dictionary<NamespacedName, (OperationSession Session, Task Task)>();
        var watching = ForwardAsync(connection, wake.Writer, cancellationToken);
        ClusterView? before = null;
        try
        {
            while (await wake.Reader.WaitToReadAsync(cancellationToken))
            {
                wake.Reader.TryRead(out _);
                var view = connection.Board.Current;
                foreach (var key in running.Where(one => one.Value.Task.IsCompleted).Select(one => one.Key).ToArray())
                {
                    running.Remove(key);
                }

                foreach (var (key, operation) in view.Operations)
                {
                    if (running.TryGetValue(key, out var known))
                    {
                        if (Matters(before, view, operation))
                        {
                            known.Session.Wake();
                        }
                    }
                    else if (OperationDriver.IsDriven(operation) && view.Status.State == ClusterState.Live)
                    {
                        var session = new OperationSession(operation, connection, people, store, identity, options, time, logger);
                        running[key] = (session, GuardAsync(session, key, connection, wake.Writer, cancellationToken));
                    }
                }

                before = view;
            }
        }
        finally
        {
            await Task.WhenAll([watching, .. running.Values.Select(one => one.Task)]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task ForwardAsync(ClusterConnection connection, ChannelWriter<bool> wake, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var _ in connection.Board.WatchAsync(cancellationToken))
            {
                wake.TryWrite(true);
            }
        }
        finally
        {
            wake.TryComplete();
        }
    }

    private static bool Matters(ClusterView? before, ClusterView now, Operation operation) =>
        before is null
        || before.Status.State != now.Status.State
        || !ReferenceEquals(before.Sets.GetValueOrDefault(operation.Name), now.Sets.GetValueOrDefault(operation.Name))
        || !ReferenceEquals(before.Operations.GetValueOrDefault(new(operation.Name.Namespace, operation.Id)), operation);

    // when it has ended it is looked at again: it may have been resumed in the very moment at which it was given back
    private async Task GuardAsync(OperationSession session, NamespacedName key, ClusterConnection connection, ChannelWriter<bool> wake, CancellationToken cancellationToken)
    {
        await RunGuardedAsync(session, key, connection, cancellationToken);
        wake.TryWrite(true);
    }

    private async Task RunGuardedAsync(OperationSession session, NamespacedName key, ClusterConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await session.RunAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // the dashboard stops, or lets the cluster go: whoever comes next goes on with it
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            LogDied(key.ToString(), connection.Board.Current.Cluster.Id, fault);
            await Task.Delay(AfterFault, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Operation {Operation} in {Cluster} is not driven any more for a reason that nobody thought of; it is taken up again in half a minute")]
    private partial void LogDied(string operation, string cluster, Exception fault);
}
