using StatefulDashboard.EndToEnd.Tests.Tools;
using StatefulDashboard.Tests.Shared;

namespace StatefulDashboard.EndToEnd.Tests;

/// <summary>Unmodified kubectl works on the demo cluster: the oldest that must, and the one on PATH where there is another.</summary>
public sealed class KubectlTests
{
    public static TheoryData<string> Programs => [.. KubectlPrograms.All];

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Kubectl_EverydayCommands_Work(string program)
    {
        await using var dashboard = await Dashboard.StartAsync();
        var kubectl = new Kubectl(dashboard.Demo.KubeconfigPath, program);
        await kubectl.ApplyAsync(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Manifests", "web.yaml")), "default");
        await kubectl.RunAsync("rollout", "status", "statefulset/web", "--timeout=60s");

        (await kubectl.RunAsync("get", "statefulsets")).ShouldMatch(@"NAME\s+READY\s+AGE\nweb\s+3/3\s");
        (await kubectl.RunAsync("scale", "statefulset/web", "--replicas=2")).ShouldBe("statefulset.apps/web scaled\n");
        await kubectl.RunAsync("wait", "--for=delete", "pod/web-2", "--timeout=30s");
        (await kubectl.RunAsync("set", "image", "statefulset/web", "nginx=registry.k8s.io/nginx-slim:0.25")).ShouldBe("statefulset.apps/web image updated\n");
        (await kubectl.RunAsync("rollout", "status", "statefulset/web", "--timeout=60s")).ShouldContain("complete");
        (await kubectl.RunAsync("patch", "statefulset/web", "-p", """{"spec":{"updateStrategy":{"rollingUpdate":{"partition":1}}}}""")).ShouldBe("statefulset.apps/web patched\n");
        (await kubectl.RunAsync("delete", "pod", "web-0")).ShouldStartWith("pod \"web-0\" deleted");
    }
}
