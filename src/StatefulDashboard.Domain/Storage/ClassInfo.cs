using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Storage;

/// <summary>A StorageClass.</summary>
/// <param name="BindingMode">Immediate or WaitForFirstConsumer.</param>
/// <param name="ReclaimPolicy">That it gives to the volumes it makes.</param>
/// <param name="Places">Where it makes volumes, "topology.kubernetes.io/zone: z1, z2"; empty: anywhere.</param>
public sealed record ClassInfo(string Name, string Provisioner, string BindingMode, bool AllowsExpansion, string ReclaimPolicy, bool IsDefault, ValueList<string> Places)
{
    /// <summary>What stands for a provisioner in classes whose volumes are made by hand.</summary>
    public const string NoProvisioner = "kubernetes.io/no-provisioner";

    public bool WaitsForFirstConsumer => BindingMode == "WaitForFirstConsumer";

    public bool MakesVolumes => Provisioner.Length > 0 && Provisioner != NoProvisioner;

    public static ClassInfo Of(ClassDetail storageClass) => new(
        storageClass.Metadata.Name,
        storageClass.Provisioner,
        storageClass.VolumeBindingMode,
        storageClass.AllowVolumeExpansion,
        storageClass.ReclaimPolicy,
        IsTrue(storageClass, StorageAnnotations.IsDefault) || IsTrue(storageClass, StorageAnnotations.IsDefaultOld),
        storageClass.AllowedTopologies.SelectMany(term => term.MatchLabelExpressions)
            .Select(requirement => $"{requirement.Key}: {string.Join(", ", requirement.Values)}").Distinct(StringComparer.Ordinal).ToValueList());

    private static bool IsTrue(ClassDetail storageClass, string annotation) => storageClass.Metadata.Annotations.Get(annotation) == "true";
}
