using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Objects;

/// <summary>The checks that matter for StatefulSets and what belongs to them, with a real server's texts.</summary>
internal static class Validation
{
    private const string Frozen = "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', "
        + "'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden";

    private const long MostReplicas = 10_000;

    private static readonly string[] Changeable =
        ["replicas", "ordinals", "template", "updateStrategy", "revisionHistoryLimit", "persistentVolumeClaimRetentionPolicy", "minReadySeconds"];

    /// <summary>Throws the refusal (422) when the object cannot be stored.</summary>
    public static void Check(ResourceKind kind, JsonObject root, JsonObject? old)
    {
        List<FieldFault> faults = [];
        MetadataRules.Check(kind, root, isNew: old is null, faults);
        Replicas(kind, root, faults);
        if (kind == ResourceKinds.StatefulSets)
        {
            StatefulSet(root, old, faults);
        }
        else if (kind == ResourceKinds.Pods)
        {
            Pod(root, old, faults);
        }
        else if (kind == ResourceKinds.Claims && old is not null)
        {
            Claim(root, old, faults);
        }

        RoleRules.Check(kind, root, old, faults);
        if (faults.Count > 0)
        {
            throw Refusals.Invalid(kind, root.Text("metadata", "name") ?? "", faults);
        }
    }

    // This cluster lives in one process: a slip of a few zeros must not take all of its memory.
    private static void Replicas(ResourceKind kind, JsonObject root, List<FieldFault> faults)
    {
        if (kind.HasScale && root.Number("spec", "replicas") is { } replicas and > MostReplicas)
        {
            faults.Add(FieldFault.Invalid("spec.replicas", replicas.ToString(System.Globalization.CultureInfo.InvariantCulture), $"must be less than or equal to {MostReplicas} in the demo cluster"));
        }
    }

    private static void StatefulSet(JsonObject root, JsonObject? old, List<FieldFault> faults)
    {
        var spec = root.Object("spec");
        AtLeastZero(spec, faults, "spec.updateStrategy.rollingUpdate.partition", "updateStrategy", "rollingUpdate", "partition");
        AtLeastZero(spec, faults, "spec.replicas", "replicas");
        AtLeastZero(spec, faults, "spec.minReadySeconds", "minReadySeconds");
        AtLeastZero(spec, faults, "spec.ordinals.start", "ordinals", "start");
        if (spec.Object("selector") is not { Count: > 0 } selector)
        {
            faults.Add(FieldFault.Required("spec.selector", ""));
        }
        else if (!LabelSelector.From(selector).Matches(spec.Object("template", "metadata", "labels")))
        {
            faults.Add(FieldFault.Invalid("spec.template.metadata.labels", spec.At("template", "metadata", "labels")?.ToJsonString(JsonAccess.Plain) ?? "{}",
                "`selector` does not match template `labels`"));
        }

        Containers(spec.Object("template", "spec"), "spec.template.spec.containers", faults);
        if (old?.Object("spec") is { } before && spec is not null && before.Select(e => e.Key).Union(spec.Select(e => e.Key))
            .Any(field => !Changeable.Contains(field) && !before[field].SameAs(spec[field])))
        {
            faults.Add(FieldFault.Forbidden("spec", Frozen));
        }
    }

    private static void Pod(JsonObject root, JsonObject? old, List<FieldFault> faults)
    {
        Containers(root.Object("spec"), "spec.containers", faults);
        if (old is null)
        {
            return;
        }

        var was = Comparable(old);
        var now = Comparable(root);
        if (!was.SameAs(now))
        {
            faults.Add(FieldFault.Forbidden("spec",
                "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,"
                + "`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)"));
        }

        static JsonObject Comparable(JsonObject pod)
        {
            var spec = pod.Object("spec")?.Copy() ?? [];
            foreach (var container in spec.Items("containers").Concat(spec.Items("initContainers")))
            {
                container.Remove("image");
            }

            foreach (var free in (string[])["activeDeadlineSeconds", "tolerations", "nodeName", "ephemeralContainers"])
            {
                spec.Remove(free);
            }

            return spec;
        }
    }

    private static void Claim(JsonObject root, JsonObject old, List<FieldFault> faults)
    {
        var wanted = Quantity.Bytes(root.Text("spec", "resources", "requests", "storage"));
        var before = Quantity.Bytes(old.Text("spec", "resources", "requests", "storage"));
        var reached = Quantity.Bytes(old.Text("status", "capacity", "storage"));
        if (wanted < before && wanted < reached)
        {
            faults.Add(FieldFault.Forbidden("spec.resources.requests.storage", "field can not be less than status.capacity"));
        }

        if (Fixed(old) is var was && Fixed(root) is var now && !was.SameAs(now))
        {
            faults.Add(FieldFault.Forbidden("spec",
                "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims"));
        }

        static JsonObject Fixed(JsonObject claim)
        {
            var spec = claim.Object("spec")?.Copy() ?? [];
            spec.Remove("resources");
            spec.Remove("volumeName");
            return spec;
        }
    }

    private static void Containers(JsonObject? spec, string field, List<FieldFault> faults)
    {
        var containers = spec.Items("containers").ToArray();
        if (containers.Length == 0)
        {
            faults.Add(FieldFault.Required(field, ""));
        }

        for (var i = 0; i < containers.Length; i++)
        {
            if (string.IsNullOrEmpty(containers[i].Text("name")))
            {
                faults.Add(FieldFault.Required($"{field}[{i}].name", ""));
            }

            if (string.IsNullOrEmpty(containers[i].Text("image")))
            {
                faults.Add(FieldFault.Required($"{field}[{i}].image", ""));
            }
        }
    }

    private static void AtLeastZero(JsonObject? spec, List<FieldFault> faults, string field, params ReadOnlySpan<string> path)
    {
        if (spec.Number(path) is { } number and < 0)
        {
            faults.Add(FieldFault.Invalid(field, number.ToString(System.Globalization.CultureInfo.InvariantCulture), "must be greater than or equal to 0"));
        }
    }
}
