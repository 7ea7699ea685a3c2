using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.Tests.Support;

namespace StatefulDashboard.DemoCluster.Tests.Controllers;

public class StatefulSetTests
{
    [Fact]
    public async Task OrderedReady_EachPodWaitsForTheOneBefore()
    {
        await using var cluster = await TestCluster.StartAsync();
        var start = (string)(await cluster.GetAsync(TestCluster.Pods))["metadata"]!["resourceVersion"]!;
        await cluster.PostAsync(TestCluster.Sets, TestCluster.NewSet());
        await cluster.UntilReadyAsync("web", 3);
        List<string> milestones = [];
        await foreach (var change in cluster.WatchAsync($"{TestCluster.Pods}?watch=true&resourceVersion={start}", TestCluster.Cancellation))
        {
            var name = (string)change["object"]!["metadata"]!["name"]!;
            if ((string?)change["type"] == "ADDED")
            {
                milestones.Add(name + " created");
            }
            else if (IsReady(change["object"]!))
            {
                milestones.Add(name + " ready");
                if (name == "web-2")
                {
                    break;
                }
            }
        }

        milestones.ShouldBe(["web-0 created", "web-0 ready", "web-1 created", "web-1 ready", "web-2 created", "web-2 ready"]);
    }

    [Fact]
    public async Task ScaleDown_TakesTheHighestFirst_AndKeepsTheClaims()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.PostAsync(TestCluster.Sets, TestCluster.NewSet());
        await cluster.UntilReadyAsync("web", 3);
        var start = (string)(await cluster.GetAsync(TestCluster.Pods))["metadata"]!["resourceVersion"]!;
        await cluster.MergeAsync(TestCluster.Sets + "/web/scale", """{"spec":{"replicas":1}}""");
        await cluster.UntilReadyAsync("web", 1);
        List<string> gone = [];
        await foreach (var change in cluster.WatchAsync($"{TestCluster.Pods}?watch=true&resourceVersion={start}", TestCluster.Cancellation))
        {
            if ((string?)change["type"] == "DELETED")
            {
                gone.Add((string)change["object"]!["metadata"]!["name"]!);
                if (gone.Count == 2)
                {
                    break;
                }
            }
        }

