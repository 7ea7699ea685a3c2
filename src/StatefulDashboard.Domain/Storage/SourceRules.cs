using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Storage;

/// <summary>Static or dynamic: where a claim's volume comes from, or will come from.</summary>
internal static class SourceRules
{
    /// <param name="claimedClass">As the claim names it: null is the default class, empty is none.</param>
    /// <param name="storageClass">The class that counts; null where there is none or none is known.</param>
    public static (Provisioning Kind, Statement? Text) Of(string? claimedClass, string volumeName, VolumeInfo? volume, ClassInfo? storageClass) =>
        volume is not null ? OfVolume(volume)
        : volumeName.Length > 0 ? (Provisioning.Unknown, null)
        : claimedClass is "" ? (Provisioning.Static, Statement.Of(StatementCode.ClaimSourceStaticOnly))
        : storageClass is null ? (Provisioning.Unknown, null)
        : !storageClass.MakesVolumes ? (Provisioning.Static, Statement.Of(StatementCode.ClaimSourceByHand, storageClass.Name))
        : claimedClass is null ? (Provisioning.Dynamic, Statement.Of(StatementCode.ClaimSourceDefault, storageClass.Name, storageClass.Provisioner))
        : (Provisioning.Dynamic, Statement.Of(StatementCode.ClaimSourceWillBeMade, storageClass.Name, storageClass.Provisioner));

    private static (Provisioning, Statement?) OfVolume(VolumeInfo volume) => volume switch
    {
        { ProvisionedBy.Length: > 0, StorageClass.Length: > 0 } => (Provisioning.Dynamic, Statement.Of(StatementCode.ClaimSourceMade, volume.ProvisionedBy, volume.StorageClass)),
        { ProvisionedBy.Length: > 0 } => (Provisioning.Dynamic, Statement.Of(StatementCode.ClaimSourceMadeClassless, volume.ProvisionedBy)),
        _ => (Provisioning.Static, Statement.Of(StatementCode.ClaimSourceStatic)),
    };
}
