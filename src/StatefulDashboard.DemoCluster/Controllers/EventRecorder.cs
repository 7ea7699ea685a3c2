using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Controllers;

/// <summary>Writes Events as client-go's recorder does: the same thing said again raises the count of the Event that is there.</summary>
internal sealed class EventRecorder(ObjectApi objects, string component)
{
    private readonly Dictionary<string, string> known = new(StringComparer.Ordinal);
    private readonly WriteOptions writer = new(component == "default-scheduler" ? "kube-scheduler" : component.StartsWith("kubelet", StringComparison.Ordinal) ? "kubelet" : "kube-controller-manager");

    public void Normal(StoredObject about, string reason, string message) => Record(about, "Normal", reason, message);

    public void Warning(StoredObject about, string reason, string message) => Record(about, "Warning", reason, message);

    private void Record(StoredObject about, string type, string reason, string message)
    {
        var key = $"{about.Uid}/{reason}/{message}";
        var now = objects.Now;
        var home = about.Namespace.Length == 0 ? "default" : about.Namespace;
        try
        {
            if (known.TryGetValue(key, out var name) && objects.Store.Get(ResourceKinds.Events, home, name) is not null)
            {
                objects.Modify(ResourceKinds.Events, home, name, null, writer, root =>
                {
                    root["count"] = (root.Number("count") ?? 1) + 1;
                    root["lastTimestamp"] = now.ToStamp();
                    return root;
                });
                return;
            }

            var created = objects.Create(ResourceKinds.Events, home, New(about, type, reason, message, now), writer);
            if (known.Count > 4096)
            {
                known.Clear();
            }

            known[key] = created.Name;
        }
        catch (ApiException refusal) when (refusal.Code is 403 or 404 or 409)
        {
            // An Event is only a note: where its namespace is going away there is nobody to read it.
        }
    }

    private JsonObject New(StoredObject about, string type, string reason, string message, DateTimeOffset now) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = $"{about.Name}.{((now.UtcTicks - DateTime.UnixEpoch.Ticks) * 100) + (objects.Store.Version % 1_000_000):x16}", ["namespace"] = about.Namespace.Length == 0 ? "default" : about.Namespace },
        ["involvedObject"] = new JsonObject
        {
            ["kind"] = about.Kind.Kind, ["namespace"] = about.Namespace, ["name"] = about.Name, ["uid"] = about.Uid,
            ["apiVersion"] = about.Kind.ApiVersion, ["resourceVersion"] = about.Root.Text("metadata", "resourceVersion"),
        },
        ["reason"] = reason, ["message"] = message, ["source"] = new JsonObject { ["component"] = component },
        ["firstTimestamp"] = now.ToStamp(), ["lastTimestamp"] = now.ToStamp(), ["count"] = 1, ["type"] = type,
        ["eventTime"] = null, ["reportingComponent"] = component, ["reportingInstance"] = "",
    };
}
