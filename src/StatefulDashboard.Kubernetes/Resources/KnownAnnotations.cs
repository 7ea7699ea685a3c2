using System.Text.Json;
using System.Text.Json.Serialization;

namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>Reads of a map of annotations those that something here asks for; the others are skipped without being kept.</summary>
public sealed class KnownAnnotations : JsonConverter<ValueMap>
{
    /// <summary>A longer value is none of those that are asked for.</summary>
    private const int MostBytes = 1024;

    private static readonly byte[][] Prefixes =
    [
        .. new[] { "stateful-dashboard.io/", "argocd.argoproj.io/", "meta.helm.sh/", "kustomize.toolkit.fluxcd.io/", "helm.toolkit.fluxcd.io/", "objectset.rio.cattle.io/" }
            .Select(System.Text.Encoding.UTF8.GetBytes),
    ];

    public override bool HandleNull => true;

    public override ValueMap Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return ValueMap.Empty;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"expected an object, found {reader.TokenType}");
        }

        List<KeyValuePair<string, string>>? kept = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = IsKnown(ref reader) ? SharedStrings.Read(ref reader) : null;
            reader.Read();
            if (key is not null && reader.TokenType == JsonTokenType.String && Length(ref reader) <= MostBytes)
            {
                (kept ??= []).Add(new(key, SharedStrings.Read(ref reader)));
            }
            else if (!reader.TrySkip())
            {
                throw new JsonException("the annotations end in the middle");
            }
        }

        return kept is null ? ValueMap.Empty : ValueMap.From(kept);
    }

    public override void Write(Utf8JsonWriter writer, ValueMap value, JsonSerializerOptions options) => new ValueMap.JsonText().Write(writer, value, options);

    private static bool IsKnown(ref Utf8JsonReader reader)
    {
        if (reader.HasValueSequence || reader.ValueIsEscaped)
        {
            var text = reader.GetString() ?? "";
            return Prefixes.Any(prefix => text.StartsWith(System.Text.Encoding.UTF8.GetString(prefix), StringComparison.Ordinal));
        }

        foreach (var prefix in Prefixes)
        {
            if (reader.ValueSpan.StartsWith(prefix))
            {
                return true;
            }
        }

        return false;
    }

    private static long Length(ref Utf8JsonReader reader) => reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
}
