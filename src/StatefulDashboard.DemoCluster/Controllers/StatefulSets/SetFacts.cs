using System.Globalization;
using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Controllers.StatefulSets;

/// <summary>Names, ordinals and pods as a StatefulSet's spec gives them (kubernetes stateful_set_utils.go).</summary>
internal static class SetFacts
{
    public static long StartOf(JsonObject set) => set.Number("spec", "ordinals", "start") ?? 0;

    public static long ReplicasOf(JsonObject set) => set.Number("spec", "replicas") ?? 1;

    public static bool IsParallel(JsonObject set) => set.Text("spec", "podManagementPolicy") == "Parallel";

    public static string NameOf(JsonObject set) => set.Text("metadata", "name")!;

    /// <summary>The ordinal of a pod of this set; -1 when the name is none of the set's.</summary>
    public static long OrdinalOf(string set, string pod)
    {
        var dash = pod.LastIndexOf('-');
        return dash > 0 && pod[..dash] == set && long.TryParse(pod[(dash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal) ? ordinal : -1;
    }

    public static bool InRange(JsonObject set, long ordinal) => ordinal >= StartOf(set) && ordinal < StartOf(set) + ReplicasOf(set);

    public static string ClaimName(JsonObject template, string set, long ordinal) => $"{template.Text("metadata", "name")}-{set}-{ordinal}";

    public static IEnumerable<string> ClaimNames(JsonObject set, long ordinal)
        => set.Items("spec", "volumeClaimTemplates").Select(t => ClaimName(t, NameOf(set), ordinal));

    public static JsonObject NewClaim(JsonObject set, JsonObject template, long ordinal)
    {
        var claim = template.Copy();
        var metadata = claim.Ensure("metadata");
        metadata["name"] = ClaimName(template, NameOf(set), ordinal);
        metadata["namespace"] = set.Text("metadata", "namespace");
        foreach (var label in set.Object("spec", "selector", "matchLabels") ?? [])
        {
            metadata.Ensure("labels")[label.Key] = label.Value?.DeepClone();
        }

        return claim;
    }

    /// <summary>The pod of an ordinal, from a set whose template is that of the revision.</summary>
    public static JsonObject NewPod(JsonObject set, string revision, long ordinal, JsonObject owner)
    {
        var name = $"{NameOf(set)}-{ordinal}";
        var metadata = new JsonObject { ["name"] = name, ["generateName"] = NameOf(set) + "-", ["namespace"] = set.Text("metadata", "namespace") };
        var template = set.Object("spec", "template")!;
        var labels = template.Object("metadata", "labels")?.Copy() ?? [];
        labels["apps.kubernetes.io/pod-index"] = ordinal.ToString(CultureInfo.InvariantCulture);
        labels["controller-revision-hash"] = revision;
        labels["statefulset.kubernetes.io/pod-name"] = name;
        metadata["labels"] = labels;
        foreach (var part in (string[])["annotations", "finalizers"])
        {
            if (template.At("metadata", part) is { } value)
            {
                metadata[part] = value.DeepClone();
            }
        }

        metadata["ownerReferences"] = new JsonArray(owner.DeepClone());
        var spec = template.Object("spec")!.Copy();
        spec["hostname"] = name;
        if (set.Text("spec", "serviceName") is { Length: > 0 } service)
        {
            spec["subdomain"] = service;
        }

        SetClaims(set, spec, ordinal);
        return new JsonObject { ["metadata"] = metadata, ["spec"] = spec };
    }

    private static void SetClaims(JsonObject set, JsonObject spec, long ordinal)
    {
        var templates = set.Items("spec", "volumeClaimTemplates").ToArray();
        if (templates.Length == 0)
        {
            return;
        }

        var names = templates.Select(t => t.Text("metadata", "name")).ToHashSet(StringComparer.Ordinal);
        var volumes = templates.Select(t => (JsonNode?)new JsonObject
        {
            ["name"] = t.Text("metadata", "name"),
            ["persistentVolumeClaim"] = new JsonObject { ["claimName"] = ClaimName(t, NameOf(set), ordinal) },
        }).Concat(spec.Items("volumes").Where(v => !names.Contains(v.Text("name"))).Select(v => v.DeepClone())).ToJsonArray();
        spec["volumes"] = volumes;
    }
}
