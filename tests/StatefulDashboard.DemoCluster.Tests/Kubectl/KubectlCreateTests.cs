using StatefulDashboard.DemoCluster.Tests.Support;
using StatefulDashboard.Tests.Shared;

namespace StatefulDashboard.DemoCluster.Tests.Kubectl;

/// <summary>kubectl create, which newer versions send as protobuf and older ones as JSON: the same is stored either way.</summary>
public class KubectlCreateTests
{
    public static TheoryData<string> Programs => [.. KubectlPrograms.All];

    // the command, and what of the object is looked at
    private static readonly (string Command, string Path, string Expected)[] Cases =
    [
        ("secret generic s --from-literal=a=b --type=example.com/x", "secret/s {.data.a} {.type}", "Yg== example.com/x"),
        ("deployment d --image=nginx --port=80 --replicas=2 -- sh -c x", "deployment/d {.spec.replicas} {.spec.selector.matchLabels.app} {.spec.template.spec.containers[0].image} {.spec.template.spec.containers[0].ports[0].containerPort} {.spec.template.spec.containers[0].command}", "2 d nginx 80 [\"sh\",\"-c\",\"x\"]"),
        ("service clusterip c --tcp=80:8080", "service/c {.spec.type} {.spec.ports[0].port} {.spec.ports[0].targetPort} {.spec.ports[0].name} {.spec.selector.app}", "ClusterIP 80 8080 80-8080 c"),
        ("service nodeport n --tcp=80:web --node-port=30001", "service/n {.spec.type} {.spec.ports[0].targetPort} {.spec.ports[0].nodePort}", "NodePort web 30001"),
        ("service externalname e --external-name=a.b", "service/e {.spec.type} {.spec.externalName}", "ExternalName a.b"),
        ("poddisruptionbudget p --selector=app=x --min-available=50%", "pdb/p {.spec.minAvailable} {.spec.selector.matchLabels.app}", "50% x"),
        ("poddisruptionbudget q --selector=app=x --max-unavailable=1", "pdb/q {.spec.maxUnavailable}", "1"),
        ("quota q --hard=pods=3,requests.storage=10Gi", "quota/q {.spec.hard.pods} {.spec.hard.requests\\.storage}", "3 10Gi"),
        ("role r --verb=get --resource=pods --resource-name=a", "role/r {.rules[0].verbs[0]} {.rules[0].resources[0]} {.rules[0].resourceNames[0]} {.rules[0].apiGroups}", "get pods a [\"\"]"),
        ("clusterrole r --verb=get --non-resource-url=/healthz", "clusterrole/r {.rules[0].nonResourceURLs[0]}", "/healthz"),
        ("rolebinding b --clusterrole=view --user=ann --serviceaccount=default:x", "rolebinding/b {.roleRef.name} {.subjects[0].name} {.subjects[1].kind} {.subjects[1].namespace}", "view ann ServiceAccount default"),
        ("configmap m --from-literal=a=b", "configmap/m {.data.a}", "b"),
    ];

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task Create_EachKind_StoresWhatWasAskedFor(string program)
    {
        await using var cluster = await TestCluster.StartAsync(new DemoClusterOptions { Seed = "empty" });
        foreach (var (command, path, expected) in Cases)
        {
            var (created, output, errors) = await KubectlProcess.RunAsync(program, "", ["--kubeconfig=" + cluster.Host.KubeconfigPath, "--context=demo", "create", .. command.Split(' ')]);
            if (errors.Contains("policy/v1beta1", StringComparison.Ordinal))
            {
                continue; // kubectl 1.20 asks for a version that Kubernetes took away in 1.25
            }

            created.ShouldBe(0, $"kubectl create {command}: {output}{errors}");
            var (name, fields) = (path[..path.IndexOf(' ', StringComparison.Ordinal)], path[(path.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
            (await RunAsync(program, cluster, ["get", name, "-o", "jsonpath=" + fields])).ShouldBe(expected, command);
        }
    }

    private static async Task<string> RunAsync(string program, TestCluster cluster, string[] arguments)
    {
        var (exitCode, output, errors) = await KubectlProcess.RunAsync(program, "", ["--kubeconfig=" + cluster.Host.KubeconfigPath, "--context=demo", .. arguments]);
        exitCode.ShouldBe(0, $"kubectl {string.Join(' ', arguments)}: {output}{errors}");
        return output;
    }
}
