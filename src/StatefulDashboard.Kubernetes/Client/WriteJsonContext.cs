using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>Whole objects, with the fields that the lean records leave out: to find out what became of a write.</summary>
[JsonSourceGenerationOptions(AllowDuplicateProperties = false)]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class WriteJsonContext : JsonSerializerContext;
