using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Objects;

/// <summary>What a deletion asks for: grace, dependents, and what must still be true.</summary>
internal sealed record DeleteOptions(long? GraceSeconds = null, string? Propagation = null, string? Uid = null, string? ResourceVersion = null, bool DryRun = false)
{
    public static DeleteOptions From(JsonObject? body, Func<string, string?> query)
    {
        var propagation = body.Text("propagationPolicy") ?? query("propagationPolicy");
        if (propagation is null && (body.At("orphanDependents") is not null || query("orphanDependents") is not null))
        {
            propagation = body.Flag("orphanDependents") || query("orphanDependents") == "true" ? "Orphan" : "Background";
        }

        return new DeleteOptions(
            body.Number("gracePeriodSeconds") ?? (long.TryParse(query("gracePeriodSeconds"), out var grace) ? grace : null),
            propagation,
            body.Text("preconditions", "uid"),
            body.Text("preconditions", "resourceVersion"),
            query("dryRun") == "All" || body.Texts("dryRun").Contains("All"));
    }
}
