namespace StatefulDashboard.DemoCluster.ApiServer.Objects;

/// <summary>Where uids and generated names come from: by chance, or the same ones in each run when there is a seed.</summary>
internal sealed class Identities(int? seed = null)
{
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";
    private readonly Random random = seed is { } known ? new Random(known) : Random.Shared;
    private readonly Lock gate = new();

    /// <summary>A uid in the form of a version 4 UUID.</summary>
    public string Uid()
    {
        Span<byte> bytes = stackalloc byte[16];
        lock (gate)
        {
            random.NextBytes(bytes);
        }

        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    /// <summary>The five characters after a generateName (apimachinery's rand: no vowels, no look-alikes).</summary>
    public string Suffix()
    {
        Span<char> suffix = stackalloc char[5];
        lock (gate)
        {
            random.GetItems(Alphabet, suffix);
        }

        return new string(suffix);
    }
}
