using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.Lifecycle;

namespace StatefulDashboard.DemoCluster.Scenarios;

/// <summary>What a cluster holds when it starts, beyond <see cref="BaseObjects"/>.</summary>
internal abstract class Seed
{
    public abstract Task PlantAsync(ObjectApi objects, PodDelays delays, CancellationToken cancellation);
}
