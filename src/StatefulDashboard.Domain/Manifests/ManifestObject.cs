using System.Text.RegularExpressions;

namespace StatefulDashboard.Domain.Manifests;

/// <summary>
/// An object that can be shown beside a set, as it stands in addresses: "pod/web-0". Only kinds that are listed here can be asked for;
/// Secrets never are among them.
/// </summary>
public sealed partial record ManifestObject(ManifestKind Kind, string Name)
{
    /// <summary>Null for what is no object that could be shown.</summary>
    /// <param name="text">Empty or null means the set itself.</param>
    public static ManifestObject? Parse(string? text, string setName)
    {
        if (string.IsNullOrEmpty(text))
        {
            return new(ManifestKind.StatefulSet, setName);
        }

        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0
            && Array.Find(Enum.GetValues<ManifestKind>(), kind => text.AsSpan(0, slash).Equals(Word(kind), StringComparison.Ordinal)) is var kind
            && text.AsSpan(0, slash).Equals(Word(kind), StringComparison.Ordinal)
            && text[(slash + 1)..] is { Length: <= 253 } name && NameOfObject().IsMatch(name)
                ? new(kind, name)
                : null;
    }

    public override string ToString() => Word(Kind) + "/" + Name;

    private static string Word(ManifestKind kind) => kind.ToString().ToLowerInvariant();

    // names go into field selectors: nothing in one may be anything but a name
    [GeneratedRegex(@"^[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NameOfObject();
}
