namespace StatefulDashboard.DemoCluster.ApiServer.Storage;

internal enum ChangeType
{
    Added,
    Modified,
    Deleted,
}

/// <summary>One entry of a kind's event log. For a deletion the object is the last state with the version of the deletion.</summary>
internal sealed record StoreChange(ChangeType Type, StoredObject Object, StoredObject? Previous)
{
    private byte[]? line;

    /// <summary>The watch event with its line end, serialised once for all watchers.</summary>
    public byte[] Line => line ??= WatchLine(Type, Object.Utf8);

    /// <summary>A watch line of any type and object.</summary>
    public static byte[] WatchLine(ChangeType type, ReadOnlySpan<byte> json)
    {
        var head = type switch
        {
            ChangeType.Added => "{\"type\":\"ADDED\",\"object\":"u8,
            ChangeType.Modified => "{\"type\":\"MODIFIED\",\"object\":"u8,
            _ => "{\"type\":\"DELETED\",\"object\":"u8,
        };
        return WatchLine(head, json);
    }

    public static byte[] WatchLine(ReadOnlySpan<byte> head, ReadOnlySpan<byte> json)
    {
        var line = new byte[head.Length + json.Length + 2];
        head.CopyTo(line);
        json.CopyTo(line.AsSpan(head.Length));
        line[^2] = (byte)'}';
        line[^1] = (byte)'\n';
        return line;
    }
}
