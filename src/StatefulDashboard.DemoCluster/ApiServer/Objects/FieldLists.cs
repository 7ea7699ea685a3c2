namespace StatefulDashboard.DemoCluster.ApiServer.Objects;

/// <summary>Which lists have items of their own in managedFields, and what is one field however much it holds (the listType and mapType markers of k8s.io/api).</summary>
internal static class FieldLists
{
    private static readonly HashSet<string> Atomic = new(StringComparer.Ordinal)
    {
        "selector", "nodeSelector", "involvedObject", "related", "roleRef", "fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "ownerReferences", "data.raw", "labelSelector", "targetRef",
        "volumeClaimTemplates", "scaleTargetRef",
    };

    public static bool IsAtomic(string name) => Atomic.Contains(name);

    /// <summary>The keys of a list's items; none for a set of texts; null for a list that is one field.</summary>
    public static string[]? KeysOf(string parent, string list) => (parent, list) switch
    {
        (_, "containers" or "initContainers" or "ephemeralContainers" or "env" or "volumes" or "imagePullSecrets" or "secrets" or "resourceClaims") => ["name"],
        ("containers" or "initContainers", "ports") => ["containerPort", "protocol"],
        ("spec", "ports") => ["port", "protocol"],
        (_, "volumeMounts") => ["mountPath"],
        (_, "volumeDevices") => ["devicePath"],
        (_, "conditions") => ["type"],
        (_, "podIPs") => ["ip"],
        ("status", "addresses") => ["type"],
        (_, "topologySpreadConstraints") => ["topologyKey", "whenUnsatisfiable"],
        ("metadata", "ownerReferences") => ["uid"],
        ("metadata", "finalizers") => [],
        _ => null,
    };
}
