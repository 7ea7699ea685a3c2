using System.Buffers;
using System.IO.Pipelines;
using Microsoft.Extensions.Logging;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>
/// Cuts a watch's response into lines and reads each as an event, where it lies in the buffers. A line may come in any number of
/// chunks; one of more than 16 MB (ten times the largest object) breaks the protocol.
/// </summary>
internal sealed class WatchStream<T>
    where T : class, IKubernetesObject
{
    private const int MaximumLine = 16 * 1024 * 1024;

    private readonly ResourceKind<T> kind;
    private readonly PipeReader pipe;
    private readonly ILogger logger;

    public WatchStream(ResourceKind<T> kind, Stream stream, ILogger logger)
    {
        this.kind = kind;
        this.logger = logger;
        pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 32 * 1024, minimumReadSize: 4 * 1024, leaveOpen: true));
    }

    /// <summary>The next event; null when the server has ended the stream cleanly.</summary>
    /// <exception cref="IOException">The stream ended in the middle of a line.</exception>
    public async Task<WatchEvent<T>?> ReadAsync(CancellationToken cancellationToken)
    {
        long scanned = 0;
        while (true)
        {
            var read = await pipe.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            if (buffer.Slice(scanned).PositionOf((byte)'\n') is { } end)
            {
                var next = ReadLine(buffer.Slice(0, end));
                pipe.AdvanceTo(buffer.GetPosition(1, end));
                if (next is not null)
                {
                    return next;
                }

                scanned = 0;
            }
            else if (read.IsCompleted)
            {
                return ReadTail(buffer);
            }
            else
            {
                scanned = buffer.Length;
                if (scanned > MaximumLine)
                {
                    throw new KubernetesProtocolException($"watch of {kind.Plural}: a line of more than {MaximumLine} bytes");
                }

                pipe.AdvanceTo(buffer.Start, buffer.End);
            }
        }
    }

    /// <summary>What stands after the last line end: a whole event is taken, since a cut one can never be a whole JSON object.</summary>
    private WatchEvent<T>? ReadTail(ReadOnlySequence<byte> tail)
    {
        try
        {
            var next = ReadLine(tail);
            pipe.AdvanceTo(tail.End);
            return next;
        }
        catch (KubernetesProtocolException fault) when (fault.InnerException is System.Text.Json.JsonException)
        {
            throw new IOException($"the stream was cut in the middle of an event, after {tail.Length} bytes of it", fault);
        }
    }

    private WatchEvent<T>? ReadLine(ReadOnlySequence<byte> line) => IsBlank(line) ? null : WatchEventReader.Read(kind, line, logger);

    private static bool IsBlank(ReadOnlySequence<byte> line)
    {
        foreach (var segment in line)
        {
            if (segment.Span.ContainsAnyExcept(" \t\r"u8))
            {
                return false;
            }
        }

        return true;
    }
}
