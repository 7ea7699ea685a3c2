using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Overview.Facts;

/// <summary>
/// Who writes a set's manifest besides people, as far as the set says: owner references (operators), labels and annotations that
/// Argo CD, Flux, Fleet and Helm put on what they write, and the managers of fields. Sources: the documentation of these tools, and
/// https://kubernetes.io/docs/reference/labels-annotations-taints/ and …/using-api/server-side-apply/.
/// </summary>
internal static class WriterRules
{
    public const string KubectlApply = "kubectl apply";

    private const string ManagedBy = "app.kubernetes.io/managed-by";
    private const string OwnManager = "stateful-dashboard";

    /// <summary>Field managers that are known, by their names or how these begin.</summary>
    private static readonly (string Manager, string Name, WriterKind Kind)[] Managers =
    [
        ("argocd", "Argo CD", WriterKind.Loop), // argocd-controller, argocd-application-controller
        ("kustomize-controller", "Flux", WriterKind.Loop),
        ("helm-controller", "Flux", WriterKind.Loop),
        ("fleetagent", "Fleet", WriterKind.Loop),
        ("helm", "Helm", WriterKind.Tool),
        ("Terraform", "Terraform", WriterKind.Tool),
        ("HashiCorp", "Terraform", WriterKind.Tool),
        ("pulumi", "Pulumi", WriterKind.Tool),
        ("kubectl-client-side-apply", KubectlApply, WriterKind.Tool),
    ];

    /// <summary>Labels and annotations that only such a writer has reason to set; each begins so.</summary>
    private static readonly (string Key, string Name, WriterKind Kind)[] Marks =
    [
        ("argocd.argoproj.io/", "Argo CD", WriterKind.Loop),
        ("kustomize.toolkit.fluxcd.io/", "Flux", WriterKind.Loop),
        ("helm.toolkit.fluxcd.io/", "Flux", WriterKind.Loop),
        ("objectset.rio.cattle.io/", "Fleet", WriterKind.Loop),
        ("meta.helm.sh/release-", "Helm", WriterKind.Tool),
    ];

    /// <summary>Values of managed-by that name a tool which somebody runs; any other names a controller.</summary>
    private static readonly string[] Tools = ["Helm", "Tiller", "Kustomize", "Terraform", "Pulumi"];

    public static ValueList<WriterInfo> Of(StatefulSet set)
    {
        SortedDictionary<string, Found> found = new(StringComparer.Ordinal);
        foreach (var owner in set.Metadata.OwnerReferences)
        {
            Put(owner.Kind + "/" + owner.Name, WriterKind.Loop, owner.Controller ? "ownerReference (controller)" : "ownerReference");
        }

        AddMarks(set.Metadata, Put);
        foreach (var entry in set.Metadata.ManagedFields.Where(entry => entry.Fields != SetFields.None))
        {
            if (WriterOf(entry) is var (name, kind))
            {
                Put(name, kind, "managedFields " + entry.Manager + " (" + entry.Operation + ")").Fields |= entry.Fields;
            }
        }

        return found.Select(pair => new WriterInfo(pair.Key, pair.Value.Kind, pair.Value.Evidence.Distinct(StringComparer.Ordinal).ToValueList(), pair.Value.Fields)).ToValueList();

        Found Put(string name, WriterKind kind, string evidence)
        {
            var writer = found.TryGetValue(name, out var known) ? known : found[name] = new(kind);
            writer.Evidence.Add(evidence);
            return writer;
        }
    }

    private static void AddMarks(StatefulSetMeta metadata, Func<string, WriterKind, string, Found> put)
    {
        foreach (var (where, map) in new[] { ("label ", metadata.Labels), ("annotation ", metadata.Annotations) })
        {
            foreach (var (key, value) in map.Where(pair => !IsOff(pair.Key, metadata)))
            {
                foreach (var mark in Marks.Where(mark => key.StartsWith(mark.Key, StringComparison.Ordinal)))
                {
                    put(mark.Name, mark.Kind, where + key + "=" + value);
                }
            }
        }

        if (metadata.Labels.Get(ManagedBy) is { Length: > 0 } by && by is not OwnManager && !by.StartsWith("kubectl", StringComparison.OrdinalIgnoreCase))
        {
            var isTool = Tools.FirstOrDefault(tool => string.Equals(tool, by, StringComparison.OrdinalIgnoreCase));
            put(isTool ?? by, isTool is null ? WriterKind.Loop : WriterKind.Tool, "label " + ManagedBy + "=" + by);
        }
    }

    // Flux leaves alone what is marked so (fluxcd.io, kustomize-controller: "Controlling the apply behavior of resources")
    private static bool IsOff(string key, StatefulSetMeta metadata) =>
        key.StartsWith("kustomize.toolkit.fluxcd.io/", StringComparison.Ordinal)
        && (metadata.Annotations.Get("kustomize.toolkit.fluxcd.io/reconcile") == "disabled" || metadata.Annotations.Get("kustomize.toolkit.fluxcd.io/ssa") == "Ignore");

    private static (string Name, WriterKind Kind)? WriterOf(ManagedFieldsEntry entry)
    {
        foreach (var known in Managers)
        {
            if (entry.Manager.StartsWith(known.Manager, StringComparison.Ordinal))
            {
                return (known.Name, known.Kind);
            }
        }

        // people: kubectl with any verb, and this program. An Update by an unknown client may have been anybody once; who applies
        // server-side under a name of its own states what it wants and will state it again. kube-controller-manager writes
        // replicas for an autoscaler, which is found by itself.
        return entry.Operation == "Apply" && !entry.Manager.StartsWith("kubectl", StringComparison.Ordinal) && entry.Manager is not (OwnManager or "kube-controller-manager")
            ? (entry.Manager, WriterKind.Loop)
            : null;
    }

    private sealed class Found(WriterKind kind)
    {
        public WriterKind Kind { get; } = kind;

        public List<string> Evidence { get; } = [];

        public SetFields Fields { get; set; }
    }
}
