using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace StatefulDashboard.Domain.Manifests;

/// <summary>
/// One text as YAML: plain where every reader of YAML 1.1 and 1.2 takes it for that text, else in quotes with all that cannot be seen
/// escaped. So "yes", 0x1 and 1e3 stay texts, and nothing in a text from a cluster can hide or reorder what is shown.
/// </summary>
internal static partial class YamlScalar
{
    /// <summary>On one line, as keys and values.</summary>
    public static string Of(string text) => IsPlain(text) ? text : Quoted(text);

    /// <summary>It can stand as it is, line by line, below a "|": nothing in it is hidden, and no line begins or ends with a space.</summary>
    public static bool IsBlock(string text)
    {
        if (!text.Contains('\n', StringComparison.Ordinal) || text.StartsWith('\n') || text.EndsWith("\n\n", StringComparison.Ordinal))
        {
            return false;
        }

        return text.EnumerateRunes().All(rune => rune.Value == '\n' || !IsHidden(rune))
            && text.Split('\n').All(line => !line.StartsWith(' ') && !line.EndsWith(' '));
    }

    private static bool IsPlain(string text) => Plain().IsMatch(text) && !OtherThanText().IsMatch(text) || Size().IsMatch(text);

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            quoted.Append(rune.Value switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\t' => "\\t",
                '\r' => "\\r",
                _ when !IsHidden(rune) => rune.ToString(),
                <= 0xffff => "\\u" + rune.Value.ToString("x4", CultureInfo.InvariantCulture),
                _ => "\\U" + rune.Value.ToString("x8", CultureInfo.InvariantCulture),
            });
        }

        return quoted.Append('"').ToString();
    }

    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.SpaceSeparator => rune.Value != ' ',
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate => true,
        _ => false,
    };

    // begins with a letter or a slash: no number, no sign of YAML; within it a colon and a space are followed by something harmless
    [GeneratedRegex(@"^[A-Za-z/](?:[A-Za-z0-9_./@+=%-]|:(?=[A-Za-z0-9/_.-])| (?=[A-Za-z0-9/_.(]))*\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Plain();

    [GeneratedRegex(@"^(?:y|yes|n|no|on|off|true|false|null|nan|inf)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OtherThanText();

    [GeneratedRegex(@"^[0-9]+(?:[KMGTPE]i?|m|k)\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Size();
}
