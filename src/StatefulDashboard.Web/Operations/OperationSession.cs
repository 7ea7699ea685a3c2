using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Operations;

/// <summary>One operation as this dashboard takes care of it: gets the lease, drives, renews the lease meanwhile, gives it back.</summary>
internal sealed partial class OperationSession(
    Operation operation, ClusterConnection connection, IPersonClients people, OperationStore store, string identity, OperationOptions options, TimeProvider time, ILogger logger)
{
    private readonly NamespacedName key = new(operation.Name.Namespace, operation.Id);
    private readonly OperationDriver driver = new(new(operation.Name.Namespace, operation.Id), connection, people, store, time, logger);

    public void Wake() => driver.Wake();

    /// <summary>Until the operation is over, waits for a person, or the dashboard stops.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var lease = new SetLease(operation.Name, operation.Uid, operation.Id, identity, options, time);
        try
        {
            while (!await DriveAsync(lease, cancellationToken))
            {
                LogLost(key.ToString());
            }
        }
        finally
        {
            // also when nobody knows whether it was got: who asked for it may have been cancelled before the answer
            await GiveBackAsync(lease);
        }
    }

    /// <returns>False when the lease was lost on the way.</returns>
    private async Task<bool> DriveAsync(SetLease lease, CancellationToken cancellationToken)
    {
        await HoldAsync(lease, cancellationToken);
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var renewing = RenewAsync(lease, lost);
        var watching = WatchClaimsAsync(lost.Token);
        try
        {
            await driver.RunAsync(lost.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            await lost.CancelAsync();
            await Task.WhenAll(renewing, watching).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private KubernetesClient? Client => people.Find(operation.ActsFor, connection);

    private async Task HoldAsync(SetLease lease, CancellationToken cancellationToken)
    {
        for (var turn = 0; ; turn++)
        {
            try
            {
                if (Client is { } client && await lease.TryHoldAsync(client, cancellationToken))
                {
                    return;
                }
            }
            catch (KubernetesException fault)
            {
                LogNoLease(key.ToString(), fault.Message);
            }

            if (turn == 1)
            {
                LogNotHeld(key.ToString(), operation.ActsFor);
            }

            await Task.Delay(options.RetryPeriod, time, cancellationToken);
        }
    }

    private async Task RenewAsync(SetLease lease, CancellationTokenSource lost)
    {
        var renewedAt = time.GetTimestamp();
        while (true)
        {
            await Task.Delay(options.RetryPeriod, time, lost.Token);
            var tryingAt = time.GetTimestamp();
            try
            {
                if (Client is { } client && await lease.TryHoldAsync(client, lost.Token))
                {
                    renewedAt = tryingAt;
                }
            }
            catch (KubernetesException fault)
            {
                LogNoLease(key.ToString(), fault.Message);
            }

            if (time.GetElapsedTime(renewedAt) >= options.RenewDeadline)
            {
                await lost.CancelAsync();
                return;
            }
        }
    }

    // claims and snapshots belong to no set once it is gone, so the view says nothing of them: they are watched as long as it takes
    private async Task WatchClaimsAsync(CancellationToken cancellationToken)
    {
        if (operation.Intent is not Domain.Planning.DeletionIntent intent)
        {
            return;
        }

        await Task.WhenAll(
            intent.Deletions.Count == 0 ? Task.CompletedTask : PulseAsync(ResourceKinds.PersistentVolumeClaims),
            intent.Snapshots.Count == 0 ? Task.CompletedTask : PulseAsync(ResourceKinds.VolumeSnapshots));

        async Task PulseAsync<T>(ResourceKind<T> kind)
            where T : class, IKubernetesObject
        {
            await using var informer = new Informer<T>(connection.Client, kind, operation.Name.Namespace, time, logger);
            var changes = informer.Subscribe(cancellationToken).Changes;
            await Task.WhenAll(informer.RunAsync(cancellationToken), ForwardAsync());

            async Task ForwardAsync()
            {
                while (await changes.WaitToReadAsync(cancellationToken))
                {
                    while (changes.TryRead(out _))
                    {
                    }

                    driver.Wake();
                }
            }
        }
    }

    private async Task GiveBackAsync(SetLease lease)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(3), time);
        try
        {
            if (Client is not { } client)
            {
                return;
            }

            if (await store.ReadAsync(connection.Client, key, limit.Token) is { Operation.IsOver: true })
            {
                await lease.RemoveAsync(client, limit.Token);
                var others = connection.Board.Current.Operations.Values.Where(other => other.Name.Namespace == key.Namespace && other.Id != operation.Id);
                await OperationPruner.RemoveAsync(client, OperationPruner.TooOld(others, options, time.GetUtcNow()), limit.Token);
            }
            else
            {
                await lease.ReleaseAsync(client, limit.Token);
            }
        }
        catch (Exception fault) when (fault is KubernetesException or OperationCanceledException or ObjectDisposedException)
        {
            // it runs out by itself, and whoever begins the next operation sees that this one is over
            LogNoLease(key.ToString(), fault.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Operation {Operation}: its lease could not be renewed in time; another dashboard may drive it now")]
    private partial void LogLost(string operation);

    [LoggerMessage(Level = LogLevel.Information, Message = "Operation {Operation}: its lease cannot be had (yet): another dashboard holds it, or {Person} may not write it, or is not here")]
    private partial void LogNotHeld(string operation, string person);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Operation {Operation}: its lease cannot be written: {Why}")]
    private partial void LogNoLease(string operation, string why);
}
