using System.Collections.Immutable;
using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Lifecycle;

namespace StatefulDashboard.DemoCluster.Scenarios.Lab;

/// <summary>The switchboard of things that go wrong in a cluster. Those who are to suffer ask it; it changes only nodes itself.</summary>
internal sealed class DemoFaults(ObjectApi objects)
{
    public const string SlowStarts = "slow-starts";
    public const string FailingProbes = "failing-probes";
    public const string NoVolumes = "no-volumes";
    public const string KeptDenials = "kept-denials";
    public const string LostWatch = "lost-watch";
    public const string Throttled = "api-429";
    public const string Broken = "api-500";
    public const string Expired = "api-410";
    private const string DeadNode = "dead-node-";

    /// <summary>How many times longer pods take to start.</summary>
    public const double Slowness = 10;

    private static readonly WriteOptions Writer = new("lab");
    private readonly Lock gate = new();
    private ImmutableSortedSet<string> on = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>All faults, in the order in which they are shown.</summary>
    public static ImmutableArray<string> Known { get; } = [SlowStarts, FailingProbes, NoVolumes, DeadNode + "a", DeadNode + "b", DeadNode + "c", KeptDenials, LostWatch, Throttled, Broken, Expired];

    /// <summary>Called after a switch was moved; must be quick and must not throw.</summary>
    public event EventHandler? Changed;

    public ImmutableSortedSet<string> On => on;

    public bool IsOn(string id) => on.Contains(id);

    /// <exception cref="ArgumentException">There is no such fault.</exception>
    public void Set(string id, bool isOn)
    {
        if (!Known.Contains(id))
        {
            throw new ArgumentException($"There is no fault \"{id}\"; there are {string.Join(", ", Known)}.", nameof(id));
        }

        lock (gate)
        {
            if (on.Contains(id) == isOn)
            {
                return;
            }

            on = isOn ? on.Add(id) : on.Remove(id);
        }

        if (id.StartsWith(DeadNode, StringComparison.Ordinal))
        {
            SwitchNode("node-" + id[DeadNode.Length..], isOn);
        }

        Changed?.Invoke(this, EventArgs.Empty);
    }

    public void AllOff()
    {
        foreach (var id in on)
        {
            Set(id, false);
        }
    }

    // A machine that comes back is in service again.
    private void SwitchNode(string node, bool isDead)
    {
        if (objects.Store.Get(ResourceKinds.Nodes, "", node) is null)
        {
            return;
        }

        objects.Modify(ResourceKinds.Nodes, "", node, null, Writer, root =>
        {
            var annotations = root.Ensure("metadata", "annotations");
            annotations.Remove(PodModes.Dead);
            if (isDead)
            {
                annotations[PodModes.Dead] = "true";
            }
            else if (root.Items("spec", "taints").Any(t => t.Text("key") == NodeFacts.OutOfService))
            {
                root.Ensure("spec")["taints"] = root.Items("spec", "taints").Where(t => t.Text("key") != NodeFacts.OutOfService).Select(t => (JsonNode?)t.Copy()).ToJsonArray();
            }

            return root;
        });
    }
}
