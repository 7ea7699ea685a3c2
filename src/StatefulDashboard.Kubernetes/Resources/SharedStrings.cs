using System.Text;
using System.Text.Json;

namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>
/// Gives the same string for the same short text where it can: names of nodes, namespaces, sets, revisions and conditions come
/// again in each object of a large cluster. A fixed number of places, each with the last text that fell on it: what it keeps is
/// bounded (about 1 MB), whatever a cluster sends. Safe for many threads without a lock: a place is read and written whole, and
/// what it holds is compared before it is given.
/// </summary>
internal static class SharedStrings
{
    private const int MaximumLength = 64;
    private const int Places = 8192;

    private static readonly string?[] Known = new string?[Places];

    /// <summary>The text at which the reader stands.</summary>
    public static string Read(ref Utf8JsonReader reader)
    {
        if (reader.HasValueSequence || reader.ValueIsEscaped || reader.ValueSpan.Length is 0 or > MaximumLength)
        {
            return reader.GetString()!;
        }

        ref var place = ref Known[PlaceOf(reader.ValueSpan)];
        if (place is { } known && Ascii.Equals(reader.ValueSpan, known))
        {
            return known;
        }

        var text = reader.GetString()!;
        place = text;
        return text;
    }

    private static int PlaceOf(ReadOnlySpan<byte> text)
    {
        // FNV-1a: the texts are short, and a bad spread only costs memory
        var hash = 2166136261u;
        foreach (var letter in text)
        {
            hash = (hash ^ letter) * 16777619u;
        }

        return (int)((hash ^ (hash >> 16)) % Places);
    }
}
