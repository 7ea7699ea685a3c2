using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Storage;

/// <summary>A PersistentVolume.</summary>
/// <param name="Phase">Available, Bound, Released, Failed or Pending.</param>
/// <param name="Kind">"CSI", "hostPath", "local", "NFS", or the in-tree plugin as the API names it; empty when it is none that is known.</param>
/// <param name="Detail">The driver, the path or the server; empty where nothing more is to be said.</param>
/// <param name="ProvisionedBy">Who made it; empty for a static volume.</param>
/// <param name="Claim">That it is bound to or kept for: "namespace/name"; empty: none.</param>
/// <param name="Where">On which nodes it can be used, each line an alternative; empty: on any.</param>
/// <param name="Message">What went wrong with it; untrusted.</param>
public sealed record VolumeInfo(
    string Name, string Phase, string Kind, string Detail, string? Capacity, string ReclaimPolicy, string StorageClass,
    string ProvisionedBy, string Claim, ValueList<Statement> Where, string Message, DateTimeOffset? CreatedAt)
{
    public static VolumeInfo Of(VolumeDetail volume)
    {
        var (kind, detail) = VolumeKinds.Of(volume.Spec);
        return new(
            volume.Metadata.Name,
            volume.Status.Phase,
            kind,
            detail,
            volume.Spec.Capacity.Get("storage"),
            volume.Spec.PersistentVolumeReclaimPolicy,
            volume.Spec.StorageClassName,
            volume.Metadata.Annotations.Get(StorageAnnotations.ProvisionedBy) ?? "",
            volume.Spec.ClaimRef is { Name.Length: > 0 } claim ? $"{claim.Namespace}/{claim.Name}" : "",
            AffinityWords.Of(volume.Spec.NodeAffinity?.Required),
            volume.Status.Message,
            volume.Metadata.CreationTimestamp);
    }
}
