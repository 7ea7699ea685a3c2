namespace StatefulDashboard.Domain.Planning;

/// <summary>Text for a command that a person copies into a shell: names come from a cluster and are not trusted.</summary>
internal static class ShellText
{
    public static string Quote(string text) =>
        text.Length > 0 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '_' or '/' or ':' or '=' or ',' or '@' or '+')
            ? text
            : "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
