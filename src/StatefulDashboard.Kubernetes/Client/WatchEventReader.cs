using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>Reads one line of a watch, <c>{"type":…,"object":…}</c> in either order, straight into the lean record.</summary>
internal static class WatchEventReader
{
    /// <summary>Null when the object is of another kind: it was logged and is to be skipped.</summary>
    /// <exception cref="KubernetesProtocolException">No JSON, no event, or an unknown type.</exception>
    /// <exception cref="KubernetesApiException">An ERROR event.</exception>
    public static WatchEvent<T>? Read<T>(ResourceKind<T> kind, ReadOnlySequence<byte> line, ILogger logger)
        where T : class, IKubernetesObject
    {
        if (line.IsSingleSegment)
        {
            return Read(kind, line.FirstSpan, logger);
        }

        var length = checked((int)line.Length);
        var whole = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            line.CopyTo(whole);
            return Read(kind, whole.AsSpan(0, length), logger);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(whole);
        }
    }

    private static WatchEvent<T>? Read<T>(ResourceKind<T> kind, ReadOnlySpan<byte> line, ILogger logger)
        where T : class, IKubernetesObject
    {
        try
        {
            return TryReadUsual(kind, line, logger, out var usual) ? usual : ReadAny(kind, line, logger);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new KubernetesProtocolException($"watch of {kind.Plural}: a line that is no event: {fault.Message}", fault);
        }
    }

    /// <summary>
    /// An object as every API server writes it, type first and nothing after the object: read in one pass. False for anything else,
    /// which is then read with more care.
    /// </summary>
    private static bool TryReadUsual<T>(ResourceKind<T> kind, ReadOnlySpan<byte> line, ILogger logger, out WatchEvent<T>? usual)
        where T : class, IKubernetesObject
    {
        usual = null;
        line = line.TrimEnd(" \t\r"u8);
        var reader = new Utf8JsonReader(line);
        reader.Read();
        if (line[^1] != '}' || !IsNext(ref reader, "type"u8, JsonTokenType.String) || ObjectType(ref reader) is not { } type || !IsNext(ref reader, "object"u8, JsonTokenType.StartObject))
        {
            return false;
        }

        try
        {
            usual = ReadObject(type, kind, line[(int)reader.TokenStartIndex..^1], logger);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsNext(ref Utf8JsonReader reader, ReadOnlySpan<byte> field, JsonTokenType value) =>
        reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(field) && reader.Read() && reader.TokenType == value;

    private static WatchEventType? ObjectType(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("MODIFIED"u8) ? WatchEventType.Modified
        : reader.ValueTextEquals("ADDED"u8) ? WatchEventType.Added
        : reader.ValueTextEquals("DELETED"u8) ? WatchEventType.Deleted
        : null;

    private static WatchEvent<T>? ReadAny<T>(ResourceKind<T> kind, ReadOnlySpan<byte> line, ILogger logger)
        where T : class, IKubernetesObject
    {
        var reader = new Utf8JsonReader(line);
        var (type, item) = FindParts(ref reader);
        if (item.Start.Value == item.End.Value)
        {
            throw new KubernetesProtocolException($"watch of {kind.Plural}: an event without an object");
        }

        return type switch
        {
            "ADDED" => ReadObject(WatchEventType.Added, kind, line[item], logger),
            "MODIFIED" => ReadObject(WatchEventType.Modified, kind, line[item], logger),
            "DELETED" => ReadObject(WatchEventType.Deleted, kind, line[item], logger),
            "BOOKMARK" => ReadBookmark<T>(line[item]),
            "ERROR" => throw ReadError(line[item]),
            _ => throw new KubernetesProtocolException($"watch of {kind.Plural}: an event of the unknown type \"{type}\""),
        };
    }

    /// <summary>The type and where the object stands (nowhere: an empty range).</summary>
    private static (string? Type, Range Object) FindParts(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("not an object");
        }

        string? type = null;
        var found = 0..0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            var isObject = reader.ValueTextEquals("object"u8);
            reader.Read();
            if (isType)
            {
                type = reader.GetString();
            }

            var start = (int)reader.TokenStartIndex;
            var isWhole = isObject && reader.TokenType == JsonTokenType.StartObject;
            reader.Skip();
            if (isObject)
            {
                found = isWhole ? start..(int)reader.BytesConsumed : 0..0;
            }
        }

        // nothing may follow; this also makes sure that the whole line is well formed before any of it counts
        if (reader.Read())
        {
            throw new JsonException("more than one value");
        }

        return (type, found);
    }

    private static WatchEvent<T>? ReadObject<T>(WatchEventType type, ResourceKind<T> kind, ReadOnlySpan<byte> json, ILogger logger)
        where T : class, IKubernetesObject
    {
        if (FindKind(json) is { } other && !string.Equals(other, kind.Kind, StringComparison.Ordinal))
        {
            logger.LogWarning("Skipped a {Other} in the watch of {Resource}", other, kind.Plural);
            return null;
        }

        var item = JsonSerializer.Deserialize(json, kind.Item);
        return item?.Metadata is { Name.Length: > 0 } metadata
            ? new WatchEvent<T>(type, item, metadata.ResourceVersion ?? "")
            : throw new KubernetesProtocolException($"watch of {kind.Plural}: an object without a name");
    }

    /// <summary>The field "kind", which the API writes first; null when there is none.</summary>
    private static string? FindKind(ReadOnlySpan<byte> json)
    {
        var reader = Start(json);
        return MoveTo(ref reader, "kind"u8) ? SharedStrings.Read(ref reader) : null;
    }

    private static Utf8JsonReader Start(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return reader;
    }

    private static WatchEvent<T> ReadBookmark<T>(ReadOnlySpan<byte> json)
        where T : class, IKubernetesObject
    {
        var metadata = JsonSerializer.Deserialize(json, KubernetesJsonContext.Default.Bookmark)?.Metadata ?? new();
        var isEnd = string.Equals(metadata.Annotations.Get(BookmarkMeta.InitialEventsEnd), "true", StringComparison.Ordinal);
        return new WatchEvent<T>(WatchEventType.Bookmark, null, metadata.ResourceVersion, isEnd);
    }

    /// <summary>From the start of an object to the value of one of its fields; false when it has no such field.</summary>
    private static bool MoveTo(ref Utf8JsonReader reader, ReadOnlySpan<byte> field)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isField = reader.ValueTextEquals(field);
            reader.Read();
            if (isField)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }

    private static KubernetesApiException ReadError(ReadOnlySpan<byte> json)
    {
        var status = StatusReader.Read(json) ?? new Status();
        return KubernetesApiException.From(status.Code == 0 ? 500 : status.Code, status, null, isWatchEvent: true);
    }
}
