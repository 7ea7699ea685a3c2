namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>The kinds that are read.</summary>
public static class ResourceKinds
{
    /// <summary>The label that each pod of a StatefulSet carries, and no other pod.</summary>
    public const string PodNameLabel = "statefulset.kubernetes.io/pod-name";

    /// <summary>The labels of the ConfigMaps that hold operations.</summary>
    public const string OperationSelector = "app.kubernetes.io/managed-by=stateful-dashboard,app.kubernetes.io/component=operation";

    private static readonly KubernetesJsonContext Json = KubernetesJsonContext.Default;

    public static readonly ResourceKind<StatefulSet> StatefulSets =
        new("apps", "v1", "StatefulSet", "statefulsets", true, Json.StatefulSet);

    public static readonly ResourceKind<Deployment> Deployments = new("apps", "v1", "Deployment", "deployments", true, Json.Deployment);

    public static readonly ResourceKind<DaemonSet> DaemonSets = new("apps", "v1", "DaemonSet", "daemonsets", true, Json.DaemonSet);

    /// <summary>Only pods of StatefulSets: the server filters.</summary>
    public static readonly ResourceKind<Pod> Pods = new("", "v1", "Pod", "pods", true, Json.Pod, PodNameLabel);

    public static readonly ResourceKind<PersistentVolumeClaim> PersistentVolumeClaims =
        new("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims", true, Json.PersistentVolumeClaim);

    public static readonly ResourceKind<PersistentVolume> PersistentVolumes =
        new("", "v1", "PersistentVolume", "persistentvolumes", false, Json.PersistentVolume);

    public static readonly ResourceKind<StorageClass> StorageClasses =
        new("storage.k8s.io", "v1", "StorageClass", "storageclasses", false, Json.StorageClass);

    public static readonly ResourceKind<Service> Services = new("", "v1", "Service", "services", true, Json.Service);

    public static readonly ResourceKind<EndpointSlice> EndpointSlices =
        new("discovery.k8s.io", "v1", "EndpointSlice", "endpointslices", true, Json.EndpointSlice);

    public static readonly ResourceKind<ControllerRevision> ControllerRevisions =
        new("apps", "v1", "ControllerRevision", "controllerrevisions", true, Json.ControllerRevision);

    public static readonly ResourceKind<Node> Nodes = new("", "v1", "Node", "nodes", false, Json.Node);

    public static readonly ResourceKind<PodDisruptionBudget> PodDisruptionBudgets =
        new("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets", true, Json.PodDisruptionBudget) { IsOptional = true };

    public static readonly ResourceKind<HorizontalPodAutoscaler> HorizontalPodAutoscalers =
        new("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers", true, Json.HorizontalPodAutoscaler) { IsOptional = true };

    /// <summary>Only those that hold the dashboard's own operations: the server filters.</summary>
    public static readonly ResourceKind<ConfigMap> Operations =
        new("", "v1", "ConfigMap", "configmaps", true, Json.ConfigMap, OperationSelector);

    public static readonly ResourceKind<Lease> Leases = new("coordination.k8s.io", "v1", "Lease", "leases", true, Json.Lease);

    public static readonly ResourceKind<VolumeSnapshot> VolumeSnapshots =
        new("snapshot.storage.k8s.io", "v1", "VolumeSnapshot", "volumesnapshots", true, Json.VolumeSnapshot);

    public static readonly ResourceKind<BudgetDetail> BudgetDetails =
        new("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets", true, Json.BudgetDetail) { IsOptional = true };

    public static readonly ResourceKind<SetPlacement> SetPlacements = new("apps", "v1", "StatefulSet", "statefulsets", true, Json.SetPlacement);

    /// <summary>With their data.</summary>
    public static readonly ResourceKind<RevisionDetail> RevisionDetails =
        new("apps", "v1", "ControllerRevision", "controllerrevisions", true, Json.RevisionDetail);

    public static readonly ResourceKind<Event> Events = new("", "v1", "Event", "events", true, Json.Event);

    /// <summary>Only what a StatefulSet's controller says of a pod or claim that it cannot make: the server filters.</summary>
    public static readonly ResourceKind<Event> FailedCreations = Events with { FieldSelector = "involvedObject.kind=StatefulSet,reason=FailedCreate" };

    public static readonly ResourceKind<Namespace> Namespaces = new("", "v1", "Namespace", "namespaces", false, Json.Namespace);

    /// <summary>Those that somebody looks at, with all of their life: <see cref="Pods"/> are the ones that are kept.</summary>
    public static readonly ResourceKind<PodDetail> PodDetails = new("", "v1", "Pod", "pods", true, Json.PodDetail, PodNameLabel);

    public static readonly ResourceKind<StatefulSetDetail> StatefulSetDetails =
        new("apps", "v1", "StatefulSet", "statefulsets", true, Json.StatefulSetDetail);

    public static readonly ResourceKind<NodeDetail> NodeDetails = new("", "v1", "Node", "nodes", false, Json.NodeDetail);

    /// <summary>Events about pods that warn: the server filters.</summary>
    public static readonly ResourceKind<Event> PodWarnings = Events with { FieldSelector = "involvedObject.kind=Pod,type=Warning" };

    public static readonly ResourceKind<VolumeAttachment> VolumeAttachments =
        new("storage.k8s.io", "v1", "VolumeAttachment", "volumeattachments", false, Json.VolumeAttachment);

    /// <summary>Only their metadata ever leave the server.</summary>
    public static readonly ResourceKind<SecretKeys> SecretKeys =
        new("", "v1", "PartialObjectMetadata", "secrets", true, Json.SecretKeys) { IsMetadataOnly = true };

    public static readonly ResourceKind<ConfigMapKeys> ConfigMapKeys = new("", "v1", "ConfigMap", "configmaps", true, Json.ConfigMapKeys);
}
