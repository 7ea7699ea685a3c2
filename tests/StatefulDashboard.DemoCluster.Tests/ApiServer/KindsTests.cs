using System.Net;
using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.Tests.Support;

namespace StatefulDashboard.DemoCluster.Tests.ApiServer;

/// <summary>Which kinds there are, and that each is stored, listed and printed.</summary>
public class KindsTests
{
    private const string Table = "application/json;as=Table;v=v1;g=meta.k8s.io";

    public static TheoryData<string, string[]> Served => new()
    {
        { "/api/v1", ["configmaps", "endpoints", "events", "limitranges", "namespaces", "nodes", "persistentvolumeclaims", "persistentvolumes", "pods", "resourcequotas", "secrets", "serviceaccounts", "services"] },
        { "/apis/apps/v1", ["controllerrevisions", "daemonsets", "deployments", "replicasets", "statefulsets"] },
        { "/apis/events.k8s.io/v1", ["events"] },
        { "/apis/autoscaling/v2", ["horizontalpodautoscalers"] },
        { "/apis/policy/v1", ["poddisruptionbudgets"] },
        { "/apis/rbac.authorization.k8s.io/v1", ["clusterrolebindings", "clusterroles", "rolebindings", "roles"] },
        { "/apis/storage.k8s.io/v1", ["storageclasses", "volumeattachments"] },
        { "/apis/coordination.k8s.io/v1", ["leases"] },
        { "/apis/discovery.k8s.io/v1", ["endpointslices"] },
        { "/apis/snapshot.storage.k8s.io/v1", ["volumesnapshotclasses", "volumesnapshotcontents", "volumesnapshots"] },
        { "/apis/authorization.k8s.io/v1", ["localsubjectaccessreviews", "selfsubjectaccessreviews", "selfsubjectrulesreviews", "subjectaccessreviews"] },
        { "/apis/authentication.k8s.io/v1", ["selfsubjectreviews", "tokenreviews"] },
    };

    [Theory]
    [MemberData(nameof(Served))]
    public async Task Discovery_OfAGroup_NamesEveryKindOfTheDesign(string path, string[] resources)
    {
        await using var cluster = await TestCluster.StartAsync();
        var served = (await cluster.GetAsync(path))["resources"]!.AsArray().Select(r => (string)r!["name"]!).Where(n => !n.Contains('/', StringComparison.Ordinal));
        resources.ShouldBeSubsetOf(served);
    }

    [Theory]
    [InlineData("/apis/snapshot.storage.k8s.io/v1/namespaces/default/volumesnapshots", """{"spec":{"source":{"persistentVolumeClaimName":"www-web-0"},"volumeSnapshotClassName":"fast"}}""",
        "Name,ReadyToUse,SourcePVC,SourceSnapshotContent,RestoreSize,SnapshotClass,SnapshotContent,CreationTime,Age", "x,,www-web-0,,,fast,,,0s")]
    [InlineData("/apis/snapshot.storage.k8s.io/v1/volumesnapshotclasses", """{"driver":"fake.csi/io","deletionPolicy":"Delete"}""", "Name,Driver,DeletionPolicy,Age", "x,fake.csi/io,Delete,0s")]
    [InlineData("/apis/storage.k8s.io/v1/volumeattachments", """{"spec":{"attacher":"fake.csi/io","nodeName":"node-a","source":{"persistentVolumeName":"pv"}}}""", "Name,Attacher,PV,Node,Attached,Age", "x,fake.csi/io,pv,node-a,false,0s")]
    [InlineData("/apis/rbac.authorization.k8s.io/v1/namespaces/default/rolebindings", """{"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"Role","name":"r"},"subjects":[{"kind":"User","name":"u"}]}""",
        "Name,Role,Age,Users,Groups,ServiceAccounts", "x,Role/r,0s,u,,")]
    [InlineData("/api/v1/namespaces/default/endpoints", """{"subsets":[{"addresses":[{"ip":"10.0.0.1"},{"ip":"10.0.0.2"}],"ports":[{"port":80}]}]}""", "Name,Endpoints,Age", "x,10.0.0.1:80,10.0.0.2:80,0s")]
    public async Task Object_OfAnAddedKind_IsStoredAndPrinted(string collection, string content, string columns, string cells)
    {
        // in virtual time no controller works meanwhile: what is printed is what was sent
        await using var cluster = await TestCluster.StartAsync(new DemoClusterOptions { Seed = "empty", Clock = new VirtualTime() });
        var body = (JsonObject)JsonNode.Parse(content)!;
        body["metadata"] = new JsonObject { ["name"] = "x" };
        await cluster.PostAsync(collection, body.ToJsonString());
        var (code, table) = await cluster.SendAsync("GET", collection + "/x", accept: Table);
        code.ShouldBe(HttpStatusCode.OK);
        string.Join(',', table["columnDefinitions"]!.AsArray().Select(c => (string)c!["name"]!)).ShouldBe(columns);
        string.Join(',', table["rows"]![0]!["cells"]!.AsArray().Select(c => c?.ToString() ?? "")).Replace("1s", "0s", StringComparison.Ordinal).ShouldBe(cells);
    }

    [Fact]
    public async Task Event_InItsNewerForm_IsTheSameStoredEvent()
    {
        await using var cluster = await TestCluster.StartAsync();
        const string newer = "/apis/events.k8s.io/v1/namespaces/default/events";
        await cluster.PostAsync(newer, """{"metadata":{"name":"e"},"regarding":{"kind":"Pod","name":"p"},"note":"told","reason":"Testing","type":"Normal","reportingController":"test"}""");
        var core = await cluster.GetAsync("/api/v1/namespaces/default/events/e");
        ((string?)core["message"]).ShouldBe("told");
        ((string?)core["involvedObject"]!["name"]).ShouldBe("p");
        var view = (await cluster.GetAsync(newer + "?fieldSelector=regarding.name%3Dp"))["items"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)view["note"]).ShouldBe("told");
        ((string?)view["metadata"]!["uid"]).ShouldBe((string?)core["metadata"]!["uid"]);
        await foreach (var change in cluster.WatchAsync(newer + "?watch=true", TestCluster.Cancellation))
        {
            ((string?)change["object"]!["apiVersion"]).ShouldBe("events.k8s.io/v1");
            break;
        }
    }
}
