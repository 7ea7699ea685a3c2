namespace StatefulDashboard.DemoCluster.ApiServer.Storage;

/// <summary>The kinds that this API server serves: to serve one more, add a line and name it in <see cref="All"/>.</summary>
internal static class ResourceKinds
{
    public static readonly ResourceKind ConfigMaps = new("", "v1", "ConfigMap", "configmaps", true) { ShortNames = ["cm"], HasStatus = false };
    public static readonly ResourceKind Events = new("", "v1", "Event", "events", true) { ShortNames = ["ev"], HasStatus = false };
    public static readonly ResourceKind Namespaces = new("", "v1", "Namespace", "namespaces", false) { ShortNames = ["ns"] };
    public static readonly ResourceKind Nodes = new("", "v1", "Node", "nodes", false) { ShortNames = ["no"] };
    public static readonly ResourceKind Claims = new("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims", true) { ShortNames = ["pvc"] };
    public static readonly ResourceKind Volumes = new("", "v1", "PersistentVolume", "persistentvolumes", false) { ShortNames = ["pv"] };
    public static readonly ResourceKind Pods = new("", "v1", "Pod", "pods", true) { ShortNames = ["po"], Categories = ["all"], HasGeneration = true };
    public static readonly ResourceKind Secrets = new("", "v1", "Secret", "secrets", true) { HasStatus = false };
    public static readonly ResourceKind ServiceAccounts = new("", "v1", "ServiceAccount", "serviceaccounts", true) { ShortNames = ["sa"], HasStatus = false };
    public static readonly ResourceKind Services = new("", "v1", "Service", "services", true) { ShortNames = ["svc"], Categories = ["all"] };
    public static readonly ResourceKind ControllerRevisions = new("apps", "v1", "ControllerRevision", "controllerrevisions", true) { HasStatus = false };
    public static readonly ResourceKind DaemonSets = new("apps", "v1", "DaemonSet", "daemonsets", true) { ShortNames = ["ds"], Categories = ["all"], HasGeneration = true };
    public static readonly ResourceKind Deployments = new("apps", "v1", "Deployment", "deployments", true) { ShortNames = ["deploy"], Categories = ["all"], HasScale = true, HasGeneration = true };
    public static readonly ResourceKind ReplicaSets = new("apps", "v1", "ReplicaSet", "replicasets", true) { ShortNames = ["rs"], Categories = ["all"], HasScale = true, HasGeneration = true };
    public static readonly ResourceKind StatefulSets = new("apps", "v1", "StatefulSet", "statefulsets", true) { ShortNames = ["sts"], Categories = ["all"], HasScale = true, HasGeneration = true };
    public static readonly ResourceKind EndpointSlices = new("discovery.k8s.io", "v1", "EndpointSlice", "endpointslices", true) { HasStatus = false, HasGeneration = true };
    public static readonly ResourceKind DisruptionBudgets = new("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets", true) { ShortNames = ["pdb"], HasGeneration = true };
    public static readonly ResourceKind StorageClasses = new("storage.k8s.io", "v1", "StorageClass", "storageclasses", false) { ShortNames = ["sc"], HasStatus = false };
    public static readonly ResourceKind Leases = new("coordination.k8s.io", "v1", "Lease", "leases", true) { HasStatus = false };

    public static readonly ResourceKind[] All =
    [
        ConfigMaps, Events, Namespaces, Nodes, Claims, Volumes, Pods, Secrets, ServiceAccounts, Services,
        ControllerRevisions, DaemonSets, Deployments, ReplicaSets, StatefulSets,
        EndpointSlices, DisruptionBudgets, StorageClasses, Leases,
    ];

    public static ResourceKind? Find(string group, string version, string plural)
        => Array.Find(All, k => k.Group == group && k.Version == version && k.Plural == plural);

    public static ResourceKind? FindKind(string apiVersion, string kind)
        => Array.Find(All, k => k.ApiVersion == apiVersion && k.Kind == kind);
}
