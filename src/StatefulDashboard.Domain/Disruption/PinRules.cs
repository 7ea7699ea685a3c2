using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Disruption;

/// <summary>Which volumes tie their ordinals to nodes.</summary>
internal static class PinRules
{
    public static IEnumerable<VolumePin> Of(StatefulSetOverview set, DisruptionFacts facts)
    {
        var volumes = facts.Volumes.Where(volume => volume.Spec.NodeAffinity?.Required is not null).ToDictionary(volume => volume.Metadata.Name, StringComparer.Ordinal);
        foreach (var slot in set.Slots)
        {
            foreach (var claim in slot.Claims.Where(claim => claim.Exists && claim.Volume is not null && volumes.ContainsKey(claim.Volume)))
            {
                var where = volumes[claim.Volume!].Spec.NodeAffinity!.Required!;
                yield return new(slot.Ordinal, claim.Name, claim.Volume!, NodeText.Of(where), Matching(where, facts.Nodes));
            }
        }
    }

    /// <summary>Whether a node can use all volumes of an ordinal.</summary>
    public static bool Allows(OrdinalSlot? slot, DisruptionFacts facts, NodeDetail node) => slot is null || slot.Claims
        .Where(claim => claim.Volume is not null)
        .Select(claim => facts.Volumes.FirstOrDefault(volume => volume.Metadata.Name == claim.Volume)?.Spec.NodeAffinity?.Required)
        .All(where => where is null || where.Matches(Lean(node)));

    private static ValueList<string> Matching(NodeSelector where, IReadOnlyList<NodeDetail>? nodes) =>
        (nodes ?? []).Where(node => where.Matches(Lean(node))).Select(node => node.Metadata.Name).ToValueList();

    private static Node Lean(NodeDetail node) => new() { Metadata = node.Metadata };
}
