using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Objects;

/// <summary>A field selector; each kind knows only few fields, others are refused with 400.</summary>
internal sealed class FieldSelector
{
    private readonly List<(string[] Path, bool Equal, string Value)> requirements = [];

    /// <summary>The name that metadata.name must have, when the selector says so.</summary>
    public string? Name => requirements.Where(r => r.Equal && r.Path is ["metadata", "name"]).Select(r => r.Value).FirstOrDefault();

    public static FieldSelector Parse(ResourceKind kind, string? text)
    {
        var result = new FieldSelector();
        foreach (var part in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equal = !part.Contains("!=", StringComparison.Ordinal);
            var at = part.IndexOf(equal ? "=" : "!=", StringComparison.Ordinal);
            if (at <= 0)
            {
                throw Refusals.BadRequest($"invalid selector: '{part}'; can't understand '{part}'");
            }

            var field = kind == ResourceKinds.EventsView ? Http.EventView.StoredField(part[..at]) : part[..at];
            if (!Known(kind.StoredAs ?? kind, field))
            {
                throw Refusals.BadRequest($"field label not supported: {field}");
            }

            result.requirements.Add((field.Split('.'), equal, part[(at + (equal ? 1 : 2))..].TrimStart('=')));
        }

        return result;
    }

    public bool Matches(JsonObject root) => requirements.TrueForAll(r => (root.Text(r.Path) ?? "") == r.Value == r.Equal);

    private static bool Known(ResourceKind kind, string field) => field switch
    {
        "metadata.name" => true,
        "metadata.namespace" => kind.Namespaced,
        "spec.nodeName" or "status.phase" or "spec.restartPolicy" or "spec.serviceAccountName" or "status.podIP" or "spec.schedulerName" => kind == ResourceKinds.Pods,
        "reason" or "type" or "reportingComponent" or "source" => kind == ResourceKinds.Events,
        "spec.unschedulable" => kind == ResourceKinds.Nodes,
        _ => kind == ResourceKinds.Events && field.StartsWith("involvedObject.", StringComparison.Ordinal),
    };
}
