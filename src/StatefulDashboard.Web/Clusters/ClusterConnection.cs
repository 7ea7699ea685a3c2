using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Web.Operations;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Clusters;

/// <summary>
/// One cluster that is being watched, in the scope that its account may read. <see cref="RunAsync"/> owns everything; when it ends
/// nothing of it runs on.
/// </summary>
public sealed partial class ClusterConnection : IDisposable
{
    /// <summary>Rights change seldom, and nobody tells when: so often they are asked about.</summary>
    public static readonly TimeSpan ExaminedEvery = TimeSpan.FromMinutes(10);

    private readonly ClusterSummary cluster;
    private readonly bool isFixed;
    private readonly string zone;
    private readonly TimeProvider time;
    private readonly ILoggerFactory logging;
    private readonly ILogger logger;
    private readonly ScopeFinder finder;
    private readonly OperationRunner? runner;
    private readonly Lock gate = new();
    private readonly Dictionary<string, KubernetesClient> personal = new(StringComparer.Ordinal);
    private bool isDisposed;
    private ClusterWatching watching;

    /// <param name="namespaces">Only these; empty for all that the account may read.</param>
    /// <param name="runner">Takes care of the operations of this cluster; null: nobody does.</param>
    public ClusterConnection(
        ClusterSummary cluster, KubernetesClient client, IReadOnlyList<string> namespaces, string zone, TimeProvider time, ILoggerFactory logging, OperationRunner? runner = null)
    {
        this.runner = runner;
        (this.cluster, this.zone, this.time, this.logging) = (cluster, zone, time, logging);
        Client = client;
        Access = new(time);
        logger = logging.CreateLogger<ClusterConnection>();
        finder = new(client);
        isFixed = namespaces.Count > 0;
        Scope = ClusterScope.Of(namespaces);
        watching = Watching();
        Board = new(watching.First with { Cluster = cluster });
    }

    public ClusterSummary Cluster => cluster;

    /// <summary>Of the account that reads. Nothing may be written with it in the name of somebody else.</summary>
    public KubernetesClient Client { get; }

    /// <summary>What people may do in this cluster, as long as it is connected.</summary>
    public AccessMemory Access { get; }

    public ClusterBoard Board { get; }

    public ClusterScope Scope { get; private set; }

    /// <summary>How each watch is at this moment; what the board shows may have older counters.</summary>
    public IReadOnlyList<WatchHealth> Health => Volatile.Read(ref watching).Health;

    /// <summary>An operation is under way that goes on by itself: it must not be left alone only because nobody looks.</summary>
    public bool IsBusy => Board.Current.Operations.Values.Any(OperationDriver.IsDriven);

    /// <summary>Watches until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var operating = runner?.RunAsync(this, cancellationToken) ?? Task.CompletedTask;
        try
        {
            while (true)
            {
                Scope = await WatchAsync(cancellationToken);
                LogScope(cluster.Name, Scope.IsWhole ? "the whole cluster" : string.Join(", ", Scope.Namespaces));

                // what was read in the other scope is no part of this one: it is read anew, and until then nothing is shown
                Volatile.Write(ref watching, Watching());
                Board.Publish(watching.First);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LogEnded(cluster.Name);
        }
        finally
        {
            // who still looks must not take the last view for the present one
            Board.Publish(Board.Current with { Status = Left(Board.Current.Status) });
            Board.Close();
            await operating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>A client that speaks to this cluster with this token and with nothing else that the endpoint holds; the same one each time, disposed of with the connection.</summary>
    /// <returns>Null when the connection has ended.</returns>
    public KubernetesClient? ClientOf(string personName, string token)
    {
        lock (gate)
        {
            if (isDisposed)
            {
                return null;
            }

            if (personal.TryGetValue(personName, out var known))
            {
                return known;
            }

            var endpoint = Client.Endpoint with
            {
                Token = _ => new(token), ForgetToken = null, ClientCertificate = null, ReadClientCertificate = null, Basic = null, Impersonation = null,
            };
            return personal[personName] = new(endpoint, time, logging.CreateLogger<KubernetesClient>());
        }
    }

    /// <summary>Gives back what the endpoint holds: sockets, and the keys of its certificates. To be called when it has ended.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            isDisposed = true;
            foreach (var client in personal.Values)
            {
                client.Dispose();
            }
        }

        Client.Dispose();
        Client.Endpoint.ClientCertificate?.Dispose();
        foreach (var authority in Client.Endpoint.CertificateAuthorities ?? [])
        {
            authority.Dispose();
        }
    }

    private ClusterWatching Watching() => new(cluster, Client, Scope, zone, time, logging, runner?.Store);

    private ClusterStatus Left(ClusterStatus last) => last with
    {
        State = last.State == ClusterState.Syncing ? ClusterState.Syncing : ClusterState.Stale,
        Since = last.State == ClusterState.Stale ? last.Since : time.GetUtcNow(),
        Error = "this cluster is no longer watched",
        NextAttemptAt = null,
    };

    /// <summary>Watches in one scope until another one is right, and answers that.</summary>
    private async Task<ClusterScope> WatchAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = watching.RunAsync(Board, stop.Token);
        var examining = isFixed ? Task.Delay(Timeout.Infinite, stop.Token) : ExamineAsync(stop.Token);
        await Task.WhenAny(running, examining);
        await stop.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        return examining is Task<ClusterScope> { IsCompletedSuccessfully: true } found ? found.Result : await FailAsync(running, examining);
    }

    // one of the two has ended by itself, which neither does without a fault: it is told
    private static async Task<ClusterScope> FailAsync(Task running, Task examining)
    {
        if (running.IsFaulted)
        {
            await running;
        }

        await examining;
        throw new InvalidOperationException("the watching of a cluster has ended by itself");
    }

    // nothing is asked as long as the whole cluster can be read; after that slowly, for rights come and go
    private async Task<ClusterScope> ExamineAsync(CancellationToken cancellationToken)
    {
        if (Scope.IsWhole)
        {
            await watching.SetsForbidden.WaitAsync(cancellationToken);
        }
        else
        {
            await Task.Delay(ExaminedEvery, time, cancellationToken);
        }

        while (true)
        {
            try
            {
                var right = await finder.MayReadAllAsync(cancellationToken) ? ClusterScope.Whole : await finder.FindAsync(cancellationToken);
                if (right != Scope)
                {
                    return right;
                }
            }
            catch (KubernetesException fault)
            {
                LogUnknown(cluster.Name, fault.Message);
            }

            await Task.Delay(ExaminedEvery, time, cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Cluster {Cluster}: watching has ended")]
    private partial void LogEnded(string cluster);

    [LoggerMessage(Level = LogLevel.Information, Message = "Cluster {Cluster}: what its account may read has changed; it is read in: {Scope}")]
    private partial void LogScope(string cluster, string scope);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Cluster {Cluster}: where its account may read could not be found out; it is asked again later: {Why}")]
    private partial void LogUnknown(string cluster, string why);
}
