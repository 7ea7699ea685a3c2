using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Disruption;

/// <summary>Selectors as people read them.</summary>
internal static class NodeText
{
    /// <summary>"topology.kubernetes.io/zone in (z1)"; terms, any one of which must hold, are joined by " | ".</summary>
    public static string Of(NodeSelector selector) => string.Join(" | ", selector.NodeSelectorTerms.Select(term =>
        string.Join(", ", term.MatchExpressions.Concat(term.MatchFields).Select(Requirement))));

    public static string Of(LabelSelector? selector) => selector is null ? "–" : selector.ToQuery() ?? "*";

    private static string Requirement(NodeSelectorRequirement requirement) => requirement.Operator switch
    {
        "Exists" => requirement.Key,
        "DoesNotExist" => "!" + requirement.Key,
        "Gt" => requirement.Key + " > " + string.Join(", ", requirement.Values),
        "Lt" => requirement.Key + " < " + string.Join(", ", requirement.Values),
        "In" => requirement.Key + " in (" + string.Join(", ", requirement.Values) + ")",
        "NotIn" => requirement.Key + " notin (" + string.Join(", ", requirement.Values) + ")",
        var other => requirement.Key + " " + other + " (" + string.Join(", ", requirement.Values) + ")",
    };
}
