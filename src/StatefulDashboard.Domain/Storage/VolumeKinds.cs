using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Storage;

/// <summary>What a volume is made of (kubernetes API reference, PersistentVolumeSpec).</summary>
internal static class VolumeKinds
{
    public const string Csi = "CSI";
    public const string Nfs = "NFS";
    public const string Local = "local";
    public const string HostPath = "hostPath";

    public static (string Kind, string Detail) Of(VolumeDetailSpec spec) => spec switch
    {
        { Csi: { } csi } => (Csi, csi.Driver),
        { HostPath: { } path } => (HostPath, path.Path),
        { Local: { } path } => (Local, path.Path),
        { Nfs: { } nfs } => (Nfs, $"{nfs.Server}:{nfs.Path}"),
        { FlexVolume: { } flex } => ("flexVolume", flex.Driver),
        { AwsElasticBlockStore: not null } => ("awsElasticBlockStore", ""),
        { AzureDisk: not null } => ("azureDisk", ""),
        { AzureFile: not null } => ("azureFile", ""),
        { Cephfs: not null } => ("cephfs", ""),
        { Cinder: not null } => ("cinder", ""),
        { Fc: not null } => ("fc", ""),
        { GcePersistentDisk: not null } => ("gcePersistentDisk", ""),
        { Glusterfs: not null } => ("glusterfs", ""),
        { Iscsi: not null } => ("iscsi", ""),
        { PortworxVolume: not null } => ("portworxVolume", ""),
        { Rbd: not null } => ("rbd", ""),
        { VsphereVolume: not null } => ("vsphereVolume", ""),
        _ => ("", ""),
    };

    /// <summary>Kubernetes has no deleter for these: with policy Delete such a volume ends as Failed, unless whoever made it clears it.</summary>
    public static bool HasNoDeleter(string kind) => kind is Local or Nfs or "fc" or "iscsi" or "cephfs" or "flexVolume";
}
