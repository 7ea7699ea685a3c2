using System.Text.Json;
using System.Text.Json.Nodes;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>
/// Carries a write through: the rule for conflicts, and reading where an answer was lost. A write whose answer was lost is sent
/// once more only when the object shows that the first has not been carried out, and when a fence makes sure that the two cannot
/// both take effect.
/// </summary>
internal sealed class GuardedWriter(KubernetesClient client, TimeProvider time)
{
    /// <summary>A server that cut a connection may be starting anew: how long to wait before each reading.</summary>
    private static readonly TimeSpan[] ReadDelays = [TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)];

    public async Task<WriteResult<T>> RunAsync<T>(GuardedWrite<T> write, CancellationToken cancellationToken)
    {
        var version = write.Basis?.ResourceVersion;
        WriteResult<T>.Failed? lost = null;
        for (var sent = 1; ; sent++)
        {
            var result = await write.Send(version);
            var isConflict = result is WriteResult<T>.Conflict { AlreadyExists: false, FieldConflicts.Count: 0 } && write.Basis is not null;
            var isLost = result is WriteResult<T>.Failed { MayHaveHappened: true } && !write.DryRun;
            var isAnsweredAfterLoss = lost is not null && result is not WriteResult<T>.Applied;
            if (!isConflict && !isLost && !isAnsweredAfterLoss)
            {
                return result;
            }

            var reading = await ReadAsync(write.Path, isLost || lost is not null, cancellationToken);
            if (reading.Fault is { } fault)
            {
                return new WriteResult<T>.Failed(
                    $"{Message(result)}; reading the object to find out what became of it failed too: {fault}", MayHaveHappened: isLost || lost is not null);
            }

            var evidence = write.Judge(version, reading.Object);
            if ((isLost || lost is not null) && evidence.Fate == WriteFate.Applied)
            {
                return write.FoundByReading(reading.Object, Message(result));
            }

            if (isLost)
            {
                if (lost is not null || evidence.Fate != WriteFate.NotApplied || !write.IsFenced)
                {
                    return new WriteResult<T>.Failed(
                        $"{Message(result)}; read again: {evidence.Reason}", MayHaveHappened: evidence.Fate != WriteFate.NotApplied || !evidence.IsFinal);
                }

                lost = (WriteResult<T>.Failed)result;
            }
            else if (!isConflict || Decide(write, reading.Object, sent) != ConflictDecision.TryAgain)
            {
                return result;
            }

            version = reading.Object is { } now && write.Basis is not null ? LostAnswer.Metadata(now).ResourceVersion : version;
        }
    }

    private static ConflictDecision Decide<T>(GuardedWrite<T> write, JsonObject? now, int sent) =>
        ConflictRule.Decide(write.Basis!, now is null ? null : LostAnswer.Metadata(now), sent);

    private static string Message<T>(WriteResult<T> result) => result switch
    {
        WriteResult<T>.Failed failed => failed.Message,
        WriteResult<T>.Conflict conflict => conflict.Status.Message,
        WriteResult<T>.Refused refused => refused.Status.Message,
        _ => "",
    };

    /// <param name="persistent">An answer was lost, so it matters much to know: a server that is away is asked again.</param>
    private async Task<(JsonObject? Object, string? Fault)> ReadAsync(string path, bool persistent, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await Task.Delay(ReadDelays[attempt], time, cancellationToken);
                var now = await client.ReadWholeAsync(path, cancellationToken);
                _ = now is null ? null : LostAnswer.Metadata(now);
                return (now, null);
            }
            catch (JsonException fault)
            {
                return (null, "its metadata cannot be read: " + fault.Message);
            }
            catch (KubernetesException fault)
            {
                if (!persistent || attempt == ReadDelays.Length - 1)
                {
                    return (null, fault.Message);
                }
            }
        }
    }
}
