using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Objects;

/// <summary>The finalizers by which a deletion tells the garbage collector what to do with dependents.</summary>
internal static class Deletion
{
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
