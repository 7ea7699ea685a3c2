using StatefulDashboard.DemoCluster.Tests.Support;
using StatefulDashboard.Tests.Shared;

namespace StatefulDashboard.DemoCluster.Tests.Kubectl;

/// <summary>The real kubectl, unmodified, with the kubeconfig that the host wrote.</summary>
public class KubectlTests
{
    public static TheoryData<string> Programs => [.. KubectlPrograms.All];

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Kubectl_CommonCommands_WorkUnmodified(string program)
    {
        // Not the other tests' 5 ms: kubectl delete looks, then lists, then watches; a pod that is replaced between the first two is waited for for ever.
        await using var cluster = await TestCluster.StartAsync(new DemoClusterOptions { Seed = "empty" });
        var kubeconfig = cluster.Host.KubeconfigPath;

        (await RunAsync(program, kubeconfig, TestCluster.NewService(), "apply", "-f", "-")).ShouldContain("service/nginx created");
        (await RunAsync(program, kubeconfig, TestCluster.NewSet(), "apply", "-f", "-")).ShouldContain("statefulset.apps/web created");
        (await RunAsync(program, kubeconfig, "", "rollout", "status", "sts/web", "--timeout=30s")).ShouldContain("partitioned roll out complete: 3 new pods");
        var pods = await RunAsync(program, kubeconfig, "", "get", "pods");
        pods.ShouldContain("NAME    READY   STATUS    RESTARTS   AGE");
        pods.Split('\n').Count(l => l.Contains("1/1     Running   0", StringComparison.Ordinal)).ShouldBe(3);
        (await RunAsync(program, kubeconfig, "", "get", "sts", "web", "-o", "jsonpath={.status.readyReplicas}")).ShouldBe("3");

        (await RunAsync(program, kubeconfig, "", "scale", "sts", "web", "--replicas=2")).ShouldContain("statefulset.apps/web scaled");
        await cluster.UntilReadyAsync("web", 2);
        (await RunAsync(program, kubeconfig, "", "set", "image", "sts/web", "nginx=registry.k8s.io/nginx-slim:0.25")).ShouldContain("image updated");
        (await RunAsync(program, kubeconfig, "", "rollout", "status", "sts/web", "--timeout=30s")).ShouldContain("partitioned roll out complete: 2 new pods");
        (await RunAsync(program, kubeconfig, "", "patch", "sts", "web", "-p", """{"spec":{"updateStrategy":{"rollingUpdate":{"partition":1}}}}""")).ShouldContain("patched");
        (await RunAsync(program, kubeconfig, "", "delete", "pod", "web-1")).ShouldContain("pod \"web-1\" deleted");
        (await RunAsync(program, kubeconfig, "", "wait", "pod/web-1", "--for=condition=Ready", "--timeout=30s")).ShouldContain("condition met");
        (await RunAsync(program, kubeconfig, "", "rollout", "undo", "sts/web")).ShouldContain("rolled back");
        (await RunAsync(program, kubeconfig, "", "rollout", "history", "sts/web")).ShouldContain("REVISION");
        (await RunAsync(program, kubeconfig, "", "describe", "sts", "web")).ShouldContain("SuccessfulCreate");
        (await RunAsync(program, kubeconfig, "", "create", "namespace", "fresh")).ShouldContain("namespace/fresh created");
        (await RunAsync(program, kubeconfig, "", "auth", "can-i", "delete", "statefulsets")).ShouldContain("yes");
        (await RunAsync(program, kubeconfig, "", "delete", "sts", "web", "--cascade=orphan")).ShouldContain("deleted");
        (await RunAsync(program, kubeconfig, "", "get", "pods", "-o", "name")).ShouldContain("pod/web-0");
    }

    private static async Task<string> RunAsync(string program, string kubeconfig, string input, params string[] arguments)
    {
        var (exitCode, output, errors) = await KubectlProcess.RunAsync(program, input, ["--kubeconfig=" + kubeconfig, "--context=demo", .. arguments]);
        exitCode.ShouldBe(0, $"kubectl {string.Join(' ', arguments)}: {output}{errors}");
        return output;
    }
}
