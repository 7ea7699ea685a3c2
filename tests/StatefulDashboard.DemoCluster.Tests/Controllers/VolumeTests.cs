using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Tests.Support;

namespace StatefulDashboard.DemoCluster.Tests.Controllers;

/// <summary>Claims and volumes beyond those that are provisioned at once: static ones, lost ones, copies, attachments.</summary>
public class VolumeTests
{
    [Fact]
    public async Task StaticVolumes_TheSmallestThatSuitsIsBound_AndReleasedForGoodUntilSomebodyCleansIt()
    {
        await using var cluster = new BareCluster();
        cluster.Create(ResourceKinds.Volumes, NewVolume("large", "10Gi"));
        cluster.Create(ResourceKinds.Volumes, NewVolume("small", "2Gi"));
        cluster.Create(ResourceKinds.Volumes, NewVolume("tiny", "500Mi"));
        cluster.Create(ResourceKinds.Claims, NewClaim("a"));
        cluster.Until(() => Phase(cluster, "a") == "Bound", "the claim is bound");
        cluster.Get(ResourceKinds.Claims, "a").Root.Text("spec", "volumeName").ShouldBe("small");
        cluster.Get(ResourceKinds.Claims, "a").Root.Text("status", "capacity", "storage").ShouldBe("2Gi");

        cluster.Objects.Delete(ResourceKinds.Claims, "default", "a", new DeleteOptions());
        cluster.Pass(1);
        VolumePhase(cluster, "small").ShouldBe("Released");
        cluster.Create(ResourceKinds.Claims, NewClaim("b", volume: "small"));
        cluster.Pass(1);
        Phase(cluster, "b").ShouldBe("Pending", "a released volume still belongs to the claim that is gone");
        cluster.Told(cluster.Get(ResourceKinds.Claims, "b")).ShouldContain("Warning FailedBinding volume \"small\" already bound to a different claim.");

        cluster.Change(ResourceKinds.Volumes, "small", root => root.Ensure("spec").Remove("claimRef"));
        cluster.Until(() => Phase(cluster, "b") == "Bound", "the cleaned volume is taken by the claim that names it");
        cluster.Objects.Delete(ResourceKinds.Claims, "default", "b", new DeleteOptions());
        cluster.Pass(1);
        cluster.Change(ResourceKinds.Volumes, "small", root => root.Ensure("spec").Remove("claimRef"));
        cluster.Pass(1);
        VolumePhase(cluster, "small").ShouldBe("Available");
    }

    [Fact]
    public async Task ClaimThatNamesAVolume_WaitsForIt_AndGetsNoneThatIsTooSmall()
    {
        await using var cluster = new BareCluster();
        cluster.Create(ResourceKinds.Claims, NewClaim("a", volume: "later"));
        cluster.Create(ResourceKinds.Volumes, NewVolume("tiny", "500Mi"));
        cluster.Create(ResourceKinds.Claims, NewClaim("b", volume: "tiny"));
        cluster.Pass(1);
        (Phase(cluster, "a"), Phase(cluster, "b")).ShouldBe(("Pending", "Pending"));
        cluster.Told(cluster.Get(ResourceKinds.Claims, "b")).ShouldContain("Warning VolumeMismatch Cannot bind to requested volume \"tiny\": requested PV is too small");
        cluster.Create(ResourceKinds.Volumes, NewVolume("later", "1Gi"));
        cluster.Until(() => Phase(cluster, "a") == "Bound", "the volume that came later is bound");
    }

