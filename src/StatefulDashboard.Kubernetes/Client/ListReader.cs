using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>
/// Reads a page of a list object by object, as they come: what is held is one object's bytes and the lean records, never the page.
/// Used once, by one reader.
/// </summary>
internal sealed class ListReader<T>(ResourceKind<T> kind)
    where T : class, IKubernetesObject
{
    /// <summary>Ten times the largest object.</summary>
    private const int MaximumItem = 16 * 1024 * 1024;

    private readonly List<T> items = [];
    private JsonReaderState state;
    private ListMeta metadata = new();
    private Field field;
    private bool hasItems;
    private bool isInItems;

    private enum Field
    {
        Other,
        Metadata,
        Items,
    }

    /// <exception cref="KubernetesProtocolException">The answer is no list.</exception>
    /// <exception cref="IOException">The answer was cut.</exception>
    public async Task<ResourceList<T>> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 32 * 1024, minimumReadSize: 4 * 1024, leaveOpen: true));
        try
        {
            while (true)
            {
                var read = await pipe.ReadAsync(cancellationToken);
                var taken = Take(read.Buffer, read.IsCompleted);
                if (read.Buffer.Length - taken > MaximumItem)
                {
                    throw new KubernetesProtocolException($"list of {kind.Plural}: an object of more than {MaximumItem} bytes");
                }

                if (read.IsCompleted)
                {
                    break;
                }

                pipe.AdvanceTo(read.Buffer.GetPosition(taken), read.Buffer.End);
            }
        }
        catch (JsonException fault)
        {
            throw new KubernetesProtocolException($"list of {kind.Plural}: not what the API promises: {fault.Message}", fault);
        }
        finally
        {
            await pipe.CompleteAsync();
        }

        // without this an answer of another kind would be an empty list, and all that is known would count as deleted
        return hasItems
            ? new ResourceList<T> { Metadata = metadata, Items = items.ToValueList() }
            : throw new KubernetesProtocolException($"list of {kind.Plural}: the answer has no items");
    }

    /// <summary>Takes what is whole; answers how many bytes that is.</summary>
    private long Take(ReadOnlySequence<byte> buffer, bool isAll)
    {
        var reader = new Utf8JsonReader(buffer, isAll, state);
        while (true)
        {
            var (before, taken) = (reader.CurrentState, reader.BytesConsumed);
            if (!reader.Read() || !TakeToken(ref reader, buffer))
            {
                state = before;
                return taken;
            }
        }
    }

    /// <summary>False when the value that begins here has not come whole.</summary>
    private bool TakeToken(ref Utf8JsonReader reader, ReadOnlySequence<byte> buffer)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject when reader.CurrentDepth == 0:
            case JsonTokenType.EndObject:
                return true;
            case JsonTokenType.EndArray:
                isInItems = false;
                return true;
            case JsonTokenType.PropertyName:
                field = reader.ValueTextEquals("items"u8) ? Field.Items : reader.ValueTextEquals("metadata"u8) ? Field.Metadata : Field.Other;
                return true;
            case JsonTokenType.StartArray when field == Field.Items && !isInItems:
                return hasItems = isInItems = true;
            case JsonTokenType.Null when field == Field.Items && !isInItems:
                return hasItems = true;
            default:
                return reader.CurrentDepth > 0 ? TakeValue(ref reader, buffer) : throw new JsonException("not an object");
        }
    }

    private bool TakeValue(ref Utf8JsonReader reader, ReadOnlySequence<byte> buffer)
    {
        var start = reader.TokenStartIndex;
        if (!reader.TrySkip())
        {
            return false;
        }

        if (field is Field.Other)
        {
            return true;
        }

        var json = buffer.Slice(start, reader.BytesConsumed - start);
        if (!json.IsSingleSegment)
        {
            TakeCopy(json);
        }
        else
        {
            Add(json.FirstSpan);
        }

        return true;
    }

    private void TakeCopy(ReadOnlySequence<byte> json)
    {
        var whole = ArrayPool<byte>.Shared.Rent(checked((int)json.Length));
        json.CopyTo(whole);
        Add(whole.AsSpan(0, (int)json.Length));
        ArrayPool<byte>.Shared.Return(whole);
    }

    private void Add(ReadOnlySpan<byte> json)
    {
        if (field is Field.Metadata)
        {
            metadata = JsonSerializer.Deserialize(json, KubernetesJsonContext.Default.ListMeta) ?? new();
            return;
        }

        var item = isInItems ? JsonSerializer.Deserialize(json, kind.Item) : throw new JsonException("items is no array");
        items.Add(item is { Metadata.Name.Length: > 0 } ? item : throw new JsonException("an object without a name"));
    }
}
