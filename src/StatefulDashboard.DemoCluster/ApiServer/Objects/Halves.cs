using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Objects;

/// <summary>The two halves of an object, what is wanted and what is, and the identity that no write changes.</summary>
internal static class Halves
{
    /// <summary>Whether an update counts as a new generation: it changes what is wanted, not what is.</summary>
    public static bool ChangesWish(ResourceKind kind, JsonObject old, JsonObject root)
        => kind == ResourceKinds.EndpointSlices
            ? !old["endpoints"].SameAs(root["endpoints"]) || !old["ports"].SameAs(root["ports"]) || !old.At("metadata", "labels").SameAs(root.At("metadata", "labels"))
            : !old["spec"].SameAs(root["spec"]);

    /// <summary>A write to /status takes nothing but the status.</summary>
    public static JsonObject StatusOnly(JsonObject old, JsonObject root)
    {
        var result = old.Copy();
        var status = root["status"];
        root.Remove("status");
        result["status"] = status;
        return result;
    }

    /// <summary>Any other write leaves the status as it is.</summary>
    public static JsonObject WithoutStatus(ResourceKind kind, JsonObject old, JsonObject root)
    {
        if (kind.HasStatus)
        {
            root.Remove("status");
            if (old["status"] is { } status)
            {
                root["status"] = status.DeepClone();
            }
        }

        return root;
    }

    /// <summary>What only the server sets stays as it is, whatever a client sends.</summary>
    public static void KeepIdentity(JsonObject old, JsonObject root)
    {
        root["kind"] = old["kind"]?.DeepClone();
        root["apiVersion"] = old["apiVersion"]?.DeepClone();
        var metadata = root.Ensure("metadata");
        foreach (var own in (string[])["name", "namespace", "uid", "resourceVersion", "generation", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "generateName"])
        {
            metadata.Remove(own);
            if (old.At("metadata", own) is { } value)
            {
                metadata[own] = value.DeepClone();
            }
        }
    }
}
