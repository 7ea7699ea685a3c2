using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Tests.Support;

namespace StatefulDashboard.DemoCluster.Tests.Controllers;

/// <summary>Deployments and their ReplicaSets, as kubernetes pkg/controller/deployment and replicaset do it.</summary>
public class DeploymentTests
{
    [Fact]
    public async Task Deployment_Created_HasOneReplicaSetWithItsPodsAndCompletes()
    {
        await using var cluster = new BareCluster();
        cluster.Create(ResourceKinds.Deployments, NewDeployment());
        cluster.Until(() => Complete(cluster, 4), "four replicas are available");

        var set = cluster.Store.In(ResourceKinds.ReplicaSets, "default").Single();
        var hash = set.Labels.Text("pod-template-hash");
        set.Name.ShouldBe("api-" + hash);
        set.Root.Text("spec", "selector", "matchLabels", "pod-template-hash").ShouldBe(hash);
        set.Root.Text("metadata", "annotations", "deployment.kubernetes.io/revision").ShouldBe("1");
        set.Root.Text("metadata", "annotations", "deployment.kubernetes.io/max-replicas").ShouldBe("5");
        cluster.Pods.All(p => p.Controller.Text("uid") == set.Uid && p.Name.StartsWith(set.Name + "-", StringComparison.Ordinal) && p.Labels.Text("pod-template-hash") == hash).ShouldBeTrue();

        var deployment = cluster.Get(ResourceKinds.Deployments, "api");
        cluster.Told(deployment).ShouldBe([$"Normal ScalingReplicaSet Scaled up replica set {set.Name} from 0 to 4"]);
        deployment.Condition("Available").Text("reason").ShouldBe("MinimumReplicasAvailable");
        deployment.Condition("Progressing").Text("reason").ShouldBe("NewReplicaSetAvailable");
        deployment.Condition("Progressing").Text("message").ShouldBe($"ReplicaSet \"{set.Name}\" has successfully progressed.");
        cluster.Told(set).Count(e => e.StartsWith("Normal SuccessfulCreate Created pod: api-", StringComparison.Ordinal)).ShouldBe(4);
    }

    [Fact]
    public async Task RollingUpdate_StaysWithinSurgeAndUnavailable_AndUndoTakesTheOldReplicaSetAgain()
    {
        await using var cluster = new BareCluster();
        cluster.Create(ResourceKinds.Deployments, NewDeployment(strategy: """{"rollingUpdate":{"maxSurge":1,"maxUnavailable":1}}"""));
        cluster.Until(() => Complete(cluster, 4), "four replicas are available");
        var first = cluster.Store.In(ResourceKinds.ReplicaSets, "default").Single();

        var (most, least) = (0, int.MaxValue);
        SetImage(cluster, "api:2");
        cluster.Until(() =>
        {
            var alive = cluster.Pods.Where(p => !p.IsTerminating).ToArray();
            most = Math.Max(most, alive.Length);
            least = Math.Min(least, alive.Count(p => p.Condition("Ready").Text("status") == "True"));
            return Complete(cluster, 4) && cluster.Status(ResourceKinds.Deployments, "api", "observedGeneration") == 2;
        }, "the new template is everywhere");
        most.ShouldBe(5);
        least.ShouldBeGreaterThanOrEqualTo(3);
        cluster.Status(ResourceKinds.ReplicaSets, first.Name, "replicas").ShouldBe(0);

        SetImage(cluster, "api:1");
        cluster.Until(() => Complete(cluster, 4) && cluster.Status(ResourceKinds.ReplicaSets, first.Name, "availableReplicas") == 4, "the old template is back");
        cluster.Store.In(ResourceKinds.ReplicaSets, "default").Count().ShouldBe(2);
        var again = cluster.Get(ResourceKinds.ReplicaSets, first.Name);
        again.Root.Text("metadata", "annotations", "deployment.kubernetes.io/revision").ShouldBe("3");
        again.Root.Text("metadata", "annotations", "deployment.kubernetes.io/revision-history").ShouldBe("1");
        cluster.Get(ResourceKinds.Deployments, "api").Root.Text("metadata", "annotations", "deployment.kubernetes.io/revision").ShouldBe("3");
    }

    [Fact]
    public async Task Recreate_MakesNoNewPodBeforeTheLastOldOneIsGone()
    {
        await using var cluster = new BareCluster();
        cluster.Create(ResourceKinds.Deployments, NewDeployment(replicas: 2, strategy: """{"type":"Recreate"}"""));
        cluster.Until(() => Complete(cluster, 2), "two replicas are available");
        SetImage(cluster, "api:2");
        cluster.Until(() =>
        {
            cluster.Pods.Select(p => p.Labels.Text("pod-template-hash")).Distinct().Count().ShouldBeLessThanOrEqualTo(1);
            return Complete(cluster, 2) && cluster.Pods.All(p => p.Root.Items("spec", "containers").Single().Text("image") == "api:2");
        }, "the new template is everywhere");
    }

    [Fact]
    public async Task BrokenImage_MissesTheProgressDeadline()
    {
        await using var cluster = new BareCluster();
        cluster.Create(ResourceKinds.Deployments, NewDeployment(more: "\"progressDeadlineSeconds\":30,"));
        cluster.Until(() => Complete(cluster, 4), "four replicas are available");
        SetImage(cluster, "api:broken");
        cluster.Until(() => cluster.Get(ResourceKinds.Deployments, "api").Condition("Progressing").Text("reason") == "ProgressDeadlineExceeded", "the deadline is missed");
        cluster.Get(ResourceKinds.Deployments, "api").Condition("Progressing").Text("status").ShouldBe("False");
        cluster.Get(ResourceKinds.Deployments, "api").Condition("Available").Text("status").ShouldBe("True");
    }

