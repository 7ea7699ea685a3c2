using System.Text.Json.Serialization;

namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>A v1 ConfigMap of which only the keys are kept, and of each value the host names that stand in it.</summary>
public sealed record ConfigMapKeys : IKubernetesObject
{
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    /// <summary>As the server sends them: sorted.</summary>
    [JsonPropertyName("data")]
    [JsonConverter(typeof(ConfigValuesConverter))]
    public ValueList<ConfigValue> Values { get; init => field = value ?? []; } = [];

    public ConfigValue? Find(string key) => Values.FirstOrDefault(value => string.Equals(value.Key, key, StringComparison.Ordinal));
}

/// <summary>A key of a ConfigMap.</summary>
/// <param name="Hosts">What looks like a host name in its value, in order, each once: see <see cref="HostNames"/>.</param>
public sealed record ConfigValue(string Key, ValueList<HostName> Hosts);