    [Fact]
    public async Task VolumeTornAway_LeavesItsClaimLost()
    {
        await using var cluster = new BareCluster();
        cluster.Create(ResourceKinds.Volumes, NewVolume("v", "1Gi"));
        cluster.Create(ResourceKinds.Claims, NewClaim("a"));
        cluster.Until(() => Phase(cluster, "a") == "Bound", "the claim is bound");
        cluster.Objects.Delete(ResourceKinds.Volumes, "", "v", new DeleteOptions());
        cluster.Pass(1);
        Phase(cluster, "a").ShouldBe("Bound", "the volume is protected while it is in use");
        cluster.Change(ResourceKinds.Volumes, "v", root => root.Ensure("metadata").Remove("finalizers"));
        cluster.Pass(1);
        Phase(cluster, "a").ShouldBe("Lost");
        cluster.Told(cluster.Get(ResourceKinds.Claims, "a")).ShouldContain("Warning ClaimLost Bound claim has lost its PersistentVolume. Data on the volume is lost!");
    }

    [Theory]
    [InlineData("Delete", 0)]
    [InlineData("Retain", 1)]
    public async Task Snapshot_BecomesReady_FillsAClaim_AndItsContentGoesByItsPolicy(string policy, int left)
    {
        await using var cluster = new BareCluster();
        cluster.Create(ResourceKinds.VolumeSnapshotClasses, """{"metadata":{"name":"c","annotations":{"snapshot.storage.kubernetes.io/is-default-class":"true"}},"driver":"fake.csi.io","deletionPolicy":"POLICY"}""".Replace("POLICY", policy, StringComparison.Ordinal));
        cluster.Create(ResourceKinds.Claims, NewClaim("a", storageClass: "standard"));
        cluster.Until(() => Phase(cluster, "a") == "Bound", "the claim is bound");
        cluster.Create(ResourceKinds.Claims, NewClaim("copy", storageClass: "standard", more: ""","dataSource":{"apiGroup":"snapshot.storage.k8s.io","kind":"VolumeSnapshot","name":"s"}"""));
        cluster.Pass(1);
        Phase(cluster, "copy").ShouldBe("Pending", "there is no snapshot yet");
        cluster.Create(ResourceKinds.VolumeSnapshots, """{"metadata":{"name":"s"},"spec":{"source":{"persistentVolumeClaimName":"a"}}}""");
        cluster.Until(() => cluster.Get(ResourceKinds.VolumeSnapshots, "s").Root.Flag("status", "readyToUse"), "the snapshot is ready");
        cluster.Get(ResourceKinds.VolumeSnapshots, "s").Root.Text("status", "restoreSize").ShouldBe("1Gi");
        cluster.Until(() => Phase(cluster, "copy") == "Bound", "the claim that waits for the snapshot is filled");
        cluster.Get(ResourceKinds.Volumes, cluster.Get(ResourceKinds.Claims, "copy").Root.Text("spec", "volumeName")!).Root.Text("spec", "csi", "volumeAttributes", "demo.stateful-dashboard.io/source")
            .ShouldBe("VolumeSnapshot default/s");

        cluster.Objects.Delete(ResourceKinds.VolumeSnapshots, "default", "s", new DeleteOptions());
        cluster.Pass(1);
        cluster.Store.In(ResourceKinds.VolumeSnapshots, "default").ShouldBeEmpty();
        cluster.Store.All(ResourceKinds.VolumeSnapshotContents).Count().ShouldBe(left);
    }

    [Fact]
    public async Task Attachment_IsThereAsLongAsAPodUsesTheVolumeOnItsNode()
    {
        await using var cluster = new BareCluster();
        cluster.Create(ResourceKinds.StatefulSets, TestCluster.NewSet(replicas: 2));
        cluster.Until(() => cluster.Status(ResourceKinds.StatefulSets, "web", "readyReplicas") == 2, "the set is ready");
        cluster.Store.All(ResourceKinds.VolumeAttachments).Select(a => a.Root.Text("spec", "nodeName")).ShouldBe(cluster.Pods.Select(p => p.Root.Text("spec", "nodeName")), ignoreOrder: true);
        cluster.Store.All(ResourceKinds.VolumeAttachments).Select(a => a.Root.Flag("status", "attached")).ShouldBe([true, true]);
        cluster.Change(ResourceKinds.StatefulSets, "web", root => root.Ensure("spec")["replicas"] = 0);
        cluster.Until(() => !cluster.Pods.Any(), "the pods are gone");
        cluster.Pass(1);
        cluster.Store.All(ResourceKinds.VolumeAttachments).ShouldBeEmpty();
    }

