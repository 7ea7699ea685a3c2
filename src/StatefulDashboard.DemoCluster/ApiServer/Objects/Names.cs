namespace StatefulDashboard.DemoCluster.ApiServer.Objects;

/// <summary>Hashes as they stand in names.</summary>
internal static class Names
{
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";

    /// <summary>A hash as revisions and templates carry it.</summary>
    public static string SafeHash(uint hash)
        => string.Concat(hash.ToString(System.Globalization.CultureInfo.InvariantCulture).Select(c => Alphabet[c % Alphabet.Length]));

    /// <summary>FNV-1a over bytes: the same template always gets the same name.</summary>
    public static uint Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 2166136261;
        foreach (var b in bytes)
        {
            hash = unchecked((hash ^ b) * 16777619);
        }

        return hash;
    }
}
