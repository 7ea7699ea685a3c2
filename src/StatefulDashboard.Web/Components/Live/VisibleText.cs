using System.Globalization;
using System.Text;

namespace StatefulDashboard.Web.Components.Live;

/// <summary>Text from a cluster is not trusted: what would hide or reorder text on a screen or in a terminal is made visible.</summary>
public static class VisibleText
{
    private const int Longest = 2000;

    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var cut = text.Length > Longest ? text[..Longest] + "…" : text;
        return cut.Any(IsHidden) ? Replace(cut) : cut;
    }

    private static string Replace(string text)
    {
        var visible = new StringBuilder(text.Length + 16);
        foreach (var letter in text)
        {
            if (IsHidden(letter))
            {
                visible.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
            }
            else
            {
                visible.Append(letter is '\n' or '\t' ? ' ' : letter);
            }
        }

        return visible.ToString();
    }

    private static bool IsHidden(char letter) =>
        letter is not ('\n' or '\t')
        && CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse;
}
