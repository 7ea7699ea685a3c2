using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>Reads one line of a watch, <c>{"type":…,"object":…}</c> in either order, straight into the lean record.</summary>
internal static class WatchEventReader
{
    private static ReadOnlySpan<byte> InitialEventsEnd => "k8s.io/initial-events-end"u8;

    /// <summary>Null when the object is of another kind: it was logged and is to be skipped.</summary>
    /// <exception cref="KubernetesProtocolException">No JSON, no event, or an unknown type.</exception>
    /// <exception cref="KubernetesApiException">An ERROR event.</exception>
    public static WatchEvent<T>? Read<T>(ResourceKind<T> kind, ReadOnlySequence<byte> line, ILogger logger)
        where T : class, IKubernetesObject
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            var (type, hasObject, start) = FindParts(ref reader);
            if (!hasObject)
            {
                throw new KubernetesProtocolException($"watch of {kind.Plural}: an event without an object");
            }

            return type switch
            {
                "ADDED" => ReadObject(WatchEventType.Added, kind, start, logger),
                "MODIFIED" => ReadObject(WatchEventType.Modified, kind, start, logger),
                "DELETED" => ReadObject(WatchEventType.Deleted, kind, start, logger),
                "BOOKMARK" => ReadBookmark<T>(start),
                "ERROR" => throw ReadError(start),
                _ => throw new KubernetesProtocolException($"watch of {kind.Plural}: an event of the unknown type \"{type}\""),
            };
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new KubernetesProtocolException($"watch of {kind.Plural}: a line that is no event: {fault.Message}", fault);
        }
    }

    private static EventParts FindParts(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("not an object");
        }

        string? type = null;
        Utf8JsonReader start = default;
        var hasObject = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            var isObject = reader.ValueTextEquals("object"u8);
            reader.Read();
            if (isType)
            {
                type = reader.GetString();
            }
            else if (isObject)
            {
                hasObject = reader.TokenType == JsonTokenType.StartObject;
                start = reader;
            }

            reader.Skip();
        }

        // nothing may follow; this also makes sure that the whole line is well formed before any of it counts
        if (reader.Read())
        {
            throw new JsonException("more than one value");
        }

        return new EventParts(type, hasObject, start);
    }

    private static WatchEvent<T>? ReadObject<T>(WatchEventType type, ResourceKind<T> kind, Utf8JsonReader start, ILogger logger)
        where T : class, IKubernetesObject
    {
        if (FindKind(start) is { } other && !string.Equals(other, kind.Kind, StringComparison.Ordinal))
        {
            logger.LogWarning("Skipped a {Other} in the watch of {Resource}", other, kind.Plural);
            return null;
        }

        var item = JsonSerializer.Deserialize(ref start, kind.Item);
        return item?.Metadata is { Name.Length: > 0 } metadata
            ? new WatchEvent<T>(type, item, metadata.ResourceVersion ?? "")
            : throw new KubernetesProtocolException($"watch of {kind.Plural}: an object without a name");
    }

    /// <summary>The field "kind", which the API writes first; null when there is none.</summary>
    private static string? FindKind(Utf8JsonReader reader) => MoveTo(ref reader, "kind"u8) ? reader.GetString() : null;

    /// <summary>Only metadata.resourceVersion and one annotation count; the rest of the object is empty and not of its kind.</summary>
    private static WatchEvent<T> ReadBookmark<T>(Utf8JsonReader reader)
        where T : class, IKubernetesObject
    {
        var version = "";
        var isEnd = false;
        if (MoveTo(ref reader, "metadata"u8))
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isVersion = reader.ValueTextEquals("resourceVersion"u8);
                var isAnnotations = reader.ValueTextEquals("annotations"u8);
                reader.Read();
                if (isVersion)
                {
                    version = reader.GetString() ?? "";
                }
                else if (isAnnotations && reader.TokenType == JsonTokenType.StartObject)
                {
                    var annotations = reader;
                    isEnd = MoveTo(ref annotations, InitialEventsEnd) && annotations.TokenType == JsonTokenType.String && annotations.ValueTextEquals("true"u8);
                }

                reader.Skip();
            }
        }

        return new WatchEvent<T>(WatchEventType.Bookmark, null, version, isEnd);
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

    private static KubernetesApiException ReadError(Utf8JsonReader start)
    {
        var status = StatusReader.Read(ref start) ?? new Status();
        return KubernetesApiException.From(status.Code == 0 ? 500 : status.Code, status, null, isWatchEvent: true);
    }

    private readonly ref struct EventParts(string? type, bool hasObject, Utf8JsonReader start)
    {
        private readonly Utf8JsonReader start = start;

        public void Deconstruct(out string? eventType, out bool found, out Utf8JsonReader reader)
        {
            eventType = type;
            found = hasObject;
            reader = start;
        }
    }
}
