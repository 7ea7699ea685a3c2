using System.Text;

namespace StatefulDashboard.Web.Clusters;

/// <summary>Context names hold slashes, colons and at-signs; routes and JSON need something simpler.</summary>
internal static class ClusterSlug
{
    /// <summary>Lower-case letters, digits and dashes; a second of the same name gets "-2".</summary>
    public static string Of(string name, IReadOnlySet<string> taken)
    {
        var text = new StringBuilder(name.Length);
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                text.Append(char.ToLowerInvariant(letter));
            }
            else if (text.Length > 0 && text[^1] != '-')
            {
                text.Append('-');
            }
        }

        var slug = text.ToString().Trim('-');
        slug = slug.Length == 0 ? "cluster" : slug;
        var unique = slug;
        for (var number = 2; taken.Contains(unique); number++)
        {
            unique = slug + "-" + number;
        }

        return unique;
    }
}
