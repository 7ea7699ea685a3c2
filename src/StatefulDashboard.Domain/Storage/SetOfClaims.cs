using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Storage;

/// <summary>A set, with what its templates say of storage.</summary>
/// <param name="Mounts">Null where the set's templates have not been read.</param>
internal sealed record SetOfClaims(StatefulSetOverview Overview, WorkloadMounts? Mounts)
{
    private Dictionary<int, OrdinalSlot>? slots;

    public OrdinalSlot? Slot(int ordinal) => (slots ??= Overview.Slots.ToDictionary(slot => slot.Ordinal)).GetValueOrDefault(ordinal);

    /// <summary>Null where it has not been read.</summary>
    public ClaimTemplateDetail? Template(string name) => Mounts?.Spec.VolumeClaimTemplates.FirstOrDefault(template => template.Metadata.Name == name);
}
