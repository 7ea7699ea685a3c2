namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>The kinds that are read only while somebody looks at storage.</summary>
public static class StorageKinds
{
    private static readonly KubernetesJsonContext Json = KubernetesJsonContext.Default;

    public static readonly ResourceKind<ClaimDetail> Claims = new("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims", true, Json.ClaimDetail);

    public static readonly ResourceKind<VolumeDetail> Volumes = new("", "v1", "PersistentVolume", "persistentvolumes", false, Json.VolumeDetail);

    public static readonly ResourceKind<ClassDetail> Classes = new("storage.k8s.io", "v1", "StorageClass", "storageclasses", false, Json.ClassDetail);

    /// <summary>Any pods, not only those of StatefulSets.</summary>
    public static readonly ResourceKind<PodMounts> Pods = new("", "v1", "Pod", "pods", true, Json.PodMounts);

    public static readonly ResourceKind<WorkloadMounts> StatefulSets = new("apps", "v1", "StatefulSet", "statefulsets", true, Json.WorkloadMounts);

    public static readonly ResourceKind<WorkloadMounts> Deployments = new("apps", "v1", "Deployment", "deployments", true, Json.WorkloadMounts);

    public static readonly ResourceKind<WorkloadMounts> DaemonSets = new("apps", "v1", "DaemonSet", "daemonsets", true, Json.WorkloadMounts);

    public static readonly ResourceKind<WorkloadMounts> Jobs = new("batch", "v1", "Job", "jobs", true, Json.WorkloadMounts) { IsOptional = true };

    public static readonly ResourceKind<CronJobMounts> CronJobs = new("batch", "v1", "CronJob", "cronjobs", true, Json.CronJobMounts) { IsOptional = true };

    /// <summary>Only those about claims: the server filters.</summary>
    public static readonly ResourceKind<Event> ClaimEvents = ResourceKinds.Events with { FieldSelector = "involvedObject.kind=PersistentVolumeClaim" };

    public static readonly ResourceKind<ResourceQuota> Quotas = new("", "v1", "ResourceQuota", "resourcequotas", true, Json.ResourceQuota);
}
