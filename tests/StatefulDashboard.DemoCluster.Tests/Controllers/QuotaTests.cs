using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Tests.Support;

namespace StatefulDashboard.DemoCluster.Tests.Controllers;

/// <summary>What admission refuses with 403: quotas that are used up, claims that may not grow.</summary>
public class QuotaTests
{
    [Fact]
    public async Task Set_BeyondTheQuota_GetsFailedCreateInTheApiServersWords_AndGoesOnWhenThereIsRoom()
    {
        await using var cluster = new BareCluster();
        cluster.Create(ResourceKinds.ResourceQuotas, """{"metadata":{"name":"small"},"spec":{"hard":{"pods":"2","requests.storage":"5Gi"}}}""");
        cluster.Create(ResourceKinds.StatefulSets, TestCluster.NewSet());
        cluster.Until(() => cluster.Status(ResourceKinds.StatefulSets, "web", "readyReplicas") == 2, "two are ready");
        cluster.Pass(5);
        cluster.Told(cluster.Set("web")!).ShouldContain(
            "Warning FailedCreate Create Pod web-2 in StatefulSet web failed error: pods \"web-2\" is forbidden: exceeded quota: small, requested: pods=1, used: pods=2, limited: pods=2");
        cluster.Get(ResourceKinds.ResourceQuotas, "small").Root.Object("status", "used")!.ToJsonString(null).ShouldBe("""{"pods":"2","requests.storage":"3Gi"}""");

        cluster.Change(ResourceKinds.ResourceQuotas, "small", root => root.Ensure("spec", "hard")["pods"] = "3");
        cluster.Until(() => cluster.Status(ResourceKinds.StatefulSets, "web", "readyReplicas") == 3, "the third is ready");
    }

    [Fact]
    public async Task Claim_BeyondTheQuotaOfStorage_IsRefused_NewOrGrown()
    {
        await using var cluster = new BareCluster();
        cluster.Create(ResourceKinds.ResourceQuotas, """{"metadata":{"name":"small"},"spec":{"hard":{"requests.storage":"3Gi"}}}""");
        cluster.Create(ResourceKinds.Claims, NewClaim("a", "2Gi"));
        cluster.Until(() => cluster.Get(ResourceKinds.Claims, "a").Root.Text("status", "phase") == "Bound", "the claim is bound");
        var refusal = Wants.Refused(() => cluster.Create(ResourceKinds.Claims, NewClaim("b", "2Gi")));
        refusal.Code.ShouldBe(403);
        refusal.Message.ShouldBe("persistentvolumeclaims \"b\" is forbidden: exceeded quota: small, requested: requests.storage=2Gi, used: requests.storage=2Gi, limited: requests.storage=3Gi");
        Wants.Refused(() => cluster.Change(ResourceKinds.Claims, "a", root => root.Ensure("spec", "resources", "requests")["storage"] = "4Gi")).Message
            .ShouldBe("persistentvolumeclaims \"a\" is forbidden: exceeded quota: small, requested: requests.storage=2Gi, used: requests.storage=2Gi, limited: requests.storage=3Gi");
        cluster.Change(ResourceKinds.Claims, "a", root => root.Ensure("spec", "resources", "requests")["storage"] = "3Gi");
    }

    [Fact]
    public async Task Pod_WithoutWhatTheQuotaCounts_IsRefused()
    {
        await using var cluster = new BareCluster();
        cluster.Create(ResourceKinds.ResourceQuotas, """{"metadata":{"name":"compute"},"spec":{"hard":{"limits.memory":"1Gi"}}}""");
        Wants.Refused(() => cluster.Create(ResourceKinds.Pods, """{"metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"i:1"}]}}""")).Message
            .ShouldBe("pods \"p\" is forbidden: failed quota: compute: must specify limits.memory for: c");
    }

    [Fact]
    public async Task Claim_OfAClassThatCannotGrow_IsRefused()
    {
        await using var cluster = new BareCluster();
        cluster.Create(ResourceKinds.Claims, NewClaim("a", "1Gi", "retain"));
        cluster.Until(() => cluster.Get(ResourceKinds.Claims, "a").Root.Text("status", "phase") == "Bound", "the claim is bound");
        var refusal = Wants.Refused(() => cluster.Change(ResourceKinds.Claims, "a", root => root.Ensure("spec", "resources", "requests")["storage"] = "2Gi"));
        refusal.Code.ShouldBe(403);
        refusal.Message.ShouldBe("persistentvolumeclaims \"a\" is forbidden: only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize");
    }

    private static string NewClaim(string name, string size, string storageClass = "standard") => $$$$$"""
        {"metadata":{"name":"{{{{{name}}}}}"},"spec":{"storageClassName":"{{{{{storageClass}}}}}","accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"{{{{{size}}}}}"}}}}
        """;
}
