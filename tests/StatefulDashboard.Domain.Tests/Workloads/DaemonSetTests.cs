using System.Text.Json;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Workloads;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Workloads;

/// <summary>Which DaemonSets keep data on their nodes; those that only look after a node do not.</summary>
public sealed class DaemonSetTests
{
    [Fact]
    public void DaemonSet_WritesToADirectoryOfItsNodes_KeepsDataThere()
    {
        var logs = Of("""[{"name":"buffer","hostPath":{"path":"/var/lib/fluent-bit/","type":"DirectoryOrCreate"}},{"name":"logs","hostPath":{"path":"/srv/logs"}}]""",
            """[{"name":"buffer","mountPath":"/b"},{"name":"logs","mountPath":"/l","readOnly":true}]""").ShouldNotBeNull();

        (logs.Shape, logs.Ready, logs.Desired).ShouldBe((WorkloadShape.PerNode, 3, 3));
        logs.NodePaths.ShouldBe(["/var/lib/fluent-bit"]);
        logs.Reason.ShouldBe(Statement.Of(StatementCode.ShapePerNode, "/var/lib/fluent-bit"));
    }

    // what kube-proxy, network plugins, CSI drivers and log collectors mount
    [Theory]
    [InlineData("/run/xtables.lock", "FileOrCreate")]
    [InlineData("/lib/modules", "")]
    [InlineData("/etc/cni/net.d", "")]
    [InlineData("/opt/cni/bin", "")]
    [InlineData("/var/lib/kubelet/plugins/ebs.csi.aws.com", "DirectoryOrCreate")]
    [InlineData("/var/log", "")]
    [InlineData("/", "Directory")]
    [InlineData("/data/agent.sock", "Socket")]
    public void DaemonSet_WritesOnlyToWhatIsTheNodes_IsNotListed(string path, string type) =>
        Of($$$"""[{"name":"v","hostPath":{"path":"{{{path}}}","type":"{{{type}}}"}}]""", """[{"name":"v","mountPath":"/v"}]""").ShouldBeNull();

    // /etcd is not below /etc
    [Fact]
    public void DaemonSet_DirectoryThatOnlyBeginsLikeOneOfTheNodes_IsData() =>
        Of("""[{"name":"v","hostPath":{"path":"/etcd"}}]""", """[{"name":"v","mountPath":"/v"}]""").ShouldNotBeNull().NodePaths.ShouldBe(["/etcd"]);

    [Fact]
    public void DaemonSet_OnOneClaim_SharesItBetweenNodes()
    {
        var cache = Of("""[{"name":"v","persistentVolumeClaim":{"claimName":"cache"}}]""", """[{"name":"v","mountPath":"/v"}]""").ShouldNotBeNull();

        cache.Shape.ShouldBe(WorkloadShape.SharedClaim);
        cache.Notices.ShouldBe([new(Severity.Caution, Statement.Of(StatementCode.SharedClaimOfOneNode, "cache", "3"))]);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"metadata":null,"spec":{"template":{"spec":{"volumes":[{"hostPath":null},{"hostPath":{"path":null}}]}}},"status":{"numberReady":-1}}""")]
    public void DaemonSet_FieldsMissingOrAbsurd_KeepsNothing(string json) =>
        StatefulWorkload.From(JsonSerializer.Deserialize(json, KubernetesJsonContext.Default.DaemonSet)!, _ => null, UnreadKinds.None).ShouldBeNull();

    private static StatefulWorkload? Of(string volumes, string mounts)
    {
        var json = $$$"""
            {"metadata":{"name":"agent","namespace":"infra","generation":1},
             "spec":{"template":{"spec":{"volumes":{{{volumes}}},"containers":[{"name":"c","volumeMounts":{{{mounts}}} }] } } },
             "status":{"observedGeneration":1,"desiredNumberScheduled":3,"numberReady":3,"updatedNumberScheduled":3}}
            """;
        var claim = new PersistentVolumeClaim { Metadata = new() { Name = "cache" }, Spec = new() { AccessModes = ["ReadWriteOnce"] }, Status = new() { Phase = "Bound" } };
        return StatefulWorkload.From(JsonSerializer.Deserialize(json, KubernetesJsonContext.Default.DaemonSet)!, name => name == "cache" ? claim : null, UnreadKinds.None);
    }
}
