using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Storage;

/// <summary>Whether a free volume suits a claim (kubernetes staging/src/k8s.io/component-helpers/storage/volume, FindMatchingVolume).</summary>
internal static class VolumeFit
{
    /// <summary>What about the volume is not what the claim asks for; null when it suits.</summary>
    public static Statement? Mismatch(ClaimDetail claim, VolumeDetail volume)
    {
        var name = volume.Metadata.Name;
        var (wanted, has) = (claim.Spec.Resources.Requests.Get("storage"), volume.Spec.Capacity.Get("storage"));
        if (volume.Spec.ClaimRef is { Name.Length: > 0 } kept && !IsKeptFor(kept, claim))
        {
            return Statement.Of(StatementCode.VolumeFitReserved, name, $"{kept.Namespace}/{kept.Name}");
        }

        return Quantity.ToBytes(has) < Quantity.ToBytes(wanted) ? Statement.Of(StatementCode.VolumeFitTooSmall, name, has ?? "", wanted ?? "")
            : !claim.Spec.AccessModes.All(mode => volume.Spec.AccessModes.Contains(mode))
                ? Statement.Of(StatementCode.VolumeFitModes, name, string.Join(", ", volume.Spec.AccessModes), string.Join(", ", claim.Spec.AccessModes))
            : volume.Spec.VolumeMode != claim.Spec.VolumeMode ? Statement.Of(StatementCode.VolumeFitVolumeMode, name, volume.Spec.VolumeMode, claim.Spec.VolumeMode)
            : claim.Spec.Selector is { } selector && !selector.Matches(volume.Metadata.Labels) ? Statement.Of(StatementCode.VolumeFitSelector, name)
            : null;
    }

    public static bool IsKeptFor(ObjectReference kept, ClaimDetail claim) =>
        kept.Namespace == claim.Metadata.Namespace && kept.Name == claim.Metadata.Name && (kept.Uid.Length == 0 || kept.Uid == claim.Metadata.Uid);
}
