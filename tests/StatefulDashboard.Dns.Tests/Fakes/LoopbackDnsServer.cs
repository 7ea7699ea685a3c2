using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using StatefulDashboard.Dns.Messages;

namespace StatefulDashboard.Dns.Tests.Fakes;

/// <summary>A server on loopback, UDP and TCP on one port. Its answers are bytes, so that it can send what is no answer; several go out as several packets.</summary>
internal sealed class LoopbackDnsServer : IAsyncDisposable
{
    private readonly Func<DnsMessage, bool, IEnumerable<byte[]>> _answer;
    private readonly CancellationTokenSource _stop = new();
    private readonly Socket _udp = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly TcpListener _tcp;
    private readonly Task _loops;

    /// <param name="answer">Called with the query and whether it came over TCP.</param>
    public LoopbackDnsServer(Func<DnsMessage, bool, IEnumerable<byte[]>> answer)
    {
        _answer = answer;
        _tcp = Listen(_udp);
        EndPoint = (IPEndPoint)_tcp.LocalEndpoint;
        _loops = Task.WhenAll(Task.Run(ServeUdpAsync), Task.Run(ServeTcpAsync));
    }

    public IPEndPoint EndPoint { get; }

    /// <summary>The ids and ports of the queries over UDP, in their order.</summary>
    public ConcurrentQueue<(ushort Id, int Port)> Seen { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loops;
        _udp.Dispose();
        _tcp.Dispose();
        _stop.Dispose();
    }

    private static TcpListener Listen(Socket udp)
    {
        for (var tries = 0; ; tries++)
        {
            var tcp = new TcpListener(IPAddress.Loopback, 0);
            tcp.Start();
            try
            {
                udp.Bind(tcp.LocalEndpoint);
                return tcp;
            }
            catch (SocketException) when (tries < 20)
            {
                tcp.Dispose();
            }
        }
    }

    private async Task ServeUdpAsync()
    {
        var buffer = new byte[ushort.MaxValue];
        try
        {
            while (true)
            {
                var received = await _udp.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), _stop.Token);
                var query = DnsMessageReader.Read(buffer.AsSpan(0, received.ReceivedBytes));
                Seen.Enqueue((query.Id, ((IPEndPoint)received.RemoteEndPoint).Port));
                foreach (var packet in _answer(query, false))
                {
                    await _udp.SendToAsync(packet, received.RemoteEndPoint, _stop.Token);
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    private async Task ServeTcpAsync()
    {
        try
        {
            while (true)
            {
                using var socket = await _tcp.AcceptSocketAsync(_stop.Token);
                await using var stream = new NetworkStream(socket);
                var length = new byte[2];
                await stream.ReadExactlyAsync(length, _stop.Token);
                var bytes = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
                await stream.ReadExactlyAsync(bytes, _stop.Token);
                foreach (var message in _answer(DnsMessageReader.Read(bytes), true))
                {
                    BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)message.Length);
                    await stream.WriteAsync((byte[])[.. length, .. message], _stop.Token);
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Stopped.
        }
    }
}
