using System.Buffers;

namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>A host name as it stands in a text.</summary>
/// <param name="IsAddress">Something beside it says that it is one: a scheme or user before it, or a port after it.</param>
public readonly record struct HostName(string Name, bool IsAddress);

/// <summary>Finds host names in values of configuration, so that the values themselves need not be kept or shown.</summary>
public static class HostNames
{
    /// <summary>Longer values are files, not addresses: only their beginning is looked at.</summary>
    private const int MostLetters = 4096;

    private const int MostNames = 16;

    private static readonly SearchValues<char> AddressEnds = SearchValues.Create("/, \t\r\n\"'");

    /// <summary>Names of letters, digits, dashes and dots (RFC 1123) of at most 253 letters, lower case; numbers alone are none.</summary>
    public static ValueList<HostName> In(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return [];
        }

        var found = new List<HostName>();
        var value = text.Length > MostLetters ? text.AsSpan(0, MostLetters) : text;
        for (var at = 0; at < value.Length && found.Count < MostNames;)
        {
            var end = at;
            while (end < value.Length && IsNamed(value[end]))
            {
                end++;
            }

            if (end > at)
            {
                Take(value, at, end, found);
            }

            at = end + 1;
        }

        return found.ToValueList();
    }

    private static void Take(ReadOnlySpan<char> value, int start, int end, List<HostName> found)
    {
        var word = value[start..end].Trim('.');
        if (word.Length is 0 or > 253 || !word.ContainsAnyInRange('a', 'z') && !word.ContainsAnyInRange('A', 'Z') || word[0] == '-' || word[^1] == '-')
        {
            return;
        }

        // a path or a file name is no host; nor is what stands before "://" or "@", or is called with "="
        var before = start > 0 ? value[start - 1] : ' ';
        var after = end < value.Length ? value[end] : ' ';
        var rest = value[end..];
        var isAfterScheme = start >= 3 && value[(start - 3)..start].SequenceEqual("://");
        if (rest.StartsWith("://") || after is '@' or '=' or '_' || before is '_' || before == '/' && !isAfterScheme)
        {
            return;
        }

        // user:password@ is nobody's name
        var address = rest.IndexOfAny(AddressEnds) is var stop and >= 0 ? rest[..stop] : rest;
        if (after == ':' && address.Contains('@'))
        {
            return;
        }

        var hasPort = after == ':' && rest.Length > 1 && char.IsAsciiDigit(rest[1]);
        var name = new HostName(word.ToString().ToLowerInvariant(), isAfterScheme || before == '@' || hasPort);
        if (!found.Contains(name))
        {
            found.Add(name);
        }
    }

    private static bool IsNamed(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.';
}
