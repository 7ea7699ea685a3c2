using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Watching;

/// <summary>The fields that a real server writes even into an object that is empty, as bookmarks are: those without omitempty in k8s.io/api.</summary>
internal static class EmptyObjects
{
    private const string Template = """{"metadata":{},"spec":{"containers":null}}""";

    private static readonly Dictionary<ResourceKind, JsonNode> Fields = new Dictionary<ResourceKind, string>
    {
        [ResourceKinds.Pods] = """{"spec":{"containers":null},"status":{}}""",
        [ResourceKinds.Services] = """{"spec":{},"status":{"loadBalancer":{}}}""",
        [ResourceKinds.Claims] = """{"spec":{"resources":{}},"status":{}}""",
        [ResourceKinds.Volumes] = """{"spec":{},"status":{}}""",
        [ResourceKinds.Nodes] = """{"spec":{},"status":{"daemonEndpoints":{"kubeletEndpoint":{"Port":0}},"nodeInfo":{"machineID":"","systemUUID":"","bootID":"","kernelVersion":"","osImage":"","containerRuntimeVersion":"","kubeletVersion":"","kubeProxyVersion":"","operatingSystem":"","architecture":""}}}""",
        [ResourceKinds.Namespaces] = """{"spec":{},"status":{}}""",
        [ResourceKinds.Events] = """{"involvedObject":{},"source":{},"firstTimestamp":null,"lastTimestamp":null,"eventTime":null,"reportingComponent":"","reportingInstance":""}""",
        [ResourceKinds.StatefulSets] = $$$"""{"spec":{"selector":null,"template":{{{Template}}},"serviceName":"","updateStrategy":{}},"status":{"replicas":0,"availableReplicas":0}}""",
        [ResourceKinds.Deployments] = $$$"""{"spec":{"selector":null,"template":{{{Template}}},"strategy":{}},"status":{}}""",
        [ResourceKinds.ReplicaSets] = """{"spec":{"selector":null,"template":{"metadata":{},"spec":{"containers":null}}},"status":{"replicas":0}}""",
        [ResourceKinds.DaemonSets] = $$$"""{"spec":{"selector":null,"template":{{{Template}}},"updateStrategy":{}},"status":{"currentNumberScheduled":0,"numberMisscheduled":0,"desiredNumberScheduled":0,"numberReady":0}}""",
        [ResourceKinds.ControllerRevisions] = """{"revision":0}""",
        [ResourceKinds.EndpointSlices] = """{"addressType":"","endpoints":null,"ports":null}""",
        [ResourceKinds.DisruptionBudgets] = """{"spec":{},"status":{"disruptionsAllowed":0,"currentHealthy":0,"desiredHealthy":0,"expectedPods":0}}""",
        [ResourceKinds.StorageClasses] = """{"provisioner":""}""",
    }.ToDictionary(e => e.Key, e => JsonNode.Parse(e.Value)!);

    public static void Fill(ResourceKind kind, JsonObject empty)
    {
        foreach (var (name, value) in (JsonObject?)Fields.GetValueOrDefault(kind) ?? [])
        {
            empty[name] = value?.DeepClone();
        }
    }
}