    [Fact]
    public async Task Scale_WhilePaused_ChangesSizeButNotTemplate()
    {
        await using var cluster = new BareCluster();
        cluster.Create(ResourceKinds.Deployments, NewDeployment());
        cluster.Until(() => Complete(cluster, 4), "four replicas are available");
        cluster.Change(ResourceKinds.Deployments, "api", root => root.Ensure("spec")["paused"] = true);
        SetImage(cluster, "api:2");
        cluster.Change(ResourceKinds.Deployments, "api", root => root.Ensure("spec")["replicas"] = 2);
        cluster.Until(() => cluster.Pods.Count() == 2, "two pods are left");
        cluster.Store.In(ResourceKinds.ReplicaSets, "default").Count().ShouldBe(1);
        cluster.Get(ResourceKinds.Deployments, "api").Condition("Progressing").Text("reason").ShouldBe("DeploymentPaused");
    }

    [Fact]
    public async Task Deleted_TakesReplicaSetAndPodsAlong()
    {
        await using var cluster = new BareCluster();
        cluster.Create(ResourceKinds.Deployments, NewDeployment());
        cluster.Until(() => Complete(cluster, 4), "four replicas are available");
        cluster.Objects.Delete(ResourceKinds.Deployments, "default", "api", new());
        cluster.Until(() => !cluster.Pods.Any() && !cluster.Store.In(ResourceKinds.ReplicaSets, "default").Any(), "nothing is left");
    }

    [Fact]
    public async Task DaemonSet_HasAPodOnEachNodeItIsMeantFor_AndUpdatesOneAtATime()
    {
        await using var cluster = new BareCluster();
        cluster.Change(ResourceKinds.Nodes, "node-c", root => root.Ensure("spec")["taints"] = new JsonArray(new JsonObject { ["key"] = "special", ["effect"] = "NoSchedule" }));
        cluster.Create(ResourceKinds.DaemonSets, """
            {"metadata":{"name":"agent"},"spec":{"selector":{"matchLabels":{"app":"agent"}},"template":{"metadata":{"labels":{"app":"agent"}},"spec":{"containers":[{"name":"agent","image":"agent:1"}]}}}}
            """);
        bool Done(int nodes) => cluster.Status(ResourceKinds.DaemonSets, "agent", "numberAvailable") == nodes && cluster.Status(ResourceKinds.DaemonSets, "agent", "updatedNumberScheduled") == nodes
            && cluster.Status(ResourceKinds.DaemonSets, "agent", "desiredNumberScheduled") == nodes;
        cluster.Until(() => Done(2), "two pods are available");
        cluster.Pods.Select(p => p.Root.Text("spec", "nodeName")).ShouldBe(["node-a", "node-b"], ignoreOrder: true);
        cluster.Pods.All(p => p.Root.At("spec", "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms")!.ToJsonString(null)
            == "[{\"matchFields\":[{\"key\":\"metadata.name\",\"operator\":\"In\",\"values\":[\"" + p.Root.Text("spec", "nodeName") + "\"]}]}]").ShouldBeTrue();

        cluster.Change(ResourceKinds.DaemonSets, "agent", root => root.Items("spec", "template", "spec", "containers").Single()["image"] = "agent:2");
        cluster.Until(() =>
        {
            cluster.Pods.Count(p => p.Condition("Ready").Text("status") == "True" && !p.IsTerminating).ShouldBeGreaterThanOrEqualTo(1);
            return Done(2) && cluster.Pods.All(p => p.Root.Items("spec", "containers").Single().Text("image") == "agent:2");
        }, "both pods are updated");
        cluster.Store.In(ResourceKinds.ControllerRevisions, "default").Select(r => r.Root.Number("revision")).ShouldBe([1L, 2L], ignoreOrder: true);

        cluster.Change(ResourceKinds.Nodes, "node-c", root => root.Ensure("spec").Remove("taints"));
        cluster.Until(() => Done(3), "the third node has its pod");
    }

    private static bool Complete(BareCluster cluster, int replicas)
        => ((string[])["replicas", "updatedReplicas", "availableReplicas"]).All(f => cluster.Status(ResourceKinds.Deployments, "api", f) == replicas)
            && cluster.Status(ResourceKinds.Deployments, "api", "observedGeneration") == cluster.Get(ResourceKinds.Deployments, "api").Root.Number("metadata", "generation");

    private static void SetImage(BareCluster cluster, string image)
        => cluster.Change(ResourceKinds.Deployments, "api", root => root.Items("spec", "template", "spec", "containers").Single()["image"] = image);

    private static string NewDeployment(int replicas = 4, string strategy = "{}", string more = "") => $$$$$"""
        {"metadata":{"name":"api"},"spec":{"replicas":{{{{{replicas}}}}},"strategy":{{{{{strategy}}}}},{{{{{more}}}}}"selector":{"matchLabels":{"app":"api"}},
         "template":{"metadata":{"labels":{"app":"api"}},"spec":{"terminationGracePeriodSeconds":10,"containers":[{"name":"api","image":"api:1"}]}}}}
        """;
}
