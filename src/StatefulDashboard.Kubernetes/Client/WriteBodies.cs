using System.Text.Json.Nodes;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>The bodies of writes that are no patches.</summary>
internal static class WriteBodies
{
    public static JsonObject DeleteOptions(DeleteOptions deletion)
    {
        var body = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "DeleteOptions" };
        var preconditions = new JsonObject();
        AddText(preconditions, "uid", deletion.Uid);
        AddText(preconditions, "resourceVersion", deletion.ResourceVersion);
        if (preconditions.Count > 0)
        {
            body["preconditions"] = preconditions;
        }

        AddText(body, "propagationPolicy", deletion.Propagation?.ToString());
        if (deletion.GracePeriodSeconds is { } seconds)
        {
            body["gracePeriodSeconds"] = seconds;
        }

        if (deletion.DryRun)
        {
            body["dryRun"] = new JsonArray("All");
        }

        return body;
    }

    /// <summary>policy/v1 Eviction, with the deletion that it is to become.</summary>
    public static JsonObject Eviction(NamespacedName pod, DeleteOptions deletion) => new()
    {
        ["apiVersion"] = "policy/v1",
        ["kind"] = "Eviction",
        ["metadata"] = new JsonObject { ["name"] = pod.Name, ["namespace"] = pod.Namespace },
        ["deleteOptions"] = DeleteOptions(deletion),
    };

    private static void AddText(JsonObject target, string field, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            target[field] = text;
        }
    }
}
