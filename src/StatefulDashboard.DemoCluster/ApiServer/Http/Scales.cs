using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Schemas;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Http;

/// <summary>The /scale view of an object.</summary>
internal static class Scales
{
    public static JsonObject Of(StoredObject stored) => Of(stored.Root);

    /// <summary>Applies a change of the Scale to the object behind it.</summary>
    public static JsonObject Apply(JsonObject root, Func<JsonObject, JsonObject> change)
    {
        var scale = change(Of(root));
        try
        {
            ObjectDecoder.Read("Scale", scale);
        }
        catch (UnreadableObjectException unreadable)
        {
            throw Refusals.BadRequest($"Scale in version \"v1\" cannot be handled as a Scale: {unreadable.Message}");
        }

        var replicas = scale.Number("spec", "replicas") ?? 0;
        if (replicas < 0)
        {
            throw Refusals.Of(422, "Invalid", $"Scale.autoscaling \"{root.Text("metadata", "name")}\" is invalid: spec.replicas: Invalid value: {replicas}: must be greater than or equal to 0",
                new JsonObject
                {
                    ["name"] = root.Text("metadata", "name"), ["group"] = "autoscaling", ["kind"] = "Scale",
                    ["causes"] = new JsonArray(new JsonObject { ["reason"] = "FieldValueInvalid", ["message"] = $"Invalid value: {replicas}: must be greater than or equal to 0", ["field"] = "spec.replicas" }),
                });
        }

        root.Ensure("spec")["replicas"] = replicas;
        var metadata = root.Ensure("metadata");
        metadata.Remove("resourceVersion");
        if (scale.Text("metadata", "resourceVersion") is { Length: > 0 } version)
        {
            metadata["resourceVersion"] = version;
        }

        return root;
    }

    private static JsonObject Of(JsonObject root)
    {
        var metadata = new JsonObject();
        foreach (var name in (string[])["name", "namespace", "uid", "resourceVersion", "creationTimestamp"])
        {
            metadata[name] = root.At("metadata", name)?.DeepClone();
        }

        return new JsonObject
        {
            ["kind"] = "Scale", ["apiVersion"] = "autoscaling/v1", ["metadata"] = metadata,
            ["spec"] = new JsonObject { ["replicas"] = root.Number("spec", "replicas") ?? 0 },
            ["status"] = new JsonObject
            {
                ["replicas"] = root.Number("status", "replicas") ?? 0,
                ["selector"] = LabelSelector.From(root.Object("spec", "selector")).ToString(),
            },
        };
    }
}
