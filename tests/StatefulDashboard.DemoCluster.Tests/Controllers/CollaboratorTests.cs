using System.Net;
using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.Tests.Support;

namespace StatefulDashboard.DemoCluster.Tests.Controllers;

/// <summary>What works beside the StatefulSet controller: endpoints, volumes, garbage collection, budgets, nodes.</summary>
public class CollaboratorTests
{
    private const string Slices = "/apis/discovery.k8s.io/v1/namespaces/default/endpointslices";

    [Fact]
    public async Task EndpointSlice_OfAHeadlessService_HasHostnamesAndZones()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.PostAsync(TestCluster.Services, TestCluster.NewService());
        await cluster.PostAsync(TestCluster.Sets, TestCluster.NewSet(replicas: 1));
        await cluster.UntilReadyAsync("web", 1);
        await foreach (var change in cluster.WatchAsync(Slices + "?watch=true&labelSelector=kubernetes.io/service-name%3Dnginx", TestCluster.Cancellation))
        {
            if (change["object"]!["endpoints"] is JsonArray { Count: 1 } endpoints)
            {
                ((string?)endpoints[0]!["hostname"]).ShouldBe("web-0");
                ((bool?)endpoints[0]!["conditions"]!["ready"]).ShouldBe(true);
                ((string?)endpoints[0]!["zone"]).ShouldBe("z1");
                ((string?)endpoints[0]!["targetRef"]!["kind"]).ShouldBe("Pod");
                break;
            }
        }
    }

    [Fact]
    public async Task EndpointSlice_PublishNotReadyAddresses_ShowsANotReadyPodAsReady()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.PostAsync(TestCluster.Services, TestCluster.NewService().Replace("\"clusterIP\":\"None\"", "\"clusterIP\":\"None\",\"publishNotReadyAddresses\":true", StringComparison.Ordinal));
        await cluster.PostAsync(TestCluster.Sets, TestCluster.NewSet(replicas: 1, annotations: "\"demo.stateful-dashboard.io/mode\":\"notready\""));
        await foreach (var change in cluster.WatchAsync(Slices + "?watch=true&labelSelector=kubernetes.io/service-name%3Dnginx", TestCluster.Cancellation))
        {
            if (change["object"]!["endpoints"] is JsonArray { Count: 1 } endpoints)
            {
                ((bool?)endpoints[0]!["conditions"]!["ready"]).ShouldBe(true);
                ((bool?)endpoints[0]!["conditions"]!["serving"]).ShouldBe(false);
                break;
            }
        }
    }

    [Fact]
    public async Task Claim_InUse_StaysTerminatingUntilItsPodGoes()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.PostAsync(TestCluster.Sets, TestCluster.NewSet(replicas: 1));
        await cluster.UntilReadyAsync("web", 1);
        var (_, claim) = await cluster.SendAsync("DELETE", TestCluster.Claims + "/www-web-0");
        claim["metadata"]!["deletionTimestamp"].ShouldNotBeNull();
        var uid = (string)claim["metadata"]!["uid"]!;
        (await cluster.GetAsync(TestCluster.Claims + "/www-web-0"))["metadata"]!["finalizers"]!.ToJsonString().ShouldContain("pvc-protection");
        await cluster.SendAsync("DELETE", TestCluster.Pods + "/web-0");
        await cluster.UntilAsync(TestCluster.Claims, "www-web-0", c => (string?)c["metadata"]!["uid"] != uid && (string?)c["status"]!["phase"] == "Bound");
        await cluster.UntilReadyAsync("web", 1);
    }

    [Fact]
    public async Task Claim_OfAnUnknownClass_StaysPending()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.PostAsync(TestCluster.Claims, """{"metadata":{"name":"c"},"spec":{"storageClassName":"nope","accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"}}}}""");
        await foreach (var change in cluster.WatchAsync("/api/v1/namespaces/default/events?watch=true&fieldSelector=involvedObject.name%3Dc", TestCluster.Cancellation))
        {
            ((string?)change["object"]!["reason"]).ShouldBe("ProvisioningFailed");
            ((string?)change["object"]!["message"]).ShouldBe("storageclass.storage.k8s.io \"nope\" not found");
            break;
        }

        ((string?)(await cluster.GetAsync(TestCluster.Claims + "/c"))["status"]!["phase"]).ShouldBe("Pending");
    }

    [Fact]
    public async Task Claim_OfTheDefaultClass_GrowsWithItsVolume()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.PostAsync(TestCluster.Claims, """{"metadata":{"name":"c"},"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"}}}}""");
        await cluster.UntilAsync(TestCluster.Claims, "c", c => (string?)c["status"]!["phase"] == "Bound");
        await cluster.MergeAsync(TestCluster.Claims + "/c", """{"spec":{"resources":{"requests":{"storage":"2Gi"}}}}""");
        await cluster.UntilAsync(TestCluster.Claims, "c", c => (string?)c["status"]!["capacity"]!["storage"] == "2Gi");
    }

    [Fact]
    public async Task SetDeleted_Foreground_StaysUntilItsPodsAreGone()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.PostAsync(TestCluster.Sets, TestCluster.NewSet(replicas: 2));
        await cluster.UntilReadyAsync("web", 2);
        var (_, set) = await cluster.SendAsync("DELETE", TestCluster.Sets + "/web", """{"propagationPolicy":"Foreground"}""");
        set["metadata"]!["finalizers"]!.ToJsonString().ShouldBe("[\"foregroundDeletion\"]");
        await cluster.UntilGoneAsync(TestCluster.Sets, "web");
        (await cluster.GetAsync(TestCluster.Pods))["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task SetDeleted_Orphan_LeavesPodsThatANewSetAdopts()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.PostAsync(TestCluster.Sets, TestCluster.NewSet(replicas: 1));
        await cluster.UntilReadyAsync("web", 1);
        await cluster.SendAsync("DELETE", TestCluster.Sets + "/web", """{"propagationPolicy":"Orphan"}""");
        await cluster.UntilGoneAsync(TestCluster.Sets, "web");
        var orphan = await cluster.GetAsync(TestCluster.Pods + "/web-0");
        orphan["metadata"]!["ownerReferences"].ShouldBeNull();
        await cluster.PostAsync(TestCluster.Sets, TestCluster.NewSet(replicas: 1));
        await cluster.UntilAsync(TestCluster.Pods, "web-0", p => (string?)p["metadata"]!["uid"] == (string?)orphan["metadata"]!["uid"] && p["metadata"]!["ownerReferences"] is not null);
    }

    [Fact]
    public async Task Eviction_BudgetUsedUp_IsRefusedWithItsCause()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.PostAsync(TestCluster.Sets, TestCluster.NewSet(replicas: 1));
        await cluster.UntilReadyAsync("web", 1);
        const string budgets = "/apis/policy/v1/namespaces/default/poddisruptionbudgets";
        await cluster.PostAsync(budgets, """{"metadata":{"name":"web"},"spec":{"minAvailable":1,"selector":{"matchLabels":{"app":"web"}}}}""");
        await cluster.UntilAsync(budgets, "web", b => (int?)b["status"]!["currentHealthy"] == 1);
        var (code, status) = await cluster.SendAsync("POST", TestCluster.Pods + "/web-0/eviction", """{"apiVersion":"policy/v1","kind":"Eviction","metadata":{"name":"web-0"}}""");
        code.ShouldBe(HttpStatusCode.TooManyRequests);
        ((string?)status["details"]!["causes"]![0]!["message"]).ShouldBe("The disruption budget web needs 1 healthy pods and has 1 currently");
    }

    [Fact]
    public async Task NamespaceDeleted_TakesEverythingAlong()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.PostAsync("/api/v1/namespaces", """{"metadata":{"name":"short"}}""");
        await cluster.PostAsync("/apis/apps/v1/namespaces/short/statefulsets", TestCluster.NewSet(replicas: 1));
        await cluster.SendAsync("DELETE", "/api/v1/namespaces/short");
        await cluster.UntilGoneAsync("/api/v1/namespaces", "short");
        (await cluster.GetAsync("/api/v1/pods"))["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task CrashingImage_GetsToBackOffWithRestarts()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.PostAsync(TestCluster.Sets, TestCluster.NewSet(replicas: 1, image: "example/app:crash"));
        await cluster.UntilAsync(TestCluster.Pods, "web-0", p => (string?)p["status"]?["containerStatuses"]?[0]?["state"]?["waiting"]?["reason"] == "CrashLoopBackOff");
    }

    [Fact]
    public async Task Speed_Zero_StartsNoPodUntilItRunsAgain()
    {
        await using var cluster = await TestCluster.StartAsync();
        cluster.Host.Speed = 0;
        await cluster.PostAsync(TestCluster.Sets, TestCluster.NewSet(replicas: 1).Replace("\"volumeClaimTemplates\"", "\"unused\"", StringComparison.Ordinal));
        await cluster.UntilAsync(TestCluster.Pods, "web-0", p => p["spec"]!["nodeName"] is not null);
        ((string?)(await cluster.GetAsync(TestCluster.Pods + "/web-0"))["status"]!["phase"]).ShouldBe("Pending");
        cluster.Host.Speed = 10;
        await cluster.UntilReadyAsync("web", 1);
    }
}
