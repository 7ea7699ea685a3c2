using System.Text;
using System.Text.Json.Nodes;

namespace StatefulDashboard.Kubernetes.Configuration;

/// <summary>A named cluster, user or context of a kubeconfig: the file that it came from and its fields, read when asked for.</summary>
/// <param name="What">"cluster", "user" or "context".</param>
/// <param name="File">Relative paths count from this file's folder.</param>
internal sealed record KubeconfigEntry(string What, string Name, string File, long Line, ConfigMapping Fields)
{
    public ConfigurationFaultException Fault(string wrong, string? field = null, Exception? because = null)
    {
        var line = field is not null && Fields.Fields.TryGetValue(field, out var node) ? node.Line : Line;
        var message = $"kubeconfig {File}, line {line}: {What} \"{Name}\": {wrong}";
        return because is null ? new(message) : new(message, because);
    }

    /// <summary>True when the field is there with any value, even one of another type.</summary>
    public bool Has(string field) => Fields.Fields.TryGetValue(field, out var node) && node switch
    {
        ConfigScalar scalar => !string.IsNullOrEmpty(scalar.Text),
        ConfigSequence sequence => sequence.Items.Count > 0,
        _ => true,
    };

    /// <summary>Null when absent or empty.</summary>
    public string? Text(string field) => Fields.Fields.GetValueOrDefault(field) switch
    {
        null or ConfigScalar { Text: null or "" } => null,
        ConfigScalar scalar => scalar.Text,
        _ => throw Fault($"{field} is not text", field),
    };

    /// <summary>The fields below a field, as an entry of the same name; empty where it is absent.</summary>
    public KubeconfigEntry Section(string field) => Fields.Fields.GetValueOrDefault(field) switch
    {
        null or ConfigScalar { Text: null or "" } => this with { Fields = new ConfigMapping(Line, new Dictionary<string, ConfigNode>(StringComparer.Ordinal)) },
        ConfigMapping section => this with { Fields = section, Line = section.Line },
        _ => throw Fault($"{field} is not a set of fields", field),
    };

    /// <summary>A list of sets of fields; empty where it is absent.</summary>
    public IReadOnlyList<KubeconfigEntry> Sections(string field) =>
        [.. Items(field).Select(item => item is ConfigMapping section ? this with { Fields = section, Line = section.Line } : throw Fault($"{field} is not a list of sets of fields", field))];

    /// <summary>A list of texts; empty where it is absent.</summary>
    public IReadOnlyList<string> Texts(string field) =>
        [.. Items(field).Select(item => item is ConfigScalar scalar ? scalar.Text ?? "" : throw Fault($"{field} is not a list of texts", field))];

    /// <summary>Texts by name, each with the list of texts below it; empty where it is absent.</summary>
    public IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> TextLists(string field)
    {
        var section = Section(field);
        return section.Fields.Fields.Keys.Select(key => new KeyValuePair<string, IReadOnlyList<string>>(key, section.Texts(key)));
    }

    /// <summary>A field with all that is below it; what is no set and no list is text.</summary>
    public JsonNode? Json(string field) => Fields.Fields.TryGetValue(field, out var node) ? Json(node) : null;

    public bool Flag(string field) => Text(field) switch
    {
        null or "false" or "False" or "FALSE" => false,
        "true" or "True" or "TRUE" => true,
        _ => throw Fault($"{field} is neither true nor false", field),
    };

    /// <summary>The absolute path in a field; null when absent.</summary>
    public string? FilePath(string field)
    {
        if (Text(field) is not { } text)
        {
            return null;
        }

        try
        {
            return Path.GetFullPath(text, Path.GetDirectoryName(File)!);
        }
        catch (ArgumentException fault)
        {
            throw Fault($"{field} is no path", field, fault);
        }
    }

    /// <summary>The PEM text of <c>field-data</c> (base64) or, when that is absent, of the file that <c>field</c> names.</summary>
    public (string Field, string Pem)? Pem(string field)
    {
        var data = field + "-data";
        if (Text(data) is { } base64)
        {
            try
            {
                return (data, Encoding.UTF8.GetString(Convert.FromBase64String(base64)));
            }
            catch (FormatException fault)
            {
                throw Fault($"{data} is not base64", data, fault);
            }
        }

        if (FilePath(field) is not { } path)
        {
            return null;
        }

        try
        {
            var file = new FileInfo(path);
            return file.Exists && file.Length > YamlReader.MaximumBytes
                ? throw Fault($"{field}: {path} is larger than 1 MB", field)
                : (field, System.IO.File.ReadAllText(path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Fault($"{field}: {path} cannot be read: {fault.Message}", field, fault);
        }
    }

    private static JsonNode? Json(ConfigNode node) => node switch
    {
        ConfigMapping mapping => new JsonObject(mapping.Fields.Select(pair => new KeyValuePair<string, JsonNode?>(pair.Key, Json(pair.Value)))),
        ConfigSequence sequence => new JsonArray([.. sequence.Items.Select(Json)]),
        ConfigScalar scalar => scalar.Text,
        _ => null,
    };

    private IReadOnlyList<ConfigNode> Items(string field) => Fields.Fields.GetValueOrDefault(field) switch
    {
        null or ConfigScalar { Text: null or "" } => [],
        ConfigSequence sequence => sequence.Items,
        _ => throw Fault($"{field} is not a list", field),
    };
}
