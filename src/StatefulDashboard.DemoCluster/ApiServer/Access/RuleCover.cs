namespace StatefulDashboard.DemoCluster.ApiServer.Access;

/// <summary>Whether rules that somebody has cover those that they would give away (kubernetes pkg/registry/rbac/validation/policy_comparator.go and policy_compact.go).</summary>
internal static class RuleCover
{
    /// <summary>How many combinations of group, resource, verb and name rules can be compared in; a few lists of a thousand would take all time and memory.</summary>
    public const long MostCombinations = 100_000;

    public static long Combinations(IEnumerable<PolicyRule> rules) => rules.Sum(r => r.Verbs.LongLength * ((r.ApiGroups.LongLength * r.Resources.LongLength * Math.Max(1, r.ResourceNames.LongLength)) + r.Paths.LongLength));

    /// <summary>What of the given rules the owner does not have, one line each as a refusal tells it, sorted; empty when everything is covered.</summary>
    public static string[] Missing(IReadOnlyList<PolicyRule> owned, IReadOnlyList<PolicyRule> given)
        => [.. Compact([.. given.SelectMany(Atoms).Where(atom => !owned.Any(o => Covers(o, atom)))]).Select(Describe).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    // one group, resource, verb and name, or one path and verb: such a rule is covered by one other rule or by none
    private static IEnumerable<PolicyRule> Atoms(PolicyRule rule)
    {
        var resources =
            from apiGroup in rule.ApiGroups
            from resource in rule.Resources
            from verb in rule.Verbs
            from name in rule.ResourceNames.Cast<string?>().DefaultIfEmpty()
            select new PolicyRule([verb], [apiGroup], [resource], name is null ? [] : [name], []);
        var paths =
            from path in rule.Paths
            from verb in rule.Verbs
            select new PolicyRule([verb], [], [], [], [path]);
        return resources.Concat(paths);
    }

    private static bool Covers(PolicyRule owned, PolicyRule atom)
        => Array.TrueForAll(atom.Verbs, v => PolicyRule.Has(owned.Verbs, v)) && Array.TrueForAll(atom.ApiGroups, g => PolicyRule.Has(owned.ApiGroups, g))
            && Array.TrueForAll(atom.Resources, r => CoversResource(owned.Resources, r))
            && (owned.ResourceNames.Length == 0 || (atom.ResourceNames.Length > 0 && Array.TrueForAll(atom.ResourceNames, n => owned.ResourceNames.Contains(n))))
            && Array.TrueForAll(atom.Paths, p => Array.Exists(owned.Paths, o => PolicyRule.PathCovers(o, p)));

    private static bool CoversResource(string[] owned, string resource)
        => PolicyRule.Has(owned, resource) || (resource.IndexOf('/', StringComparison.Ordinal) is > -1 and var at && owned.Contains(PolicyRule.All + resource[at..]));

    // the verbs on one resource together
    private static IEnumerable<PolicyRule> Compact(IReadOnlyList<PolicyRule> atoms)
        => atoms.GroupBy(a => (a.Paths.Length > 0 ? a : null, a.ApiGroups.FirstOrDefault(), a.Resources.FirstOrDefault(), a.ResourceNames.FirstOrDefault()))
            .Select(same => same.First() with { Verbs = [.. same.SelectMany(a => a.Verbs)] });

    private static string Describe(PolicyRule rule)
    {
        (string Name, string[] Values)[] members = [("APIGroups", rule.ApiGroups), ("Resources", rule.Resources), ("NonResourceURLs", rule.Paths), ("ResourceNames", rule.ResourceNames), ("Verbs", rule.Verbs)];
        return $"{{{string.Join(", ", members.Where(m => m.Values.Length > 0).Select(m => $"{m.Name}:[{string.Join(' ', m.Values.Select(v => GoText.Quote(v)))}]"))}}}";
    }
}
