using Microsoft.Extensions.Logging;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.Controllers.StatefulSets;
using StatefulDashboard.DemoCluster.Controllers.Volumes;
using StatefulDashboard.DemoCluster.Lifecycle;

namespace StatefulDashboard.DemoCluster.Controllers;

/// <summary>Owns the loops of all controllers and stand-ins.</summary>
internal sealed class ControllerManager(ObjectApi objects, DemoClock clock, PodDelays delays, ILoggerFactory logging) : IAsyncDisposable
{
    private readonly CancellationTokenSource stops = new();
    private Task running = Task.CompletedTask;

    public void Start()
    {
        Controller[] controllers =
        [
            new NamespaceController(objects, clock, Logger<NamespaceController>()),
            new StatefulSetController(objects, clock, Logger<StatefulSetController>()),
            new EndpointSliceController(objects, clock, Logger<EndpointSliceController>()),
            new ClaimController(objects, clock, delays, Logger<ClaimController>()),
            new VolumeController(objects, clock, Logger<VolumeController>()),
            new DisruptionController(objects, clock, Logger<DisruptionController>()),
            new GarbageCollector(objects, clock, Logger<GarbageCollector>()),
            new SchedulerStandIn(objects, clock, Logger<SchedulerStandIn>()),
            new KubeletStandIn(objects, clock, delays, Logger<KubeletStandIn>()),
        ];
        running = Task.WhenAll(controllers.Select(c => Task.Run(() => c.RunAsync(stops.Token))));
    }

    public async ValueTask DisposeAsync()
    {
        await stops.CancelAsync();
        await running;
        stops.Dispose();
    }

    private ILogger Logger<T>() => logging.CreateLogger(typeof(T).FullName!);
}
