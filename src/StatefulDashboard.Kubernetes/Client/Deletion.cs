using System.Text.Json.Nodes;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>What the server said to a deletion.</summary>
/// <param name="Uid">Of the object that was deleted; empty when the server did not say.</param>
/// <param name="IsTerminating">The object is still there, terminating (a grace period, a finalizer); false when it is gone.</param>
public sealed record Deletion(string Uid, bool IsTerminating)
{
    /// <summary>The answer is a Status when the object is gone, else the object that is terminating.</summary>
    internal static Deletion Read(ReadOnlySpan<byte> body)
    {
        var answer = WholeObject.Parse(body);
        return answer["kind"]?.ToString() is "Status"
            ? new Deletion((answer["details"] as JsonObject)?["uid"]?.ToString() ?? "", IsTerminating: false)
            : new Deletion((answer["metadata"] as JsonObject)?["uid"]?.ToString() ?? "", IsTerminating: true);
    }
}
