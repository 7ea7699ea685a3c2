using System.Globalization;
using System.Text.Json.Nodes;
using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Domain.Revisions;

/// <summary>What differs between two templates, in words: field by field, lists of named things by their names.</summary>
internal sealed class TemplateChanges
{
    private const int LongestValue = 120;

    // what tells the items of a list apart, as the API's own merging has it
    private static readonly string[] Keys = ["name", "mountPath", "containerPort", "topologyKey", "ip", "key"];

    private readonly List<Statement> found = [];

    private TemplateChanges()
    {
    }

    public static IReadOnlyList<Statement> Of(JsonObject from, JsonObject to)
    {
        var changes = new TemplateChanges();
        changes.CompareFields("", from, to);
        return changes.found;
    }

    private void Compare(string path, JsonNode? from, JsonNode? to)
    {
        if (JsonNode.DeepEquals(from, to))
        {
            return;
        }

        if (from is JsonObject one && to is JsonObject other)
        {
            CompareFields(path, one, other);
        }
        else if (from is JsonArray oneList && to is JsonArray otherList && KeyOf(oneList, otherList) is { } key)
        {
            CompareLists(path, oneList, otherList, key);
        }
        else
        {
            found.Add(Say(path, from, to));
        }
    }

    private void CompareFields(string path, JsonObject from, JsonObject to)
    {
        foreach (var name in from.Select(field => field.Key).Concat(to.Select(field => field.Key)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            Compare(path.Length == 0 ? name : path + "." + name, from[name], to[name]);
        }
    }

    private void CompareLists(string path, JsonArray from, JsonArray to, string key)
    {
        var before = found.Count;
        foreach (var name in from.Concat(to).Select(item => item![key]!.ToString()).Distinct(StringComparer.Ordinal))
        {
            Compare($"{path}[{name}]", Find(from, key, name), Find(to, key, name));
        }

        if (found.Count == before)
        {
            found.Add(Statement.Of(StatementCode.TemplateOrderChanged, path)); // they hold the same, in another order
        }
    }

    private static JsonNode? Find(JsonArray items, string key, string name) => items.FirstOrDefault(item => item![key]!.ToString() == name);

    // each item of both lists must have it, and no two of one list the same
    private static string? KeyOf(JsonArray from, JsonArray to) => Array.Find(Keys, key =>
        from.Concat(to).All(item => item is JsonObject named && named[key] is JsonValue)
        && new[] { from, to }.All(list => list.Select(item => item![key]!.ToString()).Distinct(StringComparer.Ordinal).Count() == list.Count));

    private static Statement Say(string path, JsonNode? from, JsonNode? to)
    {
        if (path.EndsWith("].image", StringComparison.Ordinal) && from is JsonValue && to is JsonValue)
        {
            return Statement.Of(StatementCode.TemplateImageChanged, path[(path.LastIndexOf('[') + 1)..^"].image".Length], Text(from), Text(to));
        }

        return from is null ? Statement.Of(StatementCode.TemplateFieldAdded, path, Text(to))
            : to is null ? Statement.Of(StatementCode.TemplateFieldRemoved, path, Text(from))
            : Statement.Of(StatementCode.TemplateFieldChanged, path, Text(from), Text(to));
    }

    private static string Text(JsonNode? node)
    {
        var text = node switch
        {
            null => "null",
            JsonValue value => value.ToString(),
            _ => node.ToJsonString(),
        };
        return text.Length <= LongestValue ? text : string.Create(CultureInfo.InvariantCulture, $"{text[..LongestValue]}…");
    }
}
