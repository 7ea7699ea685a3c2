using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Planning;

/// <summary>Which rights an action takes: those of each request that it may send in the name of a person.</summary>
public static class ActionNeeds
{
    private const string Apps = "apps";
    private const string Delete = "Delete";

    /// <param name="set">Null where it is not there (yet).</param>
    public static ValueList<ResourceAttributes> Of(ActionKind kind, NamespacedName name, StatefulSetOverview? set) => kind switch
    {
        ActionKind.Scale => [Scale(name)],
        ActionKind.Rollout => [Set(name, "patch"), .. Operation(name)],
        ActionKind.Deletion => [Set(name, "patch"), Set(name, "delete"), Scale(name), .. Unbinding(name, set), .. Operation(name)],
        ActionKind.PodDeletion => [new("delete", "", "pods", name.Namespace)],
        ActionKind.Restoration => [new("create", Apps, "statefulsets", name.Namespace)],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "nobody has said what this takes"),
    };

    private static ResourceAttributes Set(NamespacedName name, string verb) => new(verb, Apps, "statefulsets", name.Namespace, Name: name.Name);

    private static ResourceAttributes Scale(NamespacedName name) => new("patch", Apps, "statefulsets", name.Namespace, "scale", name.Name);

    // owner references come off claims only where something would take the claims along
    private static ResourceAttributes[] Unbinding(NamespacedName name, StatefulSetOverview? set) =>
        set is null || set.WhenScaled == Delete || set.WhenDeleted == Delete || !set.IsRead(UnreadKinds.PersistentVolumeClaims)
            || set.Slots.Any(slot => slot.Claims.Any(claim => claim.OwnerKinds.Length > 0))
            ? [new("patch", "", "persistentvolumeclaims", name.Namespace)]
            : [];

    // its record and its reservation
    private static ResourceAttributes[] Operation(NamespacedName name) =>
    [
        new("create", "", "configmaps", name.Namespace),
        new("patch", "", "configmaps", name.Namespace),
        new("create", "coordination.k8s.io", "leases", name.Namespace),
        new("patch", "coordination.k8s.io", "leases", name.Namespace),
        new("delete", "coordination.k8s.io", "leases", name.Namespace),
    ];
}
