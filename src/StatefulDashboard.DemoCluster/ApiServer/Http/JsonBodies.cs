using System.Text.Json;
using System.Text.Json.Nodes;

namespace StatefulDashboard.DemoCluster.ApiServer.Http;

/// <summary>Reads JSON as the API server does: of a member that is named twice the last one counts, and which ones were is told.</summary>
internal static class JsonBodies
{
    /// <summary>How deep a body may be nested; what is stored is written at most a few levels deeper.</summary>
    public const int MaxDepth = 50;

    /// <param name="body">The bytes of the body.</param>
    /// <param name="duplicates">Gets the path of each member that was named more than once.</param>
    /// <exception cref="JsonException">The bytes are no JSON, or nested too deeply.</exception>
    public static JsonNode? Read(ReadOnlySpan<byte> body, List<string>? duplicates = null)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            reader.Read();
            var node = Value(ref reader, "", duplicates ?? []);
            if (reader.Read())
            {
                throw new JsonException("there is more after the end of the value");
            }

            return node;
        }
        catch (InvalidOperationException exception)
        {
            // a text that is no UTF-8
            throw new JsonException(exception.Message, exception);
        }
    }

    private static JsonNode? Value(ref Utf8JsonReader reader, string path, List<string> duplicates)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var map = new JsonObject();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = reader.GetString()!;
                    var at = path.Length == 0 ? name : $"{path}.{name}";
                    reader.Read();
                    if (map.ContainsKey(name))
                    {
                        duplicates.Add(at);
                    }

                    map[name] = Value(ref reader, at, duplicates);
                }

                return map;
            case JsonTokenType.StartArray:
                var list = new JsonArray();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    list.Add(Value(ref reader, $"{path}[{list.Count}]", duplicates));
                }

                return list;
            case JsonTokenType.String:
                return JsonValue.Create(reader.GetString());
            case JsonTokenType.Number:
                return reader.TryGetInt64(out var whole) ? JsonValue.Create(whole) : JsonNode.Parse(reader.ValueSpan);
            case JsonTokenType.True or JsonTokenType.False:
                return JsonValue.Create(reader.GetBoolean());
            default:
                return null;
        }
    }
}
