using System.Text;
using System.Text.Json;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Manifests;

/// <summary>An object of the API as YAML, cut where it can be folded.</summary>
internal static class ManifestText
{
    public const string ManagedFields = "managedFields";
    public const string Status = "status";

    /// <summary>An object that cannot be read as the API promises is shown as it came.</summary>
    /// <param name="apiVersion">Put in where the server left it out, as it does in lists; so is the kind.</param>
    public static ValueList<ManifestSection> Of(string json, string apiVersion, string kind)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            using var head = JsonDocument.Parse(JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal) { ["apiVersion"] = apiVersion, ["kind"] = kind }));
            return Cut(document.RootElement, head.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return [new(null, YamlScalar.Of(json) + "\n")];
        }
    }

    private static ValueList<ManifestSection> Cut(JsonElement root, JsonElement head)
    {
        var pieces = new Pieces();
        var fields = root.EnumerateObject().Where(field => !head.TryGetProperty(field.Name, out _)).Concat(head.EnumerateObject());
        foreach (var field in fields.OrderBy(field => field.Name, StringComparer.Ordinal))
        {
            if (field.NameEquals("metadata") && field.Value.ValueKind == JsonValueKind.Object && field.Value.TryGetProperty(ManagedFields, out _))
            {
                pieces.Open.Append("metadata:\n");
                foreach (var inner in YamlText.Fields(field.Value))
                {
                    pieces.Add(inner, 2, inner.NameEquals(ManagedFields) ? ManagedFields : null);
                }
            }
            else
            {
                pieces.Add(field, 0, field.NameEquals(Status) ? Status : null);
            }
        }

        return pieces.Done();
    }

    private sealed class Pieces
    {
        private readonly List<ManifestSection> done = [];

        public StringBuilder Open { get; } = new();

        public void Add(JsonProperty field, int indent, string? fold)
        {
            if (fold is not null)
            {
                Close(null);
            }

            YamlText.AppendField(Open, field.Name, field.Value, indent);
            if (fold is not null)
            {
                Close(fold);
            }
        }

        public ValueList<ManifestSection> Done()
        {
            Close(null);
            return done.ToValueList();
        }

        private void Close(string? fold)
        {
            if (Open.Length > 0)
            {
                done.Add(new(fold, Open.ToString()));
                Open.Clear();
            }
        }
    }
}
