using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Objects;

/// <summary>How long a deletion gives a pod, and the finalizers by which it tells the garbage collector what to do with dependents.</summary>
internal static class Deletion
{
    // a century: beyond it a deletion timestamp could not be written
    private const long LongestGrace = 3_155_760_000;

    /// <summary>What a pod is given; none when it has no node or has ended.</summary>
    public static long GraceSecondsOf(StoredObject pod, DeleteOptions options)
    {
        var phase = pod.Root.Text("status", "phase");
        if (string.IsNullOrEmpty(pod.Root.Text("spec", "nodeName")) || (phase is "Succeeded" or "Failed" && options.GraceSeconds is null))
        {
            return 0;
        }

        var asked = options.GraceSeconds ?? pod.Root.Number("spec", "terminationGracePeriodSeconds") ?? 30;
        return asked < 0 ? 1 : Math.Min(asked, LongestGrace);
    }

    public const string Foreground = "foregroundDeletion";
    public const string Orphan = "orphan";

    public static void ApplyPropagation(JsonObject metadata, string? propagation)
    {
        var wanted = propagation switch { "Foreground" => Foreground, "Orphan" => Orphan, _ => null };
        if (propagation is null)
        {
            return;
        }

        var finalizers = metadata.Texts("finalizers").Where(f => f is not Foreground and not Orphan).ToList();
        if (wanted is not null)
        {
            finalizers.Add(wanted);
        }

        metadata.Remove("finalizers");
        if (finalizers.Count > 0)
        {
            metadata["finalizers"] = finalizers.ToJsonArray();
        }
    }
}
