using System.Net.Http.Headers;
using System.Text;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>
/// The texts of Warning headers, which the API server sends as <c>299 - "text"</c> (RFC 7234, 5.5). What does not look so is
/// given as it stands: a warning is never dropped.
/// </summary>
internal static class WarningHeader
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    public static ValueList<string> Read(HttpResponseHeaders headers) =>
        headers.NonValidated.TryGetValues("Warning", out var values) ? values.SelectMany(ReadOne).Distinct().ToValueList() : [];

    /// <summary>One header line can hold several warnings, parted by commas.</summary>
    internal static IEnumerable<string> ReadOne(string line)
    {
        var text = Decode(line);
        var warnings = new List<string>();
        for (var at = 0; (at = text.IndexOf('"', at)) >= 0;)
        {
            var quoted = new StringBuilder();
            for (at++; at < text.Length && text[at] != '"'; at++)
            {
                quoted.Append(text[at] == '\\' && at + 1 < text.Length ? text[++at] : text[at]);
            }

            if (at >= text.Length)
            {
                return [line];
            }

            var rest = text.AsSpan(++at).TrimStart();
            if (rest.StartsWith("\""))
            {
                // a date, which the warning may end with
                var end = text.IndexOf('"', text.IndexOf('"', at) + 1);
                at = end < 0 ? text.Length : end + 1;
            }

            warnings.Add(quoted.ToString());
        }

        return warnings.Count > 0 ? warnings : [line];
    }

    /// <summary>The API server writes UTF-8; the network stack reads headers as Latin-1.</summary>
    private static string Decode(string line)
    {
        try
        {
            return line.All(letter => letter <= 0xFF) ? Utf8.GetString(Encoding.Latin1.GetBytes(line)) : line;
        }
        catch (DecoderFallbackException)
        {
            return line;
        }
    }
}
