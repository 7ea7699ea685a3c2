using System.Diagnostics.CodeAnalysis;
using StatefulDashboard.Kubernetes.Configuration;

namespace StatefulDashboard.Web.Clusters;

/// <summary>
/// One cluster that is offered: connected to when somebody takes hold of it, let go when nobody has held it for a while.
/// Whoever comes back before that finds it warm; whoever comes after it gets a new connection, with nothing of the old one in it.
/// </summary>
/// <param name="connect">Makes a connection that does not run yet; what it throws goes to whoever wanted to hold it.</param>
/// <param name="letGoAfter">Counted from the moment at which the last holder left.</param>
internal sealed partial class OfferedCluster(ClusterSummary summary, Func<ClusterConnection> connect, TimeSpan letGoAfter, TimeProvider time, ILogger logger)
{
    private readonly Lock gate = new();
    private readonly List<Session> sessions = []; // the present one, and those that are still ending
    private Session? present;
    private ITimer? grace;
    private long turn; // tells a grace period that is over from the one that runs now
    private int holders;
    private bool isClosed;

    public ClusterSummary Summary => summary with { IsConnected = Present is not null };

    /// <summary>Null while nobody has chosen it.</summary>
    public ClusterConnection? Present => Volatile.Read(ref present)?.Connection;

    /// <summary>Null when it is offered no more.</summary>
    /// <exception cref="ConfigurationFaultException">Its configuration cannot be used.</exception>
    public ClusterHold? Hold()
    {
        lock (gate)
        {
            if (isClosed)
            {
                return null;
            }

            var session = present ??= Start();
            holders++;
            StopGrace();
            return new(session.Connection, Release);
        }
    }

    /// <summary>Offers it no more; returns when nothing of it runs.</summary>
    public async Task CloseAsync()
    {
        Session[] ending;
        lock (gate)
        {
            (isClosed, present) = (true, null);
            StopGrace();
            ending = [.. sessions];
        }

        await Task.WhenAll(ending.Select(session => session.EndAsync()));
    }

    private Session Start()
    {
        var session = new Session(connect());
        sessions.Add(session);
        // it outlives the request that chose it, and must hold nothing of that request
        using (ExecutionContext.SuppressFlow())
        {
            session.Running = Task.Run(() => RunAsync(session));
        }

        return session;
    }

    private void Release()
    {
        lock (gate)
        {
            if (--holders > 0 || isClosed)
            {
                return;
            }

            StartGrace();
        }
    }

    private void StartGrace()
    {
        var mine = turn;
        using (ExecutionContext.SuppressFlow())
        {
            grace = time.CreateTimer(_ => LetGo(mine), null, letGoAfter, Timeout.InfiniteTimeSpan);
        }
    }

    private void StopGrace()
    {
        turn++;
        grace?.Dispose();
        grace = null;
    }

    private void LetGo(long mine)
    {
        Session? leaving;
        lock (gate)
        {
            // somebody came while the timer was firing
            if (mine != turn || holders > 0)
            {
                return;
            }

            StopGrace();
            if (present is { Connection.IsBusy: true })
            {
                StartGrace();
                return;
            }

            (leaving, present) = (present, null);
        }

        if (leaving is not null)
        {
            LogLetGo(summary.Name);
            _ = leaving.EndAsync(); // RunAsync sees it through; CloseAsync waits for it
        }
    }

    private async Task RunAsync(Session session)
    {
        try
        {
            await session.Connection.RunAsync(session.Stopping);
        }
        catch (Exception exception)
        {
            LogDied(summary.Name, exception);
        }
        finally
        {
            session.Connection.Dispose();
            lock (gate)
            {
                sessions.Remove(session);
                if (ReferenceEquals(present, session))
                {
                    present = null; // the next one who wants it gets a new one
                }
            }
        }
    }

    // no timer and no link hangs on its token source: there is nothing to be disposed of, and it can be ended at any time
    [SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "It holds nothing, and may be ended after its end.")]
    private sealed class Session(ClusterConnection connection)
    {
        private readonly CancellationTokenSource stop = new();

        public ClusterConnection Connection { get; } = connection;

        public Task Running { get; set; } = Task.CompletedTask;

        public CancellationToken Stopping => stop.Token;

        public async Task EndAsync()
        {
            await stop.CancelAsync();
            await Running;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Cluster {Cluster}: nobody looks at it any more; it is let go")]
    private partial void LogLetGo(string cluster);

    [LoggerMessage(Level = LogLevel.Critical, Message = "Cluster {Cluster}: its watching has ended in a way that nobody thought of")]
    private partial void LogDied(string cluster, Exception exception);
}
