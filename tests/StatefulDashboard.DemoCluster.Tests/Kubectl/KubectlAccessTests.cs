using StatefulDashboard.DemoCluster.Tests.Support;
using StatefulDashboard.Tests.Shared;

namespace StatefulDashboard.DemoCluster.Tests.Kubectl;

/// <summary>What the real kubectl makes of persons and rights.</summary>
public class KubectlAccessTests
{
    private const int FirstWithWhoami = 28;

    public static TheoryData<string> Programs => [.. KubectlPrograms.All];

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Person_OfTheKubeconfig_MayWhatTheirRoleSays(string program)
    {
        await using var cluster = await TestCluster.StartAsync(new DemoClusterOptions { Seed = "empty" });
        await cluster.PostAsync(TestCluster.Sets, TestCluster.NewSet(replicas: 1));
        await cluster.UntilReadyAsync("web", 1);

        await AnswersAsync("demo", 0, "yes", "auth", "can-i", "delete", "nodes");
        await AnswersAsync("demo-viewer", 0, "yes", "auth", "can-i", "list", "statefulsets.apps", "-A");
        await AnswersAsync("demo-viewer", 1, "no", "auth", "can-i", "patch", "statefulsets.apps", "--subresource=scale");
        await AnswersAsync("demo-viewer", 1, "no", "auth", "can-i", "get", "/metrics");
        await AnswersAsync("demo-operator", 0, "yes", "auth", "can-i", "patch", "statefulsets.apps", "--subresource=scale");
        await AnswersAsync("demo-operator", 1, "no", "auth", "can-i", "patch", "statefulsets.apps", "--subresource=scale", "-n", "kube-system");
        await AnswersAsync("demo-operator", 0, "statefulsets.apps/scale", "auth", "can-i", "--list");
        await AnswersAsync("demo-viewer", 1, """Error from server (Forbidden): secrets is forbidden: User "viewer" cannot list resource "secrets" in API group "" in the namespace "default" """, "get", "secrets");
        await AnswersAsync("demo-operator", 0, "statefulset.apps/web scaled", "scale", "sts", "web", "--replicas=2");
        await AnswersAsync("demo-viewer", 0, "web", "get", "sts", "-A");

        async Task AnswersAsync(string context, int exitCode, string text, params string[] arguments)
        {
            var (code, output, errors) = await KubectlProcess.RunAsync(program, "", ["--kubeconfig=" + cluster.Host.KubeconfigPath, "--context=" + context, .. arguments]);
            code.ShouldBe(exitCode, $"{context}: kubectl {string.Join(' ', arguments)}: {output}{errors}");
            (output + errors).ShouldContain(text.TrimEnd(), customMessage: string.Join(' ', arguments));
        }
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task As_AnotherPerson_IsRefusedWhatThatPersonMayNot(string program)
    {
        await using var cluster = await TestCluster.StartAsync(new DemoClusterOptions { Seed = "empty" });
        await cluster.PostAsync(TestCluster.Sets, TestCluster.NewSet(replicas: 0));
        (await FailAsync("scale", "sts", "web", "--replicas=2", "--as=viewer"))
            .ShouldContain("""Error from server (Forbidden): statefulsets.apps "web" is forbidden: User "viewer" cannot patch resource "statefulsets/scale" in API group "apps" in the namespace "default" """.TrimEnd());
        (await FailAsync("delete", "sts", "web", "--as=system:serviceaccount:default:bot")).ShouldContain("""User "system:serviceaccount:default:bot" cannot delete resource "statefulsets" """.TrimEnd());
        (await FailAsync("get", "pods", "--as=ann", "--as-group=readers", "--as-group=others")).ShouldContain("""User "ann" cannot list resource "pods" """.TrimEnd());
        (await FailAsync("get", "pods", "--context=demo-viewer", "--as=admin")).ShouldContain("""users "admin" is forbidden: User "viewer" cannot impersonate resource "users" in API group "" at the cluster scope""");

        await cluster.PostAsync("/apis/rbac.authorization.k8s.io/v1/namespaces/default/rolebindings",
            """{"metadata":{"name":"others-view"},"roleRef":{"kind":"ClusterRole","name":"view"},"subjects":[{"kind":"Group","name":"others"}]}""");
        var (code, _, errors) = await RunAsync("get", "pods", "--as=ann", "--as-group=readers", "--as-group=others");
        code.ShouldBe(0, errors);
        ((int?)(await cluster.GetAsync(TestCluster.Sets + "/web"))["spec"]!["replicas"]).ShouldBe(0);

        async Task<string> FailAsync(params string[] arguments)
        {
            var (exit, output, text) = await RunAsync(arguments);
            exit.ShouldBe(1, $"kubectl {string.Join(' ', arguments)}: {output}{text}");
            return text;
        }

        Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) => KubectlProcess.RunAsync(program, "", ["--kubeconfig=" + cluster.Host.KubeconfigPath, .. arguments]);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Whoami_IsThePersonOfTheContext(string program)
    {
        const string Review = """{"apiVersion":"authentication.k8s.io/v1","kind":"SelfSubjectReview"}""";
        var hasWhoami = await KubectlProcess.MinorVersionAsync(program) >= FirstWithWhoami;
        await using var cluster = await TestCluster.StartAsync(new DemoClusterOptions { Seed = "empty" });
        foreach (var (context, person) in ((string, string)[])[("demo", "admin"), ("demo-operator", "operator"), ("demo-viewer", "viewer")])
        {
            (await RunAsync(context, Review, "create", "-f", "-", "-o", "jsonpath={.status.userInfo.username}")).ShouldBe(person);
            if (hasWhoami)
            {
                var table = await RunAsync(context, "", "auth", "whoami");
                table.ShouldContain($"Username    {person}");
                table.ShouldContain("system:authenticated");
            }
        }

        async Task<string> RunAsync(string context, string input, params string[] arguments)
        {
            var (code, output, errors) = await KubectlProcess.RunAsync(program, input, ["--kubeconfig=" + cluster.Host.KubeconfigPath, "--context=" + context, .. arguments]);
            code.ShouldBe(0, output + errors);
            return output;
        }
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Create_OfARoleWithMoreRights_IsRefused(string program)
    {
        await using var cluster = await TestCluster.StartAsync(new DemoClusterOptions { Seed = "empty" });
        await cluster.PostAsync("/apis/rbac.authorization.k8s.io/v1/namespaces/default/rolebindings",
            """{"metadata":{"name":"ann"},"roleRef":{"kind":"ClusterRole","name":"admin"},"subjects":[{"kind":"User","name":"ann"}]}""");
        var (held, output, errors) = await KubectlProcess.RunAsync(program, "", ["--kubeconfig=" + cluster.Host.KubeconfigPath, "--as=ann", "create", "role", "reader", "--verb=get", "--resource=pods"]);
        held.ShouldBe(0, output + errors);
        var (more, _, refusal) = await KubectlProcess.RunAsync(program, "", ["--kubeconfig=" + cluster.Host.KubeconfigPath, "--as=ann", "create", "role", "nodes", "--verb=delete", "--resource=nodes"]);
        more.ShouldBe(1);
        refusal.ShouldContain("roles.rbac.authorization.k8s.io \"nodes\" is forbidden: user \"ann\" (groups=[\"system:authenticated\"]) is attempting to grant RBAC permissions not currently held:\n{APIGroups:[\"\"], Resources:[\"nodes\"], Verbs:[\"delete\"]}");
    }
}
