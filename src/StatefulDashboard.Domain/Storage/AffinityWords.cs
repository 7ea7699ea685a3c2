using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Storage;

/// <summary>A volume's node affinity in words. The terms are alternatives; all requirements of one must hold.</summary>
internal static class AffinityWords
{
    public static ValueList<Statement> Of(NodeSelector? selector)
    {
        if (selector is null)
        {
            return [];
        }

        var terms = selector.NodeSelectorTerms.Select(term => term.MatchExpressions.Concat(term.MatchFields).ToArray()).Where(term => term.Length > 0).ToArray();
        if (terms.Length == 0)
        {
            return [Statement.Of(StatementCode.VolumeWhereNowhere)];
        }

        foreach (var (code, isKey) in new (StatementCode, Func<string, bool>)[] { (StatementCode.VolumeWhereZones, IsZone), (StatementCode.VolumeWhereNodes, IsNode) })
        {
            if (Array.TrueForAll(terms, term => term is [{ Operator: "In" } only] && isKey(only.Key)))
            {
                return [Statement.Of(code, string.Join(", ", terms.SelectMany(term => term[0].Values).Distinct(StringComparer.Ordinal)))];
            }
        }

        return terms.Select(term => Statement.Of(StatementCode.VolumeWhereLabels, string.Join("; ", term.Select(Say)))).Distinct().ToValueList();
    }

    /// <summary>One line, for a sentence: "z1, z2"; the labels where these are neither zones nodes.</summary>
    public static string Short(NodeSelector? selector) => string.Join("; ", Of(selector).SelectMany(line => line.Arguments));

    // drivers name zones by labels of their own: topology.gke.io/zone, topology.ebs.csi.aws.com/zone
    private static bool IsZone(string key) => key == "zone" || key.EndsWith("/zone", StringComparison.Ordinal);

    private static bool IsNode(string key) => key is "metadata.name" or "kubernetes.io/hostname" || key.EndsWith("/hostname", StringComparison.Ordinal) || key.EndsWith("/node", StringComparison.Ordinal);

    private static string Say(NodeSelectorRequirement requirement)
    {
        var values = string.Join(", ", requirement.Values);
        return requirement.Operator switch
        {
            "In" => $"{requirement.Key} = {values}",
            "NotIn" => $"{requirement.Key} ≠ {values}",
            "Exists" => requirement.Key,
            "DoesNotExist" => $"¬ {requirement.Key}",
            "Gt" => $"{requirement.Key} > {values}",
            "Lt" => $"{requirement.Key} < {values}",
            var other => $"{requirement.Key} {other} {values}",
        };
    }
}
