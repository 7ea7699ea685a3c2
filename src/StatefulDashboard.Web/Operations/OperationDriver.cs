using System.Threading.Channels;
using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Operations;

/// <summary>
/// Drives one operation while this dashboard holds its lease: asks what comes next, sends it, notes it, waits for the cluster. Nothing
/// that a decision rests on is remembered: the record and the objects tell.
/// </summary>
internal sealed partial class OperationDriver(NamespacedName key, ClusterConnection connection, IPersonClients people, OperationStore store, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly Channel<bool> wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private TimeSpan pause = FirstPause;
    private StatefulSetOverview? deletedAt; // the set as it was when its deletion was accepted: not asked for again until the watch shows it

    /// <summary>Something that may matter has changed.</summary>
    public void Wake() => wake.Writer.TryWrite(true);

    /// <summary>Until the operation is over, waits for a person, or is cancelled (the lease is lost, the dashboard stops).</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            wake.Reader.TryRead(out _);
            DateTimeOffset? at;
            try
            {
                // on the account that reads, and fresh: another browser may have commanded something
                if (await store.ReadAsync(connection.Client, key, cancellationToken) is not { } stored || !IsDriven(stored.Operation))
                {
                    return;
                }

                at = await StepAsync(stored, cancellationToken);
            }
            catch (KubernetesException fault)
            {
                LogWaits(key.ToString(), fault.Message);
                at = Later(null);
            }

            if (at != DateTimeOffset.MinValue)
            {
                await WaitAsync(at, cancellationToken);
            }
        }
    }

    /// <summary>It goes on by itself: nobody needs to say anything first.</summary>
    public static bool IsDriven(Operation operation) => operation.State is OperationState.Running or OperationState.Aborting or OperationState.WaitingForApproval;

    /// <returns>When to look again though nothing has changed; null: only then; the earliest moment: at once.</returns>
    private async Task<DateTimeOffset?> StepAsync(StoredOperation stored, CancellationToken cancellationToken)
    {
        var view = connection.Board.Current;
        if (view.Status.State != ClusterState.Live)
        {
            return null; // what is shown may be old: nothing is decided on it
        }

        var operation = stored.Operation;
        if (people.Find(operation.ActsFor, connection) is not { } client)
        {
            LogNobody(key.ToString(), operation.ActsFor);
            return Later(null);
        }

        var set = view.Sets.GetValueOrDefault(operation.Name);
        switch (await DecideAsync(operation, set, cancellationToken))
        {
            case OperationMove.Note note:
                return await NoteAsync(client, stored, note.Operation, cancellationToken);
            case OperationMove.Send send when send.Write is StepWrite.DeleteSet && deletedAt is not null && ReferenceEquals(deletedAt, set):
                return null;
            case OperationMove.Send send:
                return await SendAsync(client, stored, set, send.Write, cancellationToken);
            case OperationMove.Wait wait:
                return operation.Reason == wait.Reason ? wait.At : await NoteAsync(client, stored, operation with { Reason = wait.Reason }, cancellationToken);
            default:
                throw new InvalidOperationException("A move that nobody thought of.");
        }
    }

    private async Task<OperationMove> DecideAsync(Operation operation, StatefulSetOverview? set, CancellationToken cancellationToken)
    {
        var reader = new FactsReader(connection.Client);
        return operation.Kind == ActionKind.Rollout
            ? RolloutDriver.Next(operation, await reader.OfRolloutAsync(operation, set, cancellationToken), time.GetUtcNow())
            : DeletionDriver.Next(operation, await reader.OfDeletionAsync(operation, set, cancellationToken), time.GetUtcNow());
    }

    private async Task<DateTimeOffset?> SendAsync(KubernetesClient client, StoredOperation stored, StatefulSetOverview? set, StepWrite write, CancellationToken cancellationToken)
    {
        var operation = stored.Operation;
        var outcome = await new StepSender(client, time).SendAsync(operation, set, write, cancellationToken);
        LogWrite(operation.ActsFor, connection.Board.Current.Cluster.Id, key.ToString(), operation.Name.ToString(), operation.Step, outcome.GetType().Name);
        switch (outcome)
        {
            case StepOutcome.Applied applied:
                pause = FirstPause;
                deletedAt = write is StepWrite.DeleteSet ? set : deletedAt;
                return await NoteAsync(client, stored, Sent(operation, write, applied), cancellationToken);
            case StepOutcome.Refused refused:
                return await NoteAsync(client, stored, operation.Hold(refused.Why, time.GetUtcNow()), cancellationToken);
            case StepOutcome.Later later:
                LogWaits(key.ToString(), later.Why);
                return Later(later.After);
            default:
                return Later(null); // the watch brings what has changed
        }
    }

    private Operation Sent(Operation operation, StepWrite write, StepOutcome.Applied applied)
    {
        var now = time.GetUtcNow();
        var sent = operation with
        {
            Generation = applied.Generation ?? operation.Generation,
            Log = operation.Logged(now, operation.ActsFor, Statement.Of(StatementCode.LogSent, applied.Request)),
        };
        return write switch
        {
            StepWrite.StartRollout => sent with { Rollout = sent.Rollout! with { IsStarted = true } },
            StepWrite.SetReplicas replicas => sent with { Deletion = sent.Deletion! with { Replicas = replicas.Replicas } },
            _ => sent,
        };
    }

    private async Task<DateTimeOffset?> NoteAsync(KubernetesClient client, StoredOperation stored, Operation next, CancellationToken cancellationToken)
    {
        var result = await store.UpdateAsync(client, stored, next, cancellationToken);
        switch (result)
        {
            case WriteResult<ConfigMap>.Applied:
                pause = FirstPause;
                return DateTimeOffset.MinValue;
            case WriteResult<ConfigMap>.Conflict:
                return DateTimeOffset.MinValue; // somebody has commanded something: read it
            default:
                LogWaits(key.ToString(), result.ToString());
                return Later((result as WriteResult<ConfigMap>.Throttled)?.RetryAfter);
        }
    }

    private DateTimeOffset Later(TimeSpan? after)
    {
        var delay = after ?? pause;
        pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        return time.GetUtcNow() + delay;
    }

    private async Task WaitAsync(DateTimeOffset? at, CancellationToken cancellationToken)
    {
        if (at is not { } moment)
        {
            await wake.Reader.WaitToReadAsync(cancellationToken);
            return;
        }

        var delay = moment - time.GetUtcNow();
        if (delay <= TimeSpan.Zero)
        {
            return;
        }

        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ready = wake.Reader.WaitToReadAsync(timer.Token).AsTask();
        var alarm = Task.Delay(delay < TimeSpan.FromHours(1) ? delay : TimeSpan.FromHours(1), time, timer.Token);
        await Task.WhenAny(ready, alarm);
        await timer.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        await Task.WhenAll(ready, alarm).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Write: {Person} on {Cluster}, operation {Operation} on {Set}, step {Step}: {Outcome}")]
    private partial void LogWrite(string person, string cluster, string operation, string set, string step, string outcome);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Operation {Operation} goes on later: {Why}")]
    private partial void LogWaits(string operation, string? why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Operation {Operation} waits: nobody is here in the name of {Person}")]
    private partial void LogNobody(string operation, string person);
}
