using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Schemas;

/// <summary>Looks at an object as a real server's decoder would: is each field of its type, and which fields does the type not have.</summary>
internal sealed class ObjectDecoder
{
    /// <summary>How long a list may be: what is done with lists takes time that grows with the square of it.</summary>
    public const int MostItems = 5_000;

    private readonly List<string> unknown = [];

    /// <summary>The paths of the fields that the kind does not have, in the order in which they stand in the object.</summary>
    /// <exception cref="UnreadableObjectException">A field holds a value of another type.</exception>
    public static IReadOnlyList<string> Read(string kind, JsonObject root)
    {
        var decoder = new ObjectDecoder();
        decoder.Members("", "kind/" + kind, kind, root);
        return decoder.unknown;
    }

    private void Members(string path, string type, string owner, JsonObject map)
    {
        if (FieldTypes.Of(type) is not { } fields)
        {
            return;
        }

        foreach (var (name, value) in map)
        {
            var at = path.Length == 0 ? name : $"{path}.{name}";
            if (!fields.TryGetValue(name, out var fieldType))
            {
                unknown.Add(at);
            }
            else if (value is not null)
            {
                Value(at, fieldType, $"{owner}.{at}", value);
            }
        }
    }

    private void Value(string path, string type, string field, JsonNode value)
    {
        if (type.StartsWith("[]", StringComparison.Ordinal))
        {
            var list = value as JsonArray ?? throw Wrong(value, field, type);
            if (list.Count > MostItems)
            {
                throw new UnreadableObjectException($"{path} has more than {MostItems} items");
            }

            for (var i = 0; i < list.Count; i++)
            {
                if (list[i] is { } item)
                {
                    Value($"{path}[{i}]", type[2..], field, item);
                }
            }

            return;
        }

        switch (type)
        {
            case "any":
                break;
            case "strings" or "quantities":
                foreach (var (name, item) in value as JsonObject ?? throw Wrong(value, field, "map[string]string"))
                {
                    if (item is not null)
                    {
                        Value($"{path}.{name}", type == "strings" ? "string" : "quantity", field, item);
                    }
                }

                break;
            case "object":
                _ = value as JsonObject ?? throw Wrong(value, field, "object");
                break;
            case "string" or "bool" or "int32" or "int64" or "quantity" or "intstr" or "time":
                if (!IsScalar(type, value))
                {
                    throw Wrong(value, field, type);
                }

                break;
            default:
                Members(path, type, type, value as JsonObject ?? throw Wrong(value, field, "v1." + type));
                break;
        }
    }

    private static bool IsScalar(string type, JsonNode value) => (type, value.GetValueKind()) switch
    {
        ("string", JsonValueKind.String) => true,
        ("bool", JsonValueKind.True or JsonValueKind.False) => true,
        ("int32", JsonValueKind.Number) => Whole(value) is >= int.MinValue and <= int.MaxValue,
        ("int64", JsonValueKind.Number) => Whole(value) is not null,
        ("intstr", JsonValueKind.String) => true,
        ("intstr", JsonValueKind.Number) => Whole(value) is >= int.MinValue and <= int.MaxValue,
        ("quantity", JsonValueKind.Number) => true,
        ("quantity", JsonValueKind.String) => Quantity.IsOne(value.Text()!),
        ("time", JsonValueKind.String) => Stamps.FromStamp(value.Text()) is not null,
        _ => false,
    };

    private static long? Whole(JsonNode value)
        => long.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : null;

    private static UnreadableObjectException Wrong(JsonNode value, string field, string type) => (type, value.GetValueKind()) switch
    {
        ("quantity", JsonValueKind.String) => new("quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"),
        ("time", JsonValueKind.String) => new($"parsing time {value.ToJsonString(JsonAccess.Plain)} as \"2006-01-02T15:04:05Z07:00\": cannot parse it"),
        ("int32" or "int64" or "intstr", JsonValueKind.Number) => new($"json: cannot unmarshal number {Short(value)} into Go struct field {field} of type {type}"),
        _ => new($"json: cannot unmarshal {Name(value)} into Go struct field {field} of type {type}"),
    };

    private static string Short(JsonNode value) => value.ToJsonString() is { Length: > 40 } text ? text[..40] + "..." : value.ToJsonString();

    private static string Name(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.String => "string", JsonValueKind.Number => "number", JsonValueKind.Array => "array", JsonValueKind.Object => "object", _ => "bool",
    };
}
