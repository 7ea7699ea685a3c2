using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Tests.Informers;

public sealed class ResourceStoreTests
{
    private readonly ResourceStore<Pod> store = new();

    [Fact]
    public void Apply_DeletionOfAnEarlierObjectOfTheName_ChangesNothing()
    {
        store.Replace([Pod("new", "2")]);
        store.Apply(new(WatchEventType.Deleted, Pod("old", "3"), "3")).ShouldBeEmpty();
        store.Count.ShouldBe(1);
    }

    [Fact]
    public void Apply_NewUid_IsDeletionAndAddition()
    {
        var (before, after) = (Pod("old", "1"), Pod("new", "2"));
        store.Replace([before]);
        store.Apply(new(WatchEventType.Modified, after, "2")).ShouldBe([new(before.Metadata.Key, before, null), new(before.Metadata.Key, null, after)]);
    }

    [Fact]
    public void Replace_SameVersions_ChangesNothing()
    {
        store.Replace([Pod("a", "1")]).Count.ShouldBe(1);
        store.Replace([Pod("a", "1")]).ShouldBeEmpty();
    }

    [Fact]
    public void Snapshot_LaterChanges_DoNotReachIt()
    {
        store.Replace([Pod("a", "1")]);
        var snapshot = store.Snapshot();
        store.Replace([]);
        snapshot.Count.ShouldBe(1);
    }

    private static Pod Pod(string uid, string version) =>
        new() { Metadata = new ObjectMeta { Namespace = "ns", Name = "a", Uid = uid, ResourceVersion = version } };
}
