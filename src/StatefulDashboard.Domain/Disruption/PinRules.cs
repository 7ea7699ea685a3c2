using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Disruption;

/// <summary>Which volumes tie their ordinals to nodes. A cluster may have a hundred times more volumes than the set: they are gone through once.</summary>
internal sealed class PinRules
{
    private readonly List<(int Ordinal, string Claim, string Volume, NodeSelector Where)> pins;
    private readonly ILookup<int, NodeSelector> byOrdinal;
    private readonly IReadOnlyList<NodeDetail> nodes;

    public PinRules(StatefulSetOverview set, DisruptionFacts facts)
    {
        nodes = facts.Nodes ?? [];
        var bound = set.Slots
            .SelectMany(slot => slot.Claims.Where(claim => claim.Exists && claim.Volume is { Length: > 0 }).Select(claim => (slot.Ordinal, Claim: claim.Name, Volume: claim.Volume!)))
            .ToLookup(item => item.Volume, StringComparer.Ordinal);
        pins =
        [
            .. facts.Volumes.Where(volume => volume.Spec.NodeAffinity?.Required is not null)
                .SelectMany(volume => bound[volume.Metadata.Name].Select(item => (item.Ordinal, item.Claim, item.Volume, volume.Spec.NodeAffinity!.Required!)))
                .OrderBy(item => item.Ordinal).ThenBy(item => item.Claim, StringComparer.Ordinal),
        ];
        byOrdinal = pins.ToLookup(pin => pin.Ordinal, pin => pin.Where);
    }

    public IEnumerable<VolumePin> Views() => pins.Select(pin => new VolumePin(
        pin.Ordinal, pin.Claim, pin.Volume, NodeText.Of(pin.Where), nodes.Where(node => pin.Where.Matches(Lean(node))).Select(node => node.Metadata.Name).ToValueList()));

    /// <summary>Some volume of this ordinal cannot be used everywhere.</summary>
    public bool Ties(int ordinal) => byOrdinal.Contains(ordinal);

    /// <summary>Whether a node can use all volumes of an ordinal.</summary>
    public bool Allows(int ordinal, NodeDetail node) => byOrdinal[ordinal].All(where => where.Matches(Lean(node)));

    private static Node Lean(NodeDetail node) => new() { Metadata = node.Metadata };
}