    [Fact]
    public async Task WaitingForTheFirstConsumer_TwoMembersApartByZone_DoNotGetTheirVolumesInOneZone()
    {
        await using var cluster = new BareCluster();
        cluster.Create(ResourceKinds.StorageClasses, """
            {"metadata":{"name":"zonal"},"provisioner":"fake.csi/io","volumeBindingMode":"WaitForFirstConsumer","parameters":{"demo.stateful-dashboard.io/topology":"topology.kubernetes.io/zone"}}
            """);
        cluster.Create(ResourceKinds.StatefulSets, TestCluster.NewSet(more: "\"podManagementPolicy\":\"Parallel\",").Replace("\"containers\"", """
            "affinity":{"podAntiAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":[{"labelSelector":{"matchLabels":{"app":"web"}},"topologyKey":"topology.kubernetes.io/zone"}]}},"containers"
            """, StringComparison.Ordinal).Replace("\"accessModes\"", "\"storageClassName\":\"zonal\",\"accessModes\"", StringComparison.Ordinal));
        cluster.Until(() => cluster.Status(ResourceKinds.StatefulSets, "web", "readyReplicas") == 3, "all three are ready");

        // and when a node dies, its member has nowhere to go
        var lost = cluster.Pod("web-2")!;
        cluster.Kill(lost.Root.Text("spec", "nodeName")!);
        cluster.Pass(60);
        cluster.Objects.Delete(ResourceKinds.Pods, "default", "web-2", new DeleteOptions(GraceSeconds: 0));
        cluster.Pass(5);
        cluster.Pod("web-2")!.Condition("PodScheduled").Text("message")!.ShouldStartWith("0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 node(s) didn't match PersistentVolume's node affinity.");
    }

    [Fact]
    public async Task Endpoints_ListReadyAndNotReadyApart()
    {
        await using var cluster = new BareCluster();
        cluster.Create(ResourceKinds.Services, TestCluster.NewService());
        cluster.Create(ResourceKinds.StatefulSets, TestCluster.NewSet(replicas: 2));
        cluster.Until(() => cluster.Status(ResourceKinds.StatefulSets, "web", "readyReplicas") == 2, "the set is ready");
        cluster.Change(ResourceKinds.Pods, "web-1", root => root.Ensure("metadata", "annotations")["demo.stateful-dashboard.io/mode"] = "notready");
        cluster.Pass(1);
        var subset = cluster.Get(ResourceKinds.Endpoints, "nginx").Root.Items("subsets").Single();
        subset.Items("addresses").Select(a => a.Text("hostname")).ShouldBe(["web-0"]);
        subset.Items("notReadyAddresses").Select(a => a.Text("targetRef", "name")).ShouldBe(["web-1"]);
        subset["ports"]!.ToJsonString(null).ShouldBe("""[{"name":"web","port":80,"protocol":"TCP"}]""");
    }

    private static string? Phase(BareCluster cluster, string claim) => cluster.Get(ResourceKinds.Claims, claim).Root.Text("status", "phase");

    private static string? VolumePhase(BareCluster cluster, string volume) => cluster.Get(ResourceKinds.Volumes, volume).Root.Text("status", "phase");

    private static string NewVolume(string name, string size) => $$$"""
        {"metadata":{"name":"{{{name}}}"},"spec":{"capacity":{"storage":"{{{size}}}"},"accessModes":["ReadWriteOnce"],"persistentVolumeReclaimPolicy":"Retain","hostPath":{"path":"/data"} } }
        """;

    private static string NewClaim(string name, string storageClass = "", string? volume = null, string more = "") => $$$"""
        {"metadata":{"name":"{{{name}}}"},"spec":{"storageClassName":"{{{storageClass}}}","accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"} }{{{(volume is null ? "" : $",\"volumeName\":\"{volume}\"")}}}{{{more}}} } }
        """;
}
