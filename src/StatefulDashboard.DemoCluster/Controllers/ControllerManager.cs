using Microsoft.Extensions.Logging;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.Controllers.DaemonSets;
using StatefulDashboard.DemoCluster.Controllers.Deployments;
using StatefulDashboard.DemoCluster.Controllers.StatefulSets;
using StatefulDashboard.DemoCluster.Controllers.Volumes;
using StatefulDashboard.DemoCluster.Dns;
using StatefulDashboard.DemoCluster.Lifecycle;
using StatefulDashboard.DemoCluster.Scenarios.Lab;

namespace StatefulDashboard.DemoCluster.Controllers;

/// <summary>Makes all controllers and stand-ins, and owns the loop that they work on.</summary>
internal sealed class ControllerManager(ObjectApi objects, DemoClock clock, PodDelays delays, DemoFaults faults, ZoneAsker dns, ILoggerFactory logging) : IAsyncDisposable
{
    private ControlLoop? loop;

    /// <summary>Plays the lab's scenarios on the same loop.</summary>
    public ScenarioPlayer Player { get; } = new(objects, clock, faults, dns, logging.CreateLogger(typeof(ScenarioPlayer).FullName!));

    public void Start()
    {
        faults.Changed += (_, _) => delays.Slowness = faults.IsOn(DemoFaults.SlowStarts) ? DemoFaults.Slowness : 1;
        Controller[] controllers =
        [
            new NamespaceController(objects, clock, Logger<NamespaceController>()),
            new DeploymentController(objects, clock, Logger<DeploymentController>()),
            new ReplicaSetController(objects, clock, Logger<ReplicaSetController>()),
            new DaemonSetController(objects, clock, Logger<DaemonSetController>()),
            new StatefulSetController(objects, clock, Logger<StatefulSetController>()),
            new EndpointSliceController(objects, clock, Logger<EndpointSliceController>()),
            new EndpointsController(objects, clock, Logger<EndpointsController>()),
            new ClaimController(objects, clock, delays, faults, Logger<ClaimController>()),
            new VolumeController(objects, clock, Logger<VolumeController>()),
            new AttachmentController(objects, clock, Logger<AttachmentController>()),
            new SnapshotController(objects, clock, delays, Logger<SnapshotController>()),
            new DisruptionController(objects, clock, Logger<DisruptionController>()),
            new QuotaController(objects, clock, Logger<QuotaController>()),
            new GarbageCollector(objects, clock, Logger<GarbageCollector>()),
            new NodeLifecycle(objects, clock, Logger<NodeLifecycle>()),
            new TaintEviction(objects, clock, Logger<TaintEviction>()),
            new PodGarbageCollector(objects, clock, Logger<PodGarbageCollector>()),
            new SchedulerStandIn(objects, clock, Logger<SchedulerStandIn>()),
            new KubeletStandIn(objects, clock, delays, Logger<KubeletStandIn>()),
            new FailingProbes(objects, clock, faults, Logger<FailingProbes>()),
            Player,
        ];
        loop = new ControlLoop(objects.Store, controllers, clock.Time as VirtualTime);
        loop.Start();
    }

    public async ValueTask DisposeAsync()
    {
        if (loop is not null)
        {
            await loop.DisposeAsync();
        }
    }

    private ILogger Logger<T>() => logging.CreateLogger(typeof(T).FullName!);
}
