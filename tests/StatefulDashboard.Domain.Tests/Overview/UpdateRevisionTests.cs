using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Overview;

/// <summary>Which revision a set is going to: its status and its revisions are two watches, and either may be late.</summary>
public sealed class UpdateRevisionTests
{
    [Theory]
    [InlineData(3, "web-new", "web-new")] // the status has seen the generation: the revisions are late
    [InlineData(2, "web-old", "web-next")] // it has not: the newest revision is the one
    public void UpdateRevision_OneWatchIsLate_IsTheOneThatIsNot(long observed, string inStatus, string expected)
    {
        var world = new World().Revisions("web-old", inStatus);
        var snapshot = world.Snapshot() with { Revisions = [Revision("web-old", 1), .. observed == 3 ? Array.Empty<ControllerRevision>() : [Revision("web-next", 2)]] };
        snapshot = snapshot with { Set = snapshot.Set with { Status = snapshot.Set.Status with { ObservedGeneration = observed } } };

        StatefulSetOverview.From(snapshot, World.Now).UpdateRevision.ShouldBe(expected);
    }

    private static ControllerRevision Revision(string name, long number) => new() { Metadata = new() { Name = name }, Revision = number };
}
