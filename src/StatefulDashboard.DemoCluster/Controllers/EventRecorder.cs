using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Controllers;

/// <summary>
/// Writes Events as client-go's recorders do: the same thing said again raises the count of the Event that is there. The scheduler writes the
/// newer form (k8s.io/client-go tools/events: a series for one version of an object), all others the older one with its limit on chatter.
/// </summary>
internal sealed class EventRecorder(ObjectApi objects, string component)
{
    private readonly Dictionary<string, string> known = new(StringComparer.Ordinal);
    private readonly EventLimit limit = new();
    private readonly bool isNewForm = component == "default-scheduler";
    private readonly WriteOptions writer = new(component == "default-scheduler" ? "kube-scheduler" : component.StartsWith("kubelet", StringComparison.Ordinal) ? "kubelet" : "kube-controller-manager");

    public void Normal(StoredObject about, string reason, string message) => Record(about, "Normal", reason, message);

    public void Warning(StoredObject about, string reason, string message) => Record(about, "Warning", reason, message);

    private void Record(StoredObject about, string type, string reason, string message)
    {
        var now = objects.Now;
        if (!isNewForm && !limit.Allows(about.Uid, now))
        {
            return;
        }

        var key = $"{about.Uid}/{(isNewForm ? about.Version : 0)}/{reason}/{message}";
        var home = about.Namespace.Length == 0 ? "default" : about.Namespace;
        try
        {
            if (known.TryGetValue(key, out var name) && objects.Store.Get(ResourceKinds.Events, home, name) is not null)
            {
                objects.Modify(ResourceKinds.Events, home, name, null, writer, root => Again(root, now));
                return;
            }

            var created = objects.Create(ResourceKinds.Events, home, New(about, home, type, reason, message, now), writer);
            if (known.Count > 4096)
            {
                known.Clear();
            }

            known[key] = created.Name;
        }
        catch (ApiException refusal) when (refusal.Code is 403 or 404 or 409 or 422)
        {
            // An Event is only a note: where its namespace is going away there is nobody to read it, and one about too long a name has no name of its own.
        }
    }

    private JsonObject Again(JsonObject root, DateTimeOffset now)
    {
        if (isNewForm)
        {
            root["series"] = new JsonObject { ["count"] = (root.Number("series", "count") ?? 1) + 1, ["lastObservedTime"] = now.ToMicroStamp() };
        }
        else
        {
            root["count"] = (root.Number("count") ?? 1) + 1;
            root["lastTimestamp"] = now.ToStamp();
        }

        return root;
    }

    private JsonObject New(StoredObject about, string home, string type, string reason, string message, DateTimeOffset now)
    {
        var root = new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = $"{about.Name}.{((now.UtcTicks - DateTime.UnixEpoch.Ticks) * 100) + (objects.Store.Version % 1_000_000):x16}", ["namespace"] = home },
            ["involvedObject"] = About(about),
            ["reason"] = reason,
            ["message"] = message,
            ["source"] = isNewForm ? new JsonObject() : new JsonObject { ["component"] = component },
            ["firstTimestamp"] = isNewForm ? null : now.ToStamp(),
            ["lastTimestamp"] = isNewForm ? null : now.ToStamp(),
        };
        if (!isNewForm)
        {
            root["count"] = 1;
        }

        root["type"] = type;
        root["eventTime"] = isNewForm ? now.ToMicroStamp() : null;
        if (isNewForm)
        {
            root["action"] = reason == "Scheduled" ? "Binding" : "Scheduling";
        }

        root["reportingComponent"] = component;
        root["reportingInstance"] = isNewForm ? component + "-demo" : "";
        return root;
    }

    private static JsonObject About(StoredObject about)
    {
        var reference = new JsonObject { ["kind"] = about.Kind.Kind };
        if (about.Namespace.Length > 0)
        {
            reference["namespace"] = about.Namespace;
        }

        reference["name"] = about.Name;
        reference["uid"] = about.Uid;
        reference["apiVersion"] = about.Kind.ApiVersion;
        reference["resourceVersion"] = about.Root.Text("metadata", "resourceVersion");
        return reference;
    }
}
