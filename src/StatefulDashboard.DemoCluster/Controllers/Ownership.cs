using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Controllers;

/// <summary>The controlling owner of an object; its other owners are left as they are.</summary>
internal static class Ownership
{
    private static readonly WriteOptions Writer = new("kube-controller-manager");

    /// <param name="owner">Who controls the object from now on; null releases it.</param>
    public static StoredObject Set(ObjectApi objects, StoredObject o, StoredObject? owner)
        => objects.Modify(o.Kind, o.Namespace, o.Name, null, Writer, root =>
        {
            var references = root.Items("metadata", "ownerReferences").Where(r => !r.Flag("controller")).Select(r => (JsonNode?)r.Copy()).ToJsonArray();
            root.Ensure("metadata").Remove("ownerReferences");
            if (owner is not null)
            {
                references.Add(owner.OwnerReference());
            }

            if (references.Count > 0)
            {
                root.Ensure("metadata")["ownerReferences"] = references;
            }

            return root;
        });
}
