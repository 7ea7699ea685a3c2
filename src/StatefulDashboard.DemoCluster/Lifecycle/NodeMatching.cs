using System.Globalization;
using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Lifecycle;

/// <summary>Whether a node is what a pod asks for: names, labels, required affinity, taints (kubernetes component-helpers/scheduling).</summary>
internal static class NodeMatching
{
    /// <summary>spec.nodeSelector and the required node affinity.</summary>
    public static bool IsWantedBy(this StoredObject node, JsonObject podSpec)
        => (podSpec.Object("nodeSelector") is not { } selector || node.Labels.MatchesLabels(selector))
            && (podSpec.Object("affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution") is not { } required || node.MatchesTerms(required));

    /// <summary>A node selector: any of its terms. No terms match nothing.</summary>
    public static bool MatchesTerms(this StoredObject node, JsonObject? nodeSelector)
        => nodeSelector.Items("nodeSelectorTerms").Any(term =>
            (term.Items("matchExpressions").Any() || term.Items("matchFields").Any())
            && term.Items("matchExpressions").All(e => Matches(e, node.Labels.Text(e.Text("key") ?? "")))
            && term.Items("matchFields").All(e => e.Text("key") == "metadata.name" && Matches(e, node.Name)));

    /// <summary>The taints with one of the effects that the pod does not tolerate.</summary>
    public static IEnumerable<JsonObject> Untolerated(this StoredObject node, JsonObject podSpec, params string[] effects)
        => node.Root.Items("spec", "taints").Where(t => effects.Contains(t.Text("effect")) && !podSpec.Items("tolerations").Any(toleration => Tolerates(toleration, t)));

    /// <summary>Whether a toleration covers a taint, its seconds aside.</summary>
    public static bool Tolerates(JsonObject toleration, JsonObject taint)
        => (toleration.Text("effect") is not { Length: > 0 } effect || effect == taint.Text("effect"))
            && (toleration.Text("key") is not { Length: > 0 } key ? toleration.Text("operator") == "Exists" : key == taint.Text("key"))
            && (toleration.Text("operator") == "Exists" || (toleration.Text("value") ?? "") == (taint.Text("value") ?? ""));

    private static bool Matches(JsonObject expression, string? value) => expression.Text("operator") switch
    {
        "In" => value is not null && expression.Texts("values").Contains(value),
        "NotIn" => value is null || !expression.Texts("values").Contains(value),
        "Exists" => value is not null,
        "DoesNotExist" => value is null,
        "Gt" => Compare(expression, value) > 0,
        "Lt" => Compare(expression, value) < 0,
        _ => false,
    };

    private static int Compare(JsonObject expression, string? value)
        => long.TryParse(value, CultureInfo.InvariantCulture, out var own) && long.TryParse(expression.Texts("values").FirstOrDefault(), CultureInfo.InvariantCulture, out var asked) ? own.CompareTo(asked) : 0;
}
