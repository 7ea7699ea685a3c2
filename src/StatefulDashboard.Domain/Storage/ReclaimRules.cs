using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Domain.Storage;

/// <summary>
/// What becomes of the data when the claim is deleted: said as a sentence, since "Retain" and "Delete" are read as speaking of the claim.
/// See "Reclaiming" in the Kubernetes documentation on persistent volumes.
/// </summary>
internal static class ReclaimRules
{
    /// <param name="volumeName">That the claim names; empty when it has none.</param>
    /// <param name="volume">Null where it is not there or cannot be read.</param>
    /// <param name="storageClass">That will make the volume; null where that is not known.</param>
    public static Statement Of(string volumeName, VolumeInfo? volume, ClassInfo? storageClass, bool volumesAreRead) =>
        volume is not null ? OfVolume(volume)
        : volumeName.Length == 0 ? OfClass(storageClass)
        : Statement.Of(volumesAreRead ? StatementCode.ClaimDataGone : StatementCode.ClaimDataUnknown, volumeName);

    private static Statement OfVolume(VolumeInfo volume) => volume.ReclaimPolicy switch
    {
        "Delete" when VolumeKinds.HasNoDeleter(volume.Kind) => Statement.Of(StatementCode.ClaimDataUnsure, volume.Kind),
        "Delete" => Statement.Of(StatementCode.ClaimDataDeleted, volume.Name),
        "Retain" => Statement.Of(StatementCode.ClaimDataKept, volume.Name),
        "Recycle" => Statement.Of(StatementCode.ClaimDataScrubbed, volume.Name),
        var other => Statement.Of(StatementCode.ClaimDataPolicyOdd, volume.Name, other),
    };

    private static Statement OfClass(ClassInfo? storageClass) => storageClass switch
    {
        { MakesVolumes: true, ReclaimPolicy: "Delete" } => Statement.Of(StatementCode.ClaimDataWillBeDeleted, storageClass.Name),
        { MakesVolumes: true, ReclaimPolicy: "Retain" } => Statement.Of(StatementCode.ClaimDataWillBeKept, storageClass.Name),
        _ => Statement.Of(StatementCode.ClaimDataNone),
    };
}
