using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Objects;

/// <summary>fieldValidation=Strict for the fields that a StatefulSet and its pods can have; other kinds are taken as they are.</summary>
internal static class UnknownFields
{
    private static readonly HashSet<string> Top = ["apiVersion", "kind", "metadata", "spec", "status"];

    private static readonly HashSet<string> StatefulSetSpec =
    [
        "replicas", "selector", "template", "volumeClaimTemplates", "serviceName", "podManagementPolicy", "updateStrategy",
        "revisionHistoryLimit", "minReadySeconds", "persistentVolumeClaimRetentionPolicy", "ordinals",
    ];

    private static readonly HashSet<string> PodSpec =
    [
        "volumes", "initContainers", "containers", "ephemeralContainers", "restartPolicy", "terminationGracePeriodSeconds", "activeDeadlineSeconds", "dnsPolicy",
        "nodeSelector", "serviceAccountName", "serviceAccount", "automountServiceAccountToken", "nodeName", "hostNetwork", "hostPID", "hostIPC",
        "shareProcessNamespace", "securityContext", "imagePullSecrets", "hostname", "subdomain", "affinity", "schedulerName", "tolerations", "hostAliases",
        "priorityClassName", "priority", "dnsConfig", "readinessGates", "runtimeClassName", "enableServiceLinks", "preemptionPolicy", "overhead",
        "topologySpreadConstraints", "setHostnameAsFQDN", "os", "hostUsers", "schedulingGates", "resourceClaims", "resources", "hostnameOverride",
    ];

    public static void RefuseIn(ResourceKind kind, JsonObject root)
    {
        var unknown = Find(kind, root);
        if (unknown.Count > 0)
        {
            throw new UnknownFieldException($"strict decoding error: {string.Join(", ", unknown.Select(f => $"unknown field \"{f}\""))}", root);
        }
    }

    private static List<string> Find(ResourceKind kind, JsonObject root)
    {
        List<string> unknown = [];
        if (kind == ResourceKinds.StatefulSets || kind == ResourceKinds.Pods)
        {
            Collect(unknown, "", root, Top);
            if (kind == ResourceKinds.StatefulSets)
            {
                Collect(unknown, "spec.", root.Object("spec"), StatefulSetSpec);
                Collect(unknown, "spec.template.spec.", root.Object("spec", "template", "spec"), PodSpec);
            }
            else
            {
                Collect(unknown, "spec.", root.Object("spec"), PodSpec);
            }
        }

        return unknown;
    }

    private static void Collect(List<string> unknown, string prefix, JsonObject? node, HashSet<string> known)
        => unknown.AddRange((node ?? []).Where(e => !known.Contains(e.Key)).Select(e => prefix + e.Key));
}
