using System.Text.Json.Nodes;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Planning;

public sealed class RolloutCommandTests
{
    [Fact]
    public void Kubectl_Image_HoldsFirstAndThenReleasesAndWaits() =>
        Plan(TemplateChange.OfImage("nginx", "nginx:1.28"), [2]).Kubectl.ShouldBe([
            """kubectl --namespace db patch statefulset web --type=merge --patch '{"spec":{"updateStrategy":{"rollingUpdate":{"partition":3}}}}'""",
            "kubectl --namespace db set image statefulset/web nginx=nginx:1.28",
            """kubectl --namespace db patch statefulset web --type=merge --patch '{"spec":{"updateStrategy":{"rollingUpdate":{"partition":2}}}}'""",
            "kubectl --namespace db rollout status statefulset/web",
            "# go on when web-2 and all updated before have been Available for 0:30 without a restart",
            "# go on only when somebody has said so",
            """kubectl --namespace db patch statefulset web --type=merge --patch '{"spec":{"updateStrategy":{"rollingUpdate":{"partition":0}}}}'""",
            "kubectl --namespace db rollout status statefulset/web",
            "# go on when web-1, web-0 and all updated before have been Available for 0:30 without a restart"]);

    [Fact]
    public void Kubectl_Environment_SetsAndTakesAway() =>
        Plan(new([], [new("nginx", "MODE", "a b"), new("nginx", "OLD", null)], []), [0]).Kubectl[1]
            .ShouldBe("kubectl --namespace db set env statefulset/web --containers=nginx 'MODE=a b' OLD-");

    [Fact]
    public void Kubectl_Resources_NamesRequestsAndLimits() =>
        Plan(new([], [], [new("nginx", "cpu", "250m", null), new("nginx", "memory", "1Gi", "2Gi")]), [0]).Kubectl[1]
            .ShouldBe("kubectl --namespace db set resources statefulset/web --containers=nginx --requests=cpu=250m,memory=1Gi --limits=memory=2Gi");

    // each of these would be something else for kubectl set: an option, several lines, two revisions
    [Theory]
    [InlineData("--from", "secret/x")]
    [InlineData("MODE", "a\nb")]
    [InlineData("-f", "/etc/passwd")]
    public void Kubectl_WhatSetWouldMisread_IsPatchedAtOnce(string name, string value)
    {
        var plan = Plan(new([], [new("nginx", name, value)], []), [0]);

        plan.Kubectl[0].ShouldStartWith("kubectl --namespace db patch statefulset web --type=strategic --patch '{");
        plan.Kubectl.ShouldAllBe(line => !line.Contains('\n') && !line.Contains(" set env"));
    }

    [Fact]
    public void Kubectl_InitContainerOrSeveralKinds_IsPatchedAtOnce()
    {
        Plan(new([], [new("setup", "MODE", "x")], []), [0]).Kubectl[0].ShouldContain("--type=strategic");
        Plan(new([new("nginx", "nginx:1.28")], [new("nginx", "MODE", "x")], []), [0]).Kubectl[0].ShouldContain("--type=strategic");
        Plan(TemplateChange.OfTemplate("""{"metadata":{"labels":{"app":"nginx"}},"spec":{"containers":[{"name":"a","image":"b"}]}}"""), [0]).Kubectl[0].ShouldContain("--type=json");
    }

    [Fact]
    public void Kubectl_HostileNames_StayInsideTheirQuotesAndLines()
    {
        var world = new World().Pod(0).Pod(1).Pod(2);
        world.Set = world.Set with { Metadata = world.Set.Metadata with { Name = "web\nrm -rf /;'" } };
        var overview = world.Overview() with { Slots = [.. world.Overview().Slots.Select(slot => slot with { PodName = "web\n-0;" })] };
        var plan = RolloutPlanner.Plan(overview, new(overview.Name, TemplateChange.OfImage("nginx", "nginx:1.28"), [0], TimeSpan.Zero, NeedsApproval: false));

        plan.Kubectl.Where(line => line.StartsWith('#')).ShouldAllBe(line => !line.Contains('\n'));
        plan.Kubectl.Where(line => !line.StartsWith('#')).ShouldAllBe(line => line.Contains("'web\nrm -rf /;'\\'''"));
    }

    [Fact]
    public void Requests_StartIsOnePatchOfThisVersionAndEachReleaseOneOfThisSet()
    {
        var requests = Plan(TemplateChange.OfImage("nginx", "nginx:1.28"), [2, 0]).Requests;

        requests.ShouldAllBe(request => request.Method == "PATCH" && request.Path == "/apis/apps/v1/namespaces/db/statefulsets/web");
        requests.Select(request => request.ContentType).ShouldBe([PatchBody.StrategicMerge, PatchBody.Merge, PatchBody.Merge]);
        requests.Select(request => JsonNode.Parse(request.Body)!["metadata"]!.ToJsonString())
            .ShouldBe(["""{"uid":"set-uid","resourceVersion":"7"}""", """{"uid":"set-uid"}""", """{"uid":"set-uid"}"""]);
        requests.Select(request => (int)JsonNode.Parse(request.Body)!["spec"]!["updateStrategy"]!["rollingUpdate"]!["partition"]!).ShouldBe([3, 2, 0]);
    }

    // a "test" that fails is a 422, which nobody could tell from a refusal
    [Fact]
    public void Requests_WholeTemplate_IsGuardedByReplacing() =>
        Plan(TemplateChange.OfTemplate("""{"metadata":{"labels":{"app":"nginx"}},"spec":{"containers":[{"name":"a","image":"b"}]}}"""), [0]).Requests[0].Body
            .ShouldStartWith("""[{"op":"replace","path":"/metadata/uid","value":"set-uid"},{"op":"replace","path":"/metadata/resourceVersion","value":"7"},{"op":"add",""");

    private static ActionPlan Plan(TemplateChange change, ValueList<int> partitions)
    {
        var overview = new World().Pod(0).Pod(1).Pod(2).Overview();
        return RolloutPlanner.Plan(overview, new(overview.Name, change, partitions, TimeSpan.FromSeconds(30), NeedsApproval: false));
    }
}
