using System.Text.Json;
using StatefulDashboard.Domain.Discovery;
using StatefulDashboard.Domain.Tests.Lifecycle;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Discovery;

/// <summary>The namespace of db/web and what its environment is told from, made by hand.</summary>
internal sealed class Finds
{
    public World World { get; } = new();

    public StatefulSetDetail? Template { get; set; } = new() { Metadata = new() { Name = "web", Namespace = "db" } };

    public List<PodDetail> Pods { get; } = [];

    public Dictionary<string, ConfigMapKeys> ConfigMaps { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, SecretKeys> Secrets { get; } = new(StringComparer.Ordinal);

    public List<Service> Services { get; } = [];

    public List<EndpointSlice> Slices { get; } = [];

    public bool ConfigMapsAreRead { get; set; } = true;

    public bool SecretsAreRead { get; set; } = true;

    /// <summary>The template's only container, of its JSON without a name.</summary>
    public Finds Container(string json)
    {
        var container = JsonSerializer.Deserialize(json, KubernetesJsonContext.Default.ContainerDetail)! with { Name = "nginx", Image = "nginx:1.27" };
        Template = Template! with { Spec = new() { Template = new() { Spec = new() { Containers = [container] } } } };
        return this;
    }

    public Finds ConfigMap(string name, string dataJson)
    {
        ConfigMaps[name] = JsonSerializer.Deserialize($$"""{"metadata":{"name":"{{name}}"},"data":{{dataJson}}}""", KubernetesJsonContext.Default.ConfigMapKeys)!;
        return this;
    }

    public Finds Secret(string name, params string[] keys)
    {
        var fields = string.Join(',', keys.Select(key => $"\"f:{key}\":{{}}").Prepend("\".\":{}"));
        var managed = keys.Length == 0 ? """{"f:type":{}}""" : """{"f:data":{FIELDS},"f:type":{}}""".Replace("FIELDS", fields, StringComparison.Ordinal);
        var json = """{"metadata":{"name":"NAME","managedFields":[{"manager":"kubectl","fieldsV1":MANAGED}]}}""".Replace("NAME", name, StringComparison.Ordinal).Replace("MANAGED", managed, StringComparison.Ordinal);
        Secrets[name] = JsonSerializer.Deserialize(json, KubernetesJsonContext.Default.SecretKeys)!;
        return this;
    }

    public Finds Service(string name, string type = "ClusterIP", string ip = "10.96.0.9", string external = "", bool selects = true, DateTimeOffset? made = null)
    {
        Services.Add(new()
        {
            Metadata = new() { Name = name, Namespace = "db", CreationTimestamp = made ?? Lives.Now.AddDays(-1) },
            Spec = new() { Type = type, ClusterIP = type == "ExternalName" ? "" : ip, ExternalName = external, Selector = selects ? World.Labels("app", name) : ValueMap.Empty },
        });
        return this;
    }

    public SetDiscovery Read() => DiscoveryReader.Read(new(
        World.Overview(), Template, Pods,
        name => ConfigMaps.GetValueOrDefault(name), ConfigMapsAreRead, name => Secrets.GetValueOrDefault(name), SecretsAreRead,
        Services, true, Slices, "cluster.local"));
}
