namespace StatefulDashboard.DemoCluster.ApiServer.Storage;

/// <summary>The kinds that this API server serves: to serve one more, add a line and name it in <see cref="All"/>.</summary>
internal static class ResourceKinds
{
    public static readonly ResourceKind ConfigMaps = new("", "v1", "ConfigMap", "configmaps", true) { ShortNames = ["cm"], HasStatus = false };
    public static readonly ResourceKind Endpoints = new("", "v1", "Endpoints", "endpoints", true) { ShortNames = ["ep"], HasStatus = false };
    public static readonly ResourceKind Events = new("", "v1", "Event", "events", true) { ShortNames = ["ev"], HasStatus = false };
    public static readonly ResourceKind LimitRanges = new("", "v1", "LimitRange", "limitranges", true) { ShortNames = ["limits"], HasStatus = false };
    public static readonly ResourceKind Namespaces = new("", "v1", "Namespace", "namespaces", false) { ShortNames = ["ns"], DeletesMany = false };
    public static readonly ResourceKind Nodes = new("", "v1", "Node", "nodes", false) { ShortNames = ["no"] };
    public static readonly ResourceKind Claims = new("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims", true) { ShortNames = ["pvc"] };
    public static readonly ResourceKind Volumes = new("", "v1", "PersistentVolume", "persistentvolumes", false) { ShortNames = ["pv"] };
    public static readonly ResourceKind Pods = new("", "v1", "Pod", "pods", true) { ShortNames = ["po"], Categories = ["all"], HasGeneration = true };
    public static readonly ResourceKind ResourceQuotas = new("", "v1", "ResourceQuota", "resourcequotas", true) { ShortNames = ["quota"] };
    public static readonly ResourceKind Secrets = new("", "v1", "Secret", "secrets", true) { HasStatus = false };
    public static readonly ResourceKind ServiceAccounts = new("", "v1", "ServiceAccount", "serviceaccounts", true) { ShortNames = ["sa"], HasStatus = false };
    public static readonly ResourceKind Services = new("", "v1", "Service", "services", true) { ShortNames = ["svc"], Categories = ["all"] };

    public static readonly ResourceKind ControllerRevisions = new("apps", "v1", "ControllerRevision", "controllerrevisions", true) { HasStatus = false };
    public static readonly ResourceKind DaemonSets = new("apps", "v1", "DaemonSet", "daemonsets", true) { ShortNames = ["ds"], Categories = ["all"], HasGeneration = true };
    public static readonly ResourceKind Deployments = new("apps", "v1", "Deployment", "deployments", true) { ShortNames = ["deploy"], Categories = ["all"], HasScale = true, HasGeneration = true };
    public static readonly ResourceKind ReplicaSets = new("apps", "v1", "ReplicaSet", "replicasets", true) { ShortNames = ["rs"], Categories = ["all"], HasScale = true, HasGeneration = true };
    public static readonly ResourceKind StatefulSets = new("apps", "v1", "StatefulSet", "statefulsets", true) { ShortNames = ["sts"], Categories = ["all"], HasScale = true, HasGeneration = true };

    public static readonly ResourceKind Autoscalers = new("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers", true) { ShortNames = ["hpa"], Categories = ["all"] };
    public static readonly ResourceKind DisruptionBudgets = new("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets", true) { ShortNames = ["pdb"], HasGeneration = true };

    public static readonly ResourceKind ClusterRoleBindings = new("rbac.authorization.k8s.io", "v1", "ClusterRoleBinding", "clusterrolebindings", false) { HasStatus = false };
    public static readonly ResourceKind ClusterRoles = new("rbac.authorization.k8s.io", "v1", "ClusterRole", "clusterroles", false) { HasStatus = false };
    public static readonly ResourceKind RoleBindings = new("rbac.authorization.k8s.io", "v1", "RoleBinding", "rolebindings", true) { HasStatus = false };
    public static readonly ResourceKind Roles = new("rbac.authorization.k8s.io", "v1", "Role", "roles", true) { HasStatus = false };

    public static readonly ResourceKind StorageClasses = new("storage.k8s.io", "v1", "StorageClass", "storageclasses", false) { ShortNames = ["sc"], HasStatus = false };
    public static readonly ResourceKind VolumeAttachments = new("storage.k8s.io", "v1", "VolumeAttachment", "volumeattachments", false);

    public static readonly ResourceKind Leases = new("coordination.k8s.io", "v1", "Lease", "leases", true) { HasStatus = false };
    public static readonly ResourceKind EndpointSlices = new("discovery.k8s.io", "v1", "EndpointSlice", "endpointslices", true) { HasStatus = false, HasGeneration = true };

    public static readonly ResourceKind VolumeSnapshotClasses = new("snapshot.storage.k8s.io", "v1", "VolumeSnapshotClass", "volumesnapshotclasses", false) { ShortNames = ["vsclass", "vsclasses"], HasStatus = false, HasGeneration = true };
    public static readonly ResourceKind VolumeSnapshotContents = new("snapshot.storage.k8s.io", "v1", "VolumeSnapshotContent", "volumesnapshotcontents", false) { ShortNames = ["vsc", "vscs"], HasGeneration = true };
    public static readonly ResourceKind VolumeSnapshots = new("snapshot.storage.k8s.io", "v1", "VolumeSnapshot", "volumesnapshots", true) { ShortNames = ["vs"], HasGeneration = true };

    /// <summary>The kinds that are stored, in the order of discovery.</summary>
    public static readonly ResourceKind[] All =
    [
        ConfigMaps, Endpoints, Events, LimitRanges, Namespaces, Nodes, Claims, Volumes, Pods, ResourceQuotas, Secrets, ServiceAccounts, Services,
        ControllerRevisions, DaemonSets, Deployments, ReplicaSets, StatefulSets,
        Autoscalers, DisruptionBudgets, ClusterRoleBindings, ClusterRoles, RoleBindings, Roles, StorageClasses, VolumeAttachments,
        Leases, EndpointSlices, VolumeSnapshotClasses, VolumeSnapshotContents, VolumeSnapshots,
    ];

    /// <summary>events.k8s.io/v1, the newer form of the same stored events.</summary>
    public static readonly ResourceKind EventsView = new("events.k8s.io", "v1", "Event", "events", true) { ShortNames = ["ev"], HasStatus = false, StoredAs = Events };

    /// <summary>The kinds that requests can name: the stored ones and the views of them.</summary>
    public static readonly ResourceKind[] Served = [.. All, EventsView];

    public static ResourceKind? Find(string group, string version, string plural)
        => Array.Find(Served, k => k.Group == group && k.Version == version && k.Plural == plural);

    public static ResourceKind? FindKind(string apiVersion, string kind)
        => Array.Find(All, k => k.ApiVersion == apiVersion && k.Kind == kind);
}
