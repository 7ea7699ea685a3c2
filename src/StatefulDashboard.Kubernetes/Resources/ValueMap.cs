using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>A small map of strings (labels, capacities) that never changes and compares by its pairs, sorted by key.</summary>
[JsonConverter(typeof(JsonText))]
public sealed class ValueMap : IReadOnlyDictionary<string, string>, IEquatable<ValueMap>
{
    public static readonly ValueMap Empty = new([]);

    private readonly KeyValuePair<string, string>[] pairs;

    private ValueMap(KeyValuePair<string, string>[] pairs) => this.pairs = pairs;

    /// <summary>Where a key stands twice the last one counts.</summary>
    public static ValueMap From(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        if (pairs is List<KeyValuePair<string, string>> list && IsSorted(list))
        {
            return list.Count == 0 ? Empty : new([.. list]);
        }

        var last = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in pairs)
        {
            last[key] = value;
        }

        return last.Count == 0 ? Empty : new([.. last]);
    }

    public int Count => pairs.Length;

    public IEnumerable<string> Keys => pairs.Select(pair => pair.Key);

    public IEnumerable<string> Values => pairs.Select(pair => pair.Value);

    public string this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

    public string? Get(string key) => TryGetValue(key, out var value) ? value : null;

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        foreach (var pair in pairs)
        {
            if (string.Equals(pair.Key, key, StringComparison.Ordinal))
            {
                value = pair.Value;
                return true;
            }
        }

        value = null;
        return false;
    }

    public bool Equals(ValueMap? other) => other is not null && (ReferenceEquals(pairs, other.pairs) || pairs.AsSpan().SequenceEqual(other.pairs));

    public override bool Equals(object? obj) => Equals(obj as ValueMap);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var pair in pairs)
        {
            hash.Add(pair.Key, StringComparer.Ordinal);
            hash.Add(pair.Value, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, string>>)pairs).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => pairs.GetEnumerator();

    public override string ToString() => string.Join(",", pairs.Select(pair => pair.Key + "=" + pair.Value));

    /// <summary>As the API writes maps: each key greater than the one before.</summary>
    private static bool IsSorted(List<KeyValuePair<string, string>> pairs)
    {
        for (var index = 1; index < pairs.Count; index++)
        {
            if (string.CompareOrdinal(pairs[index - 1].Key, pairs[index].Key) >= 0)
            {
                return false;
            }
        }

        return true;
    }

    internal sealed class JsonText : JsonConverter<ValueMap>
    {
        public override bool HandleNull => true;

        public override ValueMap Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.Null)
            {
                return Empty;
            }

            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw new JsonException($"expected an object, found {reader.TokenType}");
            }

            List<KeyValuePair<string, string>>? read = null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var key = SharedStrings.Read(ref reader);
                reader.Read();
                (read ??= []).Add(new(key, reader.TokenType switch
                {
                    JsonTokenType.String => SharedStrings.Read(ref reader),
                    JsonTokenType.Null => "",
                    JsonTokenType.Number => System.Text.Encoding.UTF8.GetString(reader.ValueSpan),
                    _ => throw new JsonException($"expected a string, found {reader.TokenType}"),
                }));
            }

            return read is null ? Empty : From(read);
        }

        public override void Write(Utf8JsonWriter writer, ValueMap value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            foreach (var (key, text) in value ?? Empty)
            {
                writer.WriteString(key, text);
            }

            writer.WriteEndObject();
        }
    }
}
