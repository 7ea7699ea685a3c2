using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Objects;

/// <summary>What the API server fills into Deployments, ReplicaSets and DaemonSets (kubernetes pkg/apis/apps/v1/defaults.go).</summary>
internal static class WorkloadDefaults
{
    public static void Apply(ResourceKind kind, JsonObject root, bool isNew)
    {
        var spec = root.Ensure("spec");
        spec.Ensure("template", "metadata");
        PodDefaults.Template(spec.Ensure("template", "spec"));
        if (kind == ResourceKinds.DaemonSets)
        {
            root.Ensure("metadata", "annotations").Default("deprecated.daemonset.template.generation", "1");
            spec.Default("revisionHistoryLimit", 10);
            Strategy(spec.Ensure("updateStrategy"), 1, 0);
        }
        else
        {
            spec.Default("replicas", 1);
        }

        if (kind == ResourceKinds.Deployments)
        {
            spec.Default("revisionHistoryLimit", 10);
            spec.Default("progressDeadlineSeconds", 600);
            Strategy(spec.Ensure("strategy"), "25%", "25%");
        }

        if (isNew)
        {
            root["status"] = kind == ResourceKinds.ReplicaSets ? new JsonObject { ["replicas"] = 0 }
                : kind == ResourceKinds.Deployments ? []
                : new JsonObject { ["currentNumberScheduled"] = 0, ["numberMisscheduled"] = 0, ["desiredNumberScheduled"] = 0, ["numberReady"] = 0 };
        }
    }

    private static void Strategy(JsonObject strategy, JsonNode unavailable, JsonNode surge)
    {
        strategy.Default("type", "RollingUpdate");
        if (strategy.Text("type") == "RollingUpdate")
        {
            strategy.Ensure("rollingUpdate").Default("maxSurge", surge);
            strategy.Ensure("rollingUpdate").Default("maxUnavailable", unavailable);
        }
    }
}
