using StatefulDashboard.DemoCluster.Tests.Support;
using StatefulDashboard.Tests.Shared;

namespace StatefulDashboard.DemoCluster.Tests.Kubectl;

/// <summary>What kubectl rollout knows of Deployments and DaemonSets rests on their status and their revisions.</summary>
public class WorkloadRolloutTests
{
    private const string Manifest = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: api}
        spec:
          replicas: 3
          selector: {matchLabels: {app: api}}
          template:
            metadata: {labels: {app: api}}
            spec: {terminationGracePeriodSeconds: 1, containers: [{name: api, image: "example/api:1"}]}
        ---
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: {name: agent}
        spec:
          selector: {matchLabels: {app: agent}}
          template:
            metadata: {labels: {app: agent}}
            spec: {terminationGracePeriodSeconds: 1, containers: [{name: agent, image: "example/agent:1"}]}
        """;

    public static TheoryData<string> Programs => [.. KubectlPrograms.All];

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Rollout_OfDeploymentAndDaemonSet_IsFollowedAndUndone(string program)
    {
        await using var cluster = await TestCluster.StartAsync();
        async Task<string> Run(string input, params string[] arguments)
        {
            var (exitCode, output, errors) = await KubectlProcess.RunAsync(program, input, ["--kubeconfig=" + cluster.Host.KubeconfigPath, "--context=demo", .. arguments]);
            exitCode.ShouldBe(0, $"kubectl {string.Join(' ', arguments)}: {output}{errors}");
            return output;
        }

        await Run(Manifest, "apply", "-f", "-");
        (await Run("", "rollout", "status", "deployment/api", "--timeout=30s")).ShouldEndWith("deployment \"api\" successfully rolled out\n");
        (await Run("", "rollout", "status", "daemonset/agent", "--timeout=30s")).ShouldEndWith("daemon set \"agent\" successfully rolled out\n");
        await Run("", "set", "image", "deployment/api", "api=example/api:2");
        await Run("", "set", "image", "daemonset/agent", "agent=example/agent:2");
        (await Run("", "rollout", "status", "deployment/api", "--timeout=30s")).ShouldEndWith("successfully rolled out\n");
        (await Run("", "rollout", "status", "daemonset/agent", "--timeout=30s")).ShouldEndWith("successfully rolled out\n");
        (await Run("", "rollout", "history", "deployment/api")).ShouldBe("deployment.apps/api \nREVISION  CHANGE-CAUSE\n1         <none>\n2         <none>\n\n");
        (await Run("", "rollout", "history", "daemonset/agent")).ShouldBe("daemonset.apps/agent \nREVISION  CHANGE-CAUSE\n1         <none>\n2         <none>\n\n");
        await Run("", "rollout", "undo", "deployment/api");
        await Run("", "rollout", "undo", "daemonset/agent");
        (await Run("", "rollout", "status", "deployment/api", "--timeout=30s")).ShouldEndWith("successfully rolled out\n");
        (await Run("", "rollout", "status", "daemonset/agent", "--timeout=30s")).ShouldEndWith("successfully rolled out\n");
        (await Run("", "get", "pods", "-o", "jsonpath={.items[*].spec.containers[0].image}")).Split(' ').Order().ShouldBe(
            ["example/agent:1", "example/agent:1", "example/agent:1", "example/api:1", "example/api:1", "example/api:1"]);
        (await Run("", "get", "deployment", "api", "--no-headers")).ShouldMatch(@"^api\s+3/3\s+3\s+3\s");
        (await Run("", "get", "daemonset", "agent", "--no-headers")).ShouldMatch(@"^agent\s+3\s+3\s+3\s+3\s+3\s+<none>\s");
    }
}
