using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Objects;

/// <summary>A label selector, from an object's spec or from a query text (apimachinery pkg/labels).</summary>
internal sealed class LabelSelector
{
    private readonly List<(string Key, string Operator, string[] Values)> requirements = [];

    public bool IsEmpty => requirements.Count == 0;

    public static LabelSelector From(JsonObject? selector)
    {
        var result = new LabelSelector();
        foreach (var entry in selector.Object("matchLabels") ?? [])
        {
            result.requirements.Add((entry.Key, "In", [entry.Value.Text() ?? ""]));
        }

        foreach (var expression in selector.Items("matchExpressions"))
        {
            result.requirements.Add((expression.Text("key") ?? "", expression.Text("operator") ?? "", [.. expression.Texts("values")]));
        }

        return result;
    }

    /// <exception cref="ApiException">400 when the text is no selector.</exception>
    public static LabelSelector Parse(string? text)
    {
        var result = new LabelSelector();
        foreach (var part in Split(text ?? ""))
        {
            var requirement = ParseOne(part);
            if (!MetadataRules.IsQualifiedName(requirement.Key) || requirement.Values.Any(v => !MetadataRules.IsLabelValue(v)))
            {
                throw Refusals.BadRequest($"unable to parse requirement: {(part.Length > 200 ? part[..200] + "..." : part)} names a key or a value that no label can have");
            }

            result.requirements.Add(requirement);
        }

        return result;
    }

    public bool Matches(JsonObject? labels) => requirements.TrueForAll(r => labels.Text(r.Key) is var value && r.Operator switch
    {
        "In" => value is not null && r.Values.Contains(value),
        "NotIn" => value is null || !r.Values.Contains(value),
        "Exists" => value is not null,
        "DoesNotExist" => value is null,
        _ => false,
    });

    /// <summary>"app=nginx,tier in (a,b)", as /scale tells a selector.</summary>
    public override string ToString() => string.Join(',', requirements.Select(r => r.Operator switch
    {
        "In" when r.Values.Length == 1 => $"{r.Key}={r.Values[0]}",
        "In" => $"{r.Key} in ({string.Join(',', r.Values)})",
        "NotIn" => $"{r.Key} notin ({string.Join(',', r.Values)})",
        "DoesNotExist" => $"!{r.Key}",
        _ => r.Key,
    }));

    private static IEnumerable<string> Split(string text)
    {
        var depth = 0;
        var from = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || (text[i] == ',' && depth == 0))
            {
                if (text[from..i].Trim() is { Length: > 0 } part)
                {
                    yield return part;
                }

                from = i + 1;
            }
            else
            {
                depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            }
        }
    }

    private static (string Key, string Operator, string[] Values) ParseOne(string part)
    {
        if (part[0] == '!')
        {
            return (part[1..].Trim(), "DoesNotExist", []);
        }

        foreach (var (word, name) in (ReadOnlySpan<(string, string)>)[(" notin ", "NotIn"), (" in ", "In")])
        {
            if (part.IndexOf(word, StringComparison.Ordinal) is var at and > 0 && part.EndsWith(')'))
            {
                var values = part[(at + word.Length)..].Trim().Trim('(', ')').Split(',', StringSplitOptions.TrimEntries);
                return (part[..at].Trim(), name, values);
            }
        }

        foreach (var (sign, name) in (ReadOnlySpan<(string, string)>)[("!=", "NotIn"), ("==", "In"), ("=", "In")])
        {
            if (part.IndexOf(sign, StringComparison.Ordinal) is var at and > 0)
            {
                var value = part[(at + sign.Length)..].Trim();
                if (value.StartsWith('='))
                {
                    throw Refusals.BadRequest("unable to parse requirement: found '=', expected: identifier");
                }

                return (part[..at].Trim(), name, [value]);
            }
        }

        return part.Contains(' ', StringComparison.Ordinal)
            ? throw Refusals.BadRequest($"unable to parse requirement: found '{part.Split(' ')[1]}', expected: in, notin, =, ==, !=, gt, lt")
            : (part, "Exists", []);
    }
}
