namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>The kinds that are read.</summary>
public static class ResourceKinds
{
    /// <summary>The label that each pod of a StatefulSet carries, and no other pod.</summary>
    public const string PodNameLabel = "statefulset.kubernetes.io/pod-name";

    private static readonly KubernetesJsonContext Json = KubernetesJsonContext.Default;

    public static readonly ResourceKind<StatefulSet> StatefulSets =
        new("apps", "v1", "StatefulSet", "statefulsets", true, Json.StatefulSet);

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

    public static readonly ResourceKind<Namespace> Namespaces = new("", "v1", "Namespace", "namespaces", false, Json.Namespace);
}
