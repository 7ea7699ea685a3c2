using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Lifecycle;

namespace StatefulDashboard.DemoCluster.Controllers.Volumes;

/// <summary>Whether a claim and a volume can be bound (kubernetes component-helpers/storage/volume and pv_controller.go).</summary>
internal static class VolumeMatching
{
    /// <summary>Whether a claim that names no volume may get this one.</summary>
    public static bool Fits(StoredObject volume, StoredObject claim, StoredObject? node)
        => volume.Root.Text("status", "phase") is "Available" or "Pending" && !volume.IsTerminating && IsFreeFor(volume, claim) && Mismatch(volume, claim) is null
            && (claim.Root.Object("spec", "selector") is not { } selector || LabelSelector.From(selector).Matches(volume.Labels))
            && (node is null || volume.Root.Object("spec", "nodeAffinity", "required") is not { } required || node.MatchesTerms(required));

    /// <summary>Whether the volume names this claim, with or without its uid.</summary>
    public static bool IsReservedFor(StoredObject volume, StoredObject claim)
        => volume.Root.Object("spec", "claimRef") is { } reference && reference.Text("namespace") == claim.Namespace && reference.Text("name") == claim.Name
            && (reference.Text("uid") is not { Length: > 0 } uid || uid == claim.Uid);

    public static bool IsFreeFor(StoredObject volume, StoredObject claim) => volume.Root.Object("spec", "claimRef") is null || IsReservedFor(volume, claim);

    /// <returns>What about the volume is not what the claim asks for, in the binder's words; null when it suits.</returns>
    public static string? Mismatch(StoredObject volume, StoredObject claim)
        => Quantity.Bytes(volume.Root.Text("spec", "capacity", "storage")) < Quantity.Bytes(claim.Root.Text("spec", "resources", "requests", "storage")) ? "requested PV is too small"
            : (volume.Root.Text("spec", "storageClassName") ?? "") != (claim.Root.Text("spec", "storageClassName") ?? "") ? "storageClassName does not match"
            : (volume.Root.Text("spec", "volumeMode") ?? "Filesystem") != (claim.Root.Text("spec", "volumeMode") ?? "Filesystem") ? "incompatible volumeMode"
            : !claim.Root.Texts("spec", "accessModes").All(m => volume.Root.Texts("spec", "accessModes").Contains(m)) ? "incompatible accessMode" : null;
}
