using System.Text.Json;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Api;

/// <summary>A JSON object that a program sent, read field by field: a wrong type, a field that is there twice or that nobody asked for is a fault.</summary>
internal sealed class IntentFields
{
    /// <summary>More items of a list than this are a mistake, or meant to do harm.</summary>
    private const int MostItems = 10_000;

    private readonly string path;
    private readonly Dictionary<string, JsonElement> fields = new(StringComparer.Ordinal);

    /// <exception cref="IntentException">It is no object, or names a field twice.</exception>
    public IntentFields(JsonElement json, string path = "")
    {
        this.path = path;
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new IntentException($"{(path.Length == 0 ? "The body" : path.TrimEnd('.'))} must be a JSON object.");
        }

        foreach (var field in json.EnumerateObject())
        {
            if (!fields.TryAdd(field.Name, field.Value))
            {
                throw new IntentException($"\"{path}{field.Name}\" stands there twice.");
            }
        }
    }

    public bool Has(string name) => fields.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null;

    public string Text(string name) => OptionalText(name) ?? throw Missing(name, "a text");

    public string? OptionalText(string name) => Take(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw Wrong(name, "a text");

    public int Number(string name) => OptionalNumber(name) ?? throw Missing(name, "a whole number");

    public int? OptionalNumber(string name) => Take(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number
        : throw Wrong(name, "a whole number");

    public bool Flag(string name) => Take(name) is { } value && (value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Wrong(name, "true or false"));

    public string? ObjectText(string name) => Take(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Object ? value.GetRawText()
        : throw Wrong(name, "a JSON object");

    public ValueList<string> Texts(string name) =>
        List(name, item => item.ValueKind == JsonValueKind.String ? item.GetString()! : throw Wrong(name, "a list of texts"));

    public ValueList<int> Numbers(string name) =>
        List(name, item => item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out var number) ? number : throw Wrong(name, "a list of whole numbers"));

    public ValueList<T> Objects<T>(string name, Func<IntentFields, T> read)
    {
        var index = 0;
        return List(name, item =>
        {
            var inner = new IntentFields(item, $"{path}{name}[{index++}].");
            var made = read(inner);
            inner.EnsureAllTaken();
            return made;
        });
    }

    /// <exception cref="IntentException">A field is left that nobody asked for.</exception>
    public void EnsureAllTaken()
    {
        if (fields.Keys.FirstOrDefault() is { } unknown)
        {
            throw new IntentException($"\"{path}{unknown}\" is not known here.");
        }
    }

    private ValueList<T> List<T>(string name, Func<JsonElement, T> read)
    {
        if (Take(name) is not { } value)
        {
            return [];
        }

        return value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= MostItems ? value.EnumerateArray().Select(read).ToValueList() : throw Wrong(name, $"a list of at most {MostItems}");
    }

    private JsonElement? Take(string name) => fields.Remove(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private IntentException Wrong(string name, string wanted) => new($"\"{path}{name}\" must be {wanted}.");

    private IntentException Missing(string name, string wanted) => new($"\"{path}{name}\" is missing: {wanted}.");
}
