using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Controllers.Deployments;

/// <summary>What the Deployment controller asks about a Deployment and its ReplicaSets (kubernetes pkg/controller/deployment/util).</summary>
internal static class DeploymentFacts
{
    public const string Revision = "deployment.kubernetes.io/revision";
    public const string RevisionHistory = "deployment.kubernetes.io/revision-history";
    public const string DesiredReplicas = "deployment.kubernetes.io/desired-replicas";
    public const string MaxReplicas = "deployment.kubernetes.io/max-replicas";
    public const string TemplateHash = "pod-template-hash";

    /// <summary>Annotations of a Deployment that its ReplicaSets do not take over.</summary>
    public static readonly string[] NotTakenOver =
        ["kubectl.kubernetes.io/last-applied-configuration", Revision, RevisionHistory, DesiredReplicas, MaxReplicas, "deprecated.deployment.rollback.to"];

    public static long Replicas(this StoredObject o) => o.Root.Number("spec", "replicas") ?? 1;

    public static long Available(this StoredObject set) => set.Root.Number("status", "availableReplicas") ?? 0;

    public static string? Annotation(this StoredObject o, string name) => o.Root.Text("metadata", "annotations", name);

    public static long RevisionOf(StoredObject set) => long.TryParse(set.Annotation(Revision), CultureInfo.InvariantCulture, out var revision) ? revision : 0;

    public static bool IsRecreate(this StoredObject deployment) => deployment.Root.Text("spec", "strategy", "type") == "Recreate";

    public static bool IsPaused(this StoredObject deployment) => deployment.Root.Flag("spec", "paused");

    /// <summary>After how long without progress a rollout counts as stuck; null when never.</summary>
    public static TimeSpan? Deadline(this StoredObject deployment)
        => deployment.Root.Number("spec", "progressDeadlineSeconds") is { } seconds && seconds < int.MaxValue ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>maxSurge rounds up, maxUnavailable down; both zero would never move, so then one may be missing.</summary>
    public static (long Surge, long Unavailable) Fence(this StoredObject deployment)
    {
        if (deployment.IsRecreate())
        {
            return (0, 0);
        }

        var replicas = deployment.Replicas();
        var rolling = deployment.Root.Object("spec", "strategy", "rollingUpdate");
        var surge = Share(rolling.At("maxSurge"), replicas, up: true);
        var unavailable = Share(rolling.At("maxUnavailable"), replicas, up: false);
        return (surge, surge == 0 && unavailable == 0 ? 1 : Math.Min(unavailable, replicas));
    }

    /// <summary>A number, or a share of a number; 25 % when nothing is said.</summary>
    public static long Share(JsonNode? value, long of, bool up)
    {
        var text = value is null ? "25%" : value.Text();
        if (text is null || !text.EndsWith('%') || !int.TryParse(text[..^1], CultureInfo.InvariantCulture, out var percent))
        {
            return Math.Max(0, value.Number() ?? 0);
        }

        var share = of * percent / 100.0;
        return (long)(up ? Math.Ceiling(share) : Math.Floor(share));
    }

    /// <summary>Whether a ReplicaSet makes the pods that the Deployment asks for.</summary>
    public static bool HasTemplateOf(this StoredObject set, StoredObject deployment)
    {
        var own = set.Root.Object("spec", "template")?.Copy() ?? [];
        own.Object("metadata", "labels")?.Remove(TemplateHash);
        return Canonical(own).SameAs(Canonical(deployment.Root.Object("spec", "template")));
    }

    public static string HashOf(JsonObject template, long collisions)
        => Names.SafeHash(Names.Hash(Encoding.UTF8.GetBytes(Canonical(template)!.ToJsonString(JsonAccess.Plain) + (collisions > 0 ? collisions.ToString(CultureInfo.InvariantCulture) : ""))));

    private static JsonNode? Canonical(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Where(e => e.Value is not null).OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => KeyValuePair.Create(e.Key, Canonical(e.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Canonical)]),
        _ => node?.DeepClone(),
    };
}
