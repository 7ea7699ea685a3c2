using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Objects;

/// <summary>The order in which a real server writes the fields that every object has; people read these objects.</summary>
internal static class FieldOrder
{
    private static readonly string[] Metadata =
    [
        "name", "generateName", "namespace", "uid", "resourceVersion", "generation", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds",
        "labels", "annotations", "ownerReferences", "finalizers", "managedFields",
    ];

    private static readonly string[] Stored = ["kind", "apiVersion", "metadata"];
    private static readonly string[] Patched = ["apiVersion", "kind", "metadata"];

    /// <summary>kind, apiVersion, metadata, then the rest as it was.</summary>
    public static void Apply(JsonObject root) => Sort(root, Stored);

    /// <summary>The order that the text of a refused patch shows.</summary>
    public static void ApplyForPatch(JsonObject root) => Sort(root, Patched);

    private static void Sort(JsonObject root, string[] first)
    {
        Move(root, first);
        if (root["metadata"] is JsonObject metadata)
        {
            Move(metadata, Metadata);
        }
    }

    private static void Move(JsonObject node, string[] first)
    {
        var at = 0;
        foreach (var name in first)
        {
            if (node.IndexOf(name) is var index and >= 0)
            {
                if (index != at)
                {
                    var value = node[name];
                    node.Remove(name);
                    node.Insert(at, name, value);
                }

                at++;
            }
        }
    }
}
