using Microsoft.Extensions.Logging;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Controllers;
using StatefulDashboard.DemoCluster.Lifecycle;

namespace StatefulDashboard.DemoCluster.Scenarios.Lab;

/// <summary>While the fault is on, the readiness probes of new pods fail: they get the annotation that says so, and lose it when the fault ends.</summary>
internal sealed class FailingProbes : Controller
{
    private const string Mark = "demo.stateful-dashboard.io/by-lab";
    private const string Everything = "lab/probes";
    private static readonly WriteOptions Writer = new("lab");
    private readonly DemoFaults faults;

    public FailingProbes(ObjectApi objects, DemoClock clock, DemoFaults faults, ILogger logger)
        : base(objects, clock, logger)
    {
        this.faults = faults;
        faults.Changed += (_, _) => AgainNow(Everything);
    }

    public override ResourceKind[] Watched => [ResourceKinds.Pods];

    protected override IEnumerable<string> KeysFor(StoreChange change) => change.Type == ChangeType.Added && faults.IsOn(DemoFaults.FailingProbes) ? [change.Object.Key] : [];

    protected override void Reconcile(string @namespace, string name)
    {
        if ($"{@namespace}/{name}" == Everything)
        {
            foreach (var pod in faults.IsOn(DemoFaults.FailingProbes) ? [] : Store.All(ResourceKinds.Pods).Where(p => p.Root.Text("metadata", "annotations", Mark) == "true").ToArray())
            {
                Write(pod, isFailing: false);
            }
        }
        else if (Store.Get(ResourceKinds.Pods, @namespace, name) is { } pod && pod.Root.Text("metadata", "annotations", PodModes.Mode) is null)
        {
            Write(pod, isFailing: true);
        }
    }

    private void Write(StoredObject pod, bool isFailing) => Objects.Modify(ResourceKinds.Pods, pod.Namespace, pod.Name, null, Writer, root =>
    {
        var annotations = root.Ensure("metadata", "annotations");
        annotations.Remove(PodModes.Mode);
        annotations.Remove(Mark);
        if (isFailing)
        {
            annotations[PodModes.Mode] = "notready";
            annotations[Mark] = "true";
        }

        return root;
    });
}
