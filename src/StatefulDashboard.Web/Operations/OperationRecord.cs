using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Operations;

/// <summary>An operation as it lies in the cluster: one ConfigMap in the namespace of the set.</summary>
public static class OperationRecord
{
    /// <summary>The key in the ConfigMap's data.</summary>
    public const string DataKey = "operation";

    /// <summary>Beside it: says that a dashboard wrote it (<see cref="OperationSeal"/>).</summary>
    public const string SealKey = "seal";

    public const string NamePrefix = "stateful-dashboard-";

    /// <summary>Marks everything that the dashboard makes for an operation.</summary>
    public const string IdLabel = "stateful-dashboard.io/operation";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static NamespacedName NameOf(Operation operation) => new(operation.Name.Namespace, NamePrefix + operation.Id);

    public static string Write(Operation operation) => JsonSerializer.Serialize(operation, Options);

    /// <summary>What a ConfigMap holds; null where it is no operation that this version can read.</summary>
    /// <param name="fault">Why it cannot be read.</param>
    public static Operation? Read(ConfigMap map, out string? fault)
    {
        fault = null;
        try
        {
            var operation = JsonSerializer.Deserialize<Operation>(map.Data.Get(DataKey) ?? "null", Options);
            fault = operation is null ? $"it has no data \"{DataKey}\""
                : operation.Intent is null || operation.Steps is null || operation.Log is null || operation.Step is null ? "a part of it is missing"
                : operation.Name.Namespace != map.Metadata.Namespace || NamePrefix + operation.Id != map.Metadata.Name || operation.Intent.Name != operation.Name ? "it speaks of another one than its name says"
                : operation.Kind != operation.Intent.Kind || !HasProgress(operation) ? "its kind and its parts do not fit"
                : null;
            return fault is null ? operation : null;
        }
        catch (Exception broken) when (broken is JsonException or NotSupportedException)
        {
            fault = broken.Message;
            return null;
        }
    }

    public static JsonObject Labels(string id, string component) => new()
    {
        ["app.kubernetes.io/managed-by"] = "stateful-dashboard",
        ["app.kubernetes.io/component"] = component,
        [IdLabel] = id,
    };

    private static bool HasProgress(Operation operation) => operation.Kind switch
    {
        Domain.Planning.ActionKind.Rollout => operation.Rollout is { FromRevision: not null, TargetRevision: not null, Restarts: not null },
        Domain.Planning.ActionKind.Deletion => operation.Deletion is { Claims: not null },
        _ => false,
    };
}