        gone.ShouldBe(["web-2", "web-1"]);
        (await cluster.GetAsync(TestCluster.Claims))["items"]!.AsArray().Count.ShouldBe(3);
    }

    [Fact]
    public async Task RollingUpdate_WithPartition_UpdatesOnlyFromItUp()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.PostAsync(TestCluster.Sets, TestCluster.NewSet());
        await cluster.UntilReadyAsync("web", 3);
        await Image(cluster, "registry.k8s.io/nginx-slim:0.25", partition: 2);
        var set = await cluster.UntilAsync(TestCluster.Sets, "web", s => (int?)s["status"]!["updatedReplicas"] == 1 && (int?)s["status"]!["readyReplicas"] == 3);
        ((string?)set["status"]!["currentRevision"]).ShouldNotBe((string?)set["status"]!["updateRevision"]);
        await cluster.MergeAsync(TestCluster.Sets + "/web", """{"spec":{"updateStrategy":{"rollingUpdate":{"partition":0}}}}""");
        set = await cluster.UntilAsync(TestCluster.Sets, "web", s => (int?)s["status"]!["updatedReplicas"] == 3 && (int?)s["status"]!["readyReplicas"] == 3
            && (string?)s["status"]!["currentRevision"] == (string?)s["status"]!["updateRevision"]);
        ((int?)set["status"]!["currentReplicas"]).ShouldBe(3);
    }

    [Fact]
    public async Task BrokenRevision_PutBack_StaysStuckUntilItsPodIsDeleted()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.PostAsync(TestCluster.Sets, TestCluster.NewSet());
        await cluster.UntilReadyAsync("web", 3);
        await Image(cluster, "registry.k8s.io/nginx-slim:broken", partition: 0);
        var broken = await cluster.UntilAsync(TestCluster.Pods, "web-2",
            p => (string?)p["status"]?["containerStatuses"]?[0]?["state"]?["waiting"]?["reason"] == "ErrImagePull");
        await Image(cluster, "registry.k8s.io/nginx-slim:0.24", partition: 0);
        await cluster.UntilAsync(TestCluster.Sets, "web", s => (long?)s["status"]!["observedGeneration"] == 3 && (int?)s["status"]!["readyReplicas"] == 2);
        var still = await cluster.GetAsync(TestCluster.Pods + "/web-2");
        ((string?)still["metadata"]!["uid"]).ShouldBe((string?)broken["metadata"]!["uid"]);
        await cluster.SendAsync("DELETE", TestCluster.Pods + "/web-2");
        await cluster.UntilReadyAsync("web", 3);
    }

    [Fact]
    public async Task OldTemplate_PutBack_ReusesItsRevisionWithANewNumber()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.PostAsync(TestCluster.Sets, TestCluster.NewSet(replicas: 1));
        var first = (string)(await cluster.UntilReadyAsync("web", 1))["status"]!["updateRevision"]!;
        await Image(cluster, "registry.k8s.io/nginx-slim:0.25", partition: 0);
        await cluster.UntilAsync(TestCluster.Sets, "web", s => (string?)s["status"]!["currentRevision"] is { } now && now != first);
        await Image(cluster, "registry.k8s.io/nginx-slim:0.24", partition: 0);
        await cluster.UntilAsync(TestCluster.Sets, "web", s => (string?)s["status"]!["currentRevision"] == first && (long?)s["status"]!["observedGeneration"] == 3);
        var revisions = (await cluster.GetAsync("/apis/apps/v1/namespaces/default/controllerrevisions"))["items"]!.AsArray();
        revisions.Count.ShouldBe(2);
        ((long?)revisions.Single(r => (string?)r!["metadata"]!["name"] == first)!["revision"]).ShouldBe(3);
    }

    [Fact]
    public async Task OnDelete_UpdatesNothingByItself()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.PostAsync(TestCluster.Sets, TestCluster.NewSet(replicas: 1, more: "\"updateStrategy\":{\"type\":\"OnDelete\"},"));
        await cluster.UntilReadyAsync("web", 1);
        var before = await cluster.GetAsync(TestCluster.Pods + "/web-0");
        await cluster.SendAsync("PATCH", TestCluster.Sets + "/web", """{"spec":{"template":{"spec":{"containers":[{"name":"nginx","image":"x:2"}]}}}}""", "application/strategic-merge-patch+json");
        await cluster.UntilAsync(TestCluster.Sets, "web", s => (long?)s["status"]!["observedGeneration"] == 2);
        ((string?)(await cluster.GetAsync(TestCluster.Pods + "/web-0"))["metadata"]!["uid"]).ShouldBe((string?)before["metadata"]!["uid"]);
        await cluster.SendAsync("DELETE", TestCluster.Pods + "/web-0");
        await cluster.UntilAsync(TestCluster.Pods, "web-0", p => (string?)p["spec"]!["containers"]![0]!["image"] == "x:2" && IsReady(p));
    }

    [Fact]
    public async Task FailedPod_IsMadeAgain()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.PostAsync(TestCluster.Sets, TestCluster.NewSet(replicas: 1));
        await cluster.UntilReadyAsync("web", 1);
        var old = (string)(await cluster.GetAsync(TestCluster.Pods + "/web-0"))["metadata"]!["uid"]!;
        await cluster.MergeAsync(TestCluster.Pods + "/web-0", """{"metadata":{"annotations":{"demo.stateful-dashboard.io/mode":"fail"}}}""");
        await cluster.UntilAsync(TestCluster.Pods, "web-0", p => (string?)p["metadata"]!["uid"] != old && IsReady(p));
    }

    [Fact]
    public async Task RetentionDelete_ScaleDownTakesTheClaimAlong()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.PostAsync(TestCluster.Sets, TestCluster.NewSet(replicas: 2, more: "\"persistentVolumeClaimRetentionPolicy\":{\"whenScaled\":\"Delete\",\"whenDeleted\":\"Retain\"},"));
        await cluster.UntilReadyAsync("web", 2);
        await cluster.MergeAsync(TestCluster.Sets + "/web/scale", """{"spec":{"replicas":1}}""");
        await cluster.UntilGoneAsync(TestCluster.Claims, "www-web-1");
        (await cluster.GetAsync(TestCluster.Claims + "/www-web-0"))["status"]!["phase"]!.GetValue<string>().ShouldBe("Bound");
    }

    internal static bool IsReady(JsonNode pod) => pod["status"]?["conditions"]?.AsArray().Any(c => (string?)c!["type"] == "Ready" && (string?)c["status"] == "True") == true;

    private static async Task Image(TestCluster cluster, string image, int partition)
    {
        var (code, answer) = await cluster.SendAsync("PATCH", TestCluster.Sets + "/web",
            $$$"""
            {"spec":{"updateStrategy":{"type":"RollingUpdate","rollingUpdate":{"partition":{{{partition}}} } },"template":{"spec":{"containers":[{"name":"nginx","image":"{{{image}}}"}] } } } }
            """,
            "application/strategic-merge-patch+json");
        ((int)code).ShouldBe(200, answer.ToJsonString());
    }
}
