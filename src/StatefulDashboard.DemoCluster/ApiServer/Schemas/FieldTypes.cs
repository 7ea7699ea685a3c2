namespace StatefulDashboard.DemoCluster.ApiServer.Schemas;

/// <summary>The fields of the API's types, read once from fields.txt.</summary>
internal static class FieldTypes
{
    private static readonly Dictionary<string, Dictionary<string, string>> Types = Read();

    /// <summary>The fields of a type; null for a type that has none of its own.</summary>
    public static IReadOnlyDictionary<string, string>? Of(string type) => Types.GetValueOrDefault(type);

    private static Dictionary<string, Dictionary<string, string>> Read()
    {
        using var file = new StreamReader(typeof(FieldTypes).Assembly.GetManifestResourceStream("fields.txt")
            ?? throw new InvalidOperationException("The resource fields.txt is missing in the assembly."));
        var types = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        while (file.ReadLine() is { } line)
        {
            if (line.StartsWith('#') || line.Split(": ", 2) is not [var name, var fields])
            {
                continue;
            }

            var members = fields.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(f => f.Split('=')).ToDictionary(f => f[0], f => f[1], StringComparer.Ordinal);
            if (name.StartsWith("kind/", StringComparison.Ordinal))
            {
                members["apiVersion"] = members["kind"] = "string";
                members["metadata"] = "ObjectMeta";
            }

            types[name] = members;
        }

        return types;
    }
}
