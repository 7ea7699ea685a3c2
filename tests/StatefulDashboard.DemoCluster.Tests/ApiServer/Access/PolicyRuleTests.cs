using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Access;

namespace StatefulDashboard.DemoCluster.Tests.ApiServer.Access;

/// <summary>The truth table of one rule, from the Kubernetes documentation (Using RBAC Authorization; API reference, PolicyRule).</summary>
public class PolicyRuleTests
{
    private const string Sets = """{"apiGroups":["apps"],"resources":["statefulsets"],"verbs":["get","list"]}""";
    private const string Everything = """{"apiGroups":["*"],"resources":["*"],"verbs":["*"]}""";
    private const string OnlyScale = """{"apiGroups":["apps"],"resources":["statefulsets/scale"],"verbs":["patch"]}""";
    private const string EveryScale = """{"apiGroups":["*"],"resources":["*/scale"],"verbs":["*"]}""";
    private const string Named = """{"apiGroups":[""],"resources":["configmaps"],"resourceNames":["mine"],"verbs":["*"]}""";
    private const string Paths = """{"nonResourceURLs":["/healthz","/logs/*"],"verbs":["get"]}""";
    private const string EveryPath = """{"nonResourceURLs":["*"],"verbs":["*"]}""";
    private const string Core = """{"apiGroups":[""],"resources":["*"],"verbs":["get"]}""";
    private const string EmptyNames = """{"apiGroups":[""],"resources":["pods"],"resourceNames":[],"verbs":["delete"]}""";

    [Theory]
    [InlineData(Sets, "get apps statefulsets web", true)]
    [InlineData(Sets, "list apps statefulsets", true)]
    [InlineData(Sets, "watch apps statefulsets", false)] // no verb stands for another
    [InlineData(Sets, "get apps deployments web", false)]
    [InlineData(Sets, "get - statefulsets web", false)] // the same name in another group is another resource
    [InlineData(Sets, "get apps statefulsets/scale web", false)] // a resource does not include its subresources
    [InlineData(Sets, "get apps statefulsets/status web", false)]
    [InlineData(Everything, "deletecollection snapshot.storage.k8s.io volumesnapshots", true)]
    [InlineData(Everything, "patch apps statefulsets/scale web", true)]
    [InlineData(Everything, "anything x y/z name", true)]
    [InlineData(OnlyScale, "patch apps statefulsets/scale web", true)]
    [InlineData(OnlyScale, "patch apps statefulsets web", false)]
    [InlineData(OnlyScale, "update apps statefulsets/scale web", false)]
    [InlineData(EveryScale, "update apps deployments/scale web", true)]
    [InlineData(EveryScale, "update apps deployments/status web", false)]
    [InlineData(EveryScale, "update apps deployments web", false)]
    [InlineData(Named, "update - configmaps mine", true)]
    [InlineData(Named, "update - configmaps yours", false)]
    [InlineData(Named, "create - configmaps", false)] // a name is not known when something is created
    [InlineData(Named, "list - configmaps", false)]
    [InlineData(Named, "list - configmaps mine", true)] // by a field selector on the name
    [InlineData(Core, "get - secrets s", true)]
    [InlineData(Core, "get apps statefulsets web", false)]
    [InlineData(Core, "get - pods/log web-0", true)]
    [InlineData(EmptyNames, "delete - pods any", true)] // no names are all names
    public void Rule_AllowsAResource_AsDocumented(string rule, string request, bool expected)
    {
        var parts = request.Split(' ');
        var resource = parts[2].Split('/');
        Of(rule).Allows(AccessRequest.OnResource(parts[0]) with
        {
            Group = parts[1] == "-" ? "" : parts[1], Resource = resource[0], Subresource = resource.ElementAtOrDefault(1) ?? "", Name = parts.ElementAtOrDefault(3) ?? "",
        }).ShouldBe(expected);
    }

    [Theory]
    [InlineData(Paths, "get", "/healthz", true)]
    [InlineData(Paths, "post", "/healthz", false)]
    [InlineData(Paths, "get", "/healthz/ping", false)]
    [InlineData(Paths, "get", "/logs/kubelet.log", true)]
    [InlineData(Paths, "get", "/logs", false)]
    [InlineData(Paths, "get", "/metrics", false)]
    [InlineData(EveryPath, "get", "/metrics", true)]
    [InlineData(EveryPath, "post", "/any/where", true)]
    [InlineData(Everything, "get", "/metrics", false)] // resources are not paths
    public void Rule_AllowsAPath_AsDocumented(string rule, string verb, string path, bool expected)
        => Of(rule).Allows(AccessRequest.OnPath(verb, path)).ShouldBe(expected);

    [Fact]
    public void PathRule_AllowsNoResource() => Of(EveryPath).Allows(AccessRequest.OnResource("get") with { Resource = "pods" }).ShouldBeFalse();

    private static PolicyRule Of(string rule) => PolicyRule.From((JsonObject)JsonNode.Parse(rule)!);
}
