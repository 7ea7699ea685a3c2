using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace StatefulDashboard.DemoCluster.Dns;

/// <summary>Answers DNS queries on loopback, over UDP and TCP on one port. Disposing it ends its loops and connections.</summary>
internal sealed class DnsServer : IAsyncDisposable
{
    internal const int MostConnections = 64;
    private const int Tries = 20;
    private static readonly TimeSpan DefaultIdleTimeout = TimeSpan.FromSeconds(10);
    private readonly Socket udp;
    private readonly Socket tcp;
    private readonly DnsResponder responder;
    private readonly ILogger logger;
    private readonly TimeSpan idleTimeout;
    private readonly CancellationTokenSource stops = new();
    private readonly SemaphoreSlim connections = new(MostConnections);
    private readonly Task running;

    private DnsServer(Socket udp, Socket tcp, DnsResponder responder, ILogger logger, TimeSpan idleTimeout)
    {
        (this.udp, this.tcp, this.responder, this.logger, this.idleTimeout) = (udp, tcp, responder, logger, idleTimeout);
        Endpoint = (IPEndPoint)tcp.LocalEndPoint!;
        running = Task.WhenAll(Task.Run(ServeUdpAsync), Task.Run(ServeTcpAsync));
    }

    /// <summary>Where it listens; the same port for both.</summary>
    public IPEndPoint Endpoint { get; }

    /// <param name="port">For both; 0 takes one that is free for both.</param>
    /// <param name="responder">What answers.</param>
    /// <param name="logger">Told of what fails.</param>
    /// <param name="idleTimeout">How long a connection may say nothing, or take for one query; ten seconds when null.</param>
    /// <exception cref="IOException">The port is in use.</exception>
    public static DnsServer Start(int port, DnsResponder responder, ILogger logger, TimeSpan? idleTimeout = null)
    {
        for (var i = 0; ; i++)
        {
            var tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            try
            {
                tcp.Bind(new IPEndPoint(IPAddress.Loopback, port));
                udp.Bind((IPEndPoint)tcp.LocalEndPoint!);
                tcp.Listen(128);
                return new DnsServer(udp, tcp, responder, logger, idleTimeout ?? DefaultIdleTimeout);
            }
            catch (SocketException fault)
            {
                tcp.Dispose();
                udp.Dispose();
                // a free port of one kind may be taken in the other
                if (port != 0 || i == Tries)
                {
                    throw new IOException($"127.0.0.1:{port} is in use by another process; name another port in the setting DemoCluster:DnsPort (0 takes any free one).", fault);
                }
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stops.CancelAsync();
        await running;
        udp.Dispose();
        tcp.Dispose();
        stops.Dispose();
        connections.Dispose();
    }

    private async Task ServeUdpAsync()
    {
        var buffer = new byte[ushort.MaxValue];
        while (!stops.IsCancellationRequested)
        {
            try
            {
                var received = await udp.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), stops.Token);
                if (responder.Answer(buffer.AsSpan(0, received.ReceivedBytes), isUdp: true) is { } answer)
                {
                    await udp.SendToAsync(answer, SocketFlags.None, received.RemoteEndPoint, stops.Token);
                }
            }
            catch (OperationCanceledException) when (stops.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // an asker that is gone by now, or a fault of ours: the next query is answered all the same
                logger.LogWarning(fault, "A DNS query over UDP could not be answered");
            }
        }
    }

    private async Task ServeTcpAsync()
    {
        List<Task> open = [];
        while (!stops.IsCancellationRequested)
        {
            try
            {
                await connections.WaitAsync(stops.Token);
                open.RemoveAll(t => t.IsCompleted);
                open.Add(ServeAsync(await tcp.AcceptAsync(stops.Token)));
            }
            catch (OperationCanceledException) when (stops.IsCancellationRequested)
            {
                break;
            }
            catch (SocketException fault)
            {
                connections.Release();
                logger.LogWarning(fault, "A DNS connection could not be accepted");
            }
        }

        await Task.WhenAll(open);
    }

    // Any number of queries, each with its length before it (RFC 1035 4.2.2, RFC 7766).
    private async Task ServeAsync(Socket socket)
    {
        var length = new byte[2];
        try
        {
            using (socket)
            await using (var stream = new NetworkStream(socket))
            {
                while (true)
                {
                    using var patience = CancellationTokenSource.CreateLinkedTokenSource(stops.Token);
                    patience.CancelAfter(idleTimeout);
                    await stream.ReadExactlyAsync(length, patience.Token);
                    var query = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
                    await stream.ReadExactlyAsync(query, patience.Token);
                    if (responder.Answer(query, isUdp: false) is not { } answer)
                    {
                        return;
                    }

                    var framed = new byte[answer.Length + 2];
                    BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)answer.Length);
                    answer.CopyTo(framed, 2);
                    await stream.WriteAsync(framed, patience.Token);
                }
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or EndOfStreamException or IOException or SocketException)
        {
            // the asker has said all it had to say, or nothing for too long, or we end
        }
        catch (Exception fault)
        {
            logger.LogWarning(fault, "A DNS query over TCP could not be answered");
        }
        finally
        {
            connections.Release();
        }
    }
}
