using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;

namespace StatefulDashboard.Web.Tests.Clusters;

/// <summary>An Event stays for an hour: only one that nothing has overtaken says why a pod is missing now.</summary>
public sealed class FailureIndexTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly StatefulSet Set = new() { Metadata = new() { Namespace = "db", Name = "web", Uid = "set-uid" }, Spec = new() { Replicas = 2 } };

    [Fact]
    public void Failure_PodWasMadeSince_IsOverAlsoWhenThePodIsGone()
    {
        var index = Index();
        index.Apply(Added(Failure("web-1", Noon)));
        index.Snapshot(Set.Metadata.Key)!.Failures.Select(failure => failure.Pod).ShouldBe(["web-1"]);

        var pod = Pod("web-1", Noon.AddMinutes(1));
        index.Apply(Added(pod));
        index.Apply(new ResourceChange<Pod>(pod.Metadata.Key, pod, null));

        index.Snapshot(Set.Metadata.Key)!.Failures.ShouldBeEmpty();
    }

    [Fact]
    public void Failure_OfAPodThatWasThereBefore_Counts()
    {
        var index = Index();
        var pod = Pod("web-1", Noon.AddMinutes(-1));
        index.Apply(Added(pod));
        index.Apply(new ResourceChange<Pod>(pod.Metadata.Key, pod, null));

        index.Apply(Added(Failure("web-1", Noon)));

        index.Snapshot(Set.Metadata.Key)!.Failures.Count.ShouldBe(1);
        index.TakeTouched().ShouldContain(Set.Metadata.Key);
    }

    [Fact]
    public void Failure_ReadAfterAPodThatIsYounger_IsOver()
    {
        var index = Index();
        index.Apply(Added(Pod("web-1", Noon.AddMinutes(1))));

        index.Apply(Added(Failure("web-1", Noon)));

        index.Snapshot(Set.Metadata.Key)!.Failures.ShouldBeEmpty();
    }

    [Fact]
    public void Failure_OfASetOfTheSameNameThatIsNoMore_SaysNothing()
    {
        var index = Index();
        var failure = Failure("web-1", Noon);

        index.Apply(Added(failure with { InvolvedObject = failure.InvolvedObject with { Uid = "other-uid" } }));

        index.Snapshot(Set.Metadata.Key)!.Failures.ShouldBeEmpty();
    }

    private static ClusterIndex Index()
    {
        var index = new ClusterIndex();
        index.Apply(Added(Set));
        return index;
    }

    private static ResourceChange<T> Added<T>(T item)
        where T : class, IKubernetesObject => new(item.Metadata.Key, null, item);

    private static Pod Pod(string name, DateTimeOffset createdAt) => new()
    {
        Metadata = new() { Namespace = "db", Name = name, Uid = name, CreationTimestamp = createdAt, OwnerReferences = [new() { Kind = "StatefulSet", Name = "web", Uid = "set-uid", Controller = true }] },
    };

    private static Event Failure(string pod, DateTimeOffset at) => new()
    {
        Metadata = new() { Namespace = "db", Name = "web.18e9" },
        InvolvedObject = new() { Kind = "StatefulSet", Namespace = "db", Name = "web", Uid = "set-uid" },
        Reason = "FailedCreate",
        Message = $"create Pod {pod} in StatefulSet web failed error: pods \"{pod}\" is forbidden: exceeded quota: small",
        FirstTimestamp = at,
        LastTimestamp = at,
    };
}
