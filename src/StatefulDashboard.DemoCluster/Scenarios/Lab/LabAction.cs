using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Patches;
using StatefulDashboard.DemoCluster.ApiServer.Schemas;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Scenarios.Lab;

/// <summary>Something that a step does, as a person would do it with kubectl.</summary>
internal abstract record LabAction
{
    // as strict as kubectl --validate=strict: a field that is misspelt is told, not left out
    private static WriteOptions Writer => new("lab", Fields: new FieldCheck(isStrict: true, warns: false));

    /// <exception cref="ApiException">The API server refuses.</exception>
    public abstract void Run(ObjectApi objects, DemoFaults faults, string home);

    /// <summary>kubectl apply of what is not there yet.</summary>
    public sealed record Apply(IReadOnlyList<JsonObject> Manifests) : LabAction
    {
        public override void Run(ObjectApi objects, DemoFaults faults, string home)
        {
            foreach (var manifest in Manifests)
            {
                var kind = ResourceKinds.FindKind(manifest.Text("apiVersion") ?? "", manifest.Text("kind") ?? "")!;
                try
                {
                    objects.Create(kind, kind.Namespaced ? home : "", manifest.Copy(), Writer);
                }
                catch (UnreadableObjectException unreadable)
                {
                    throw unreadable.ForBody(kind);
                }
            }
        }
    }

    /// <summary>kubectl patch with a strategic merge patch.</summary>
    public sealed record Patch(ResourceKind Kind, string Name, JsonObject With) : LabAction
    {
        public override void Run(ObjectApi objects, DemoFaults faults, string home)
        {
            try
            {
                objects.Modify(Kind, Kind.Namespaced ? home : "", Name, null, Writer, root => StrategicMergePatch.Apply(root, With.Copy()));
            }
            catch (UnreadableObjectException unreadable)
            {
                // the refusal of a patch has the whole object in it; this one is read by a person
                throw unreadable.ForBody(Kind);
            }
        }
    }

    /// <summary>kubectl delete; a propagation policy and grace seconds only where they are named.</summary>
    public sealed record Delete(ResourceKind Kind, string Name, string? Propagation, long? Grace) : LabAction
    {
        public override void Run(ObjectApi objects, DemoFaults faults, string home)
            => objects.Delete(Kind, Kind.Namespaced ? home : "", Name, new DeleteOptions(Grace, Propagation));
    }

    /// <summary>Turns one of the lab's faults on or off.</summary>
    public sealed record Fault(string Id, bool On) : LabAction
    {
        public override void Run(ObjectApi objects, DemoFaults faults, string home) => faults.Set(Id, On);
    }
}
