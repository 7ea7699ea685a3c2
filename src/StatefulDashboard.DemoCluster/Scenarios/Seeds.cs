using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.Lifecycle;

namespace StatefulDashboard.DemoCluster.Scenarios;

/// <summary>The seeds by name.</summary>
internal static class Seeds
{
    /// <exception cref="ArgumentException">There is no such seed.</exception>
    public static Seed Find(string name) => name switch
    {
        "empty" => new EmptySeed(),
        "showcase" => new ShowcaseSeed(),
        _ => throw new ArgumentException($"DemoCluster:Seed is \"{name}\"; known are \"showcase\" and \"empty\".", nameof(name)),
    };

    private sealed class EmptySeed : Seed
    {
        public override Task PlantAsync(ObjectApi objects, PodDelays delays, CancellationToken cancellation) => Task.CompletedTask;
    }
}
