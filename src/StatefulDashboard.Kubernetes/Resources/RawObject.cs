using System.Text.Json;
using System.Text.Json.Serialization;

namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>An object of any kind with all its fields, as the server sent it: to be shown, never to be reasoned with.</summary>
/// <param name="Json">Of a list's items: without apiVersion and kind, which the server leaves out there.</param>
[JsonConverter(typeof(RawObjectConverter))]
public sealed record RawObject(ObjectMeta Metadata, string Json) : IKubernetesObject
{
    /// <summary>The one object of this name, whatever its lean record leaves out.</summary>
    public static ResourceKind<RawObject> Named<T>(ResourceKind<T> kind, string name)
        where T : class, IKubernetesObject
    {
        ArgumentNullException.ThrowIfNull(kind);
        return new(kind.Group, kind.Version, kind.Kind, kind.Plural, kind.IsNamespaced, KubernetesJsonContext.Default.RawObject) { FieldSelector = "metadata.name=" + name };
    }

    internal sealed class RawObjectConverter : JsonConverter<RawObject>
    {
        public override RawObject Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                throw new JsonException($"expected an object, found {root.ValueKind}");
            }

            var metadata = root.TryGetProperty("metadata", out var found) ? found.Deserialize(KubernetesJsonContext.Default.ObjectMeta) : null;
            return new(metadata ?? new(), root.GetRawText());
        }

        public override void Write(Utf8JsonWriter writer, RawObject value, JsonSerializerOptions options) => writer.WriteRawValue(value.Json);
    }
}
