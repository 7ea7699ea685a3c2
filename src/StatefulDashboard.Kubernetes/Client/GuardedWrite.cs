using System.Text.Json;
using System.Text.Json.Nodes;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>One write with all that is needed to send it again or to find out what became of it.</summary>
/// <param name="Path">Of the object that tells what became of it.</param>
/// <param name="Basis">Null where no version guards the write: it is then not tried again after a conflict.</param>
/// <param name="DryRun">Keeps nothing, so nothing needs to be found out.</param>
/// <param name="IsFenced">Sent twice, it can take effect only once: a version, a uid or the name sees to it.</param>
/// <param name="Send">Sends it once, with this resourceVersion.</param>
/// <param name="Judge">Tells what became of it from the version that was sent and the object as it is now (null: none).</param>
/// <param name="Found">The answer that was lost, made of the object as it is now.</param>
internal sealed record GuardedWrite<T>(
    string Path,
    WriteBasis? Basis,
    bool DryRun,
    bool IsFenced,
    Func<string?, Task<WriteResult<T>>> Send,
    Func<string?, JsonObject?, WriteEvidence> Judge,
    Func<JsonObject?, T?> Found)
{
    public WriteResult<T> FoundByReading(JsonObject? now, string message)
    {
        try
        {
            return Found(now) is { } found
                ? new WriteResult<T>.Applied(found) { FoundByReading = true }
                : new WriteResult<T>.Failed(message, MayHaveHappened: true);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return new WriteResult<T>.Failed(message + "; what was read afterwards is no proper object: " + fault.Message, MayHaveHappened: true);
        }
    }
}
