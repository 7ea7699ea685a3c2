using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using StatefulDashboard.Dns.Messages;

namespace StatefulDashboard.Dns.Client;

/// <summary>One query over UDP, from a socket of its own.</summary>
internal static class DnsUdpExchange
{
    private const int LowestPort = 1024;
    private const int PortTries = 8;

    /// <summary>The answer, or null when it was truncated. Packets that do not belong to the query are passed over until the token ends the wait.</summary>
    /// <exception cref="DnsFormatException">The server answered this id with something that is no message.</exception>
    public static async Task<DnsMessage?> AskAsync(IPEndPoint server, DnsMessage query, CancellationToken cancellationToken)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        BindToRandomPort(socket);

        // Connected, the socket hears of a refusal by ICMP, and the kernel drops what others send from now on.
        await socket.ConnectAsync(server, cancellationToken);
        await socket.SendAsync(DnsMessageWriter.Write(query), cancellationToken);

        var buffer = new byte[DnsMessage.MaximumSize];
        while (true)
        {
            var received = await socket.ReceiveFromAsync(buffer, server, cancellationToken);
            var bytes = buffer.AsMemory(0, received.ReceivedBytes);

            // The address is asked as well: between bind and connect anybody could have sent.
            if (!server.Equals(received.RemoteEndPoint) || !DnsExchange.HeaderMatches(bytes.Span, query))
            {
                continue;
            }

            // A truncated message may end in the midst of a record: it is not read at all.
            if (DnsExchange.IsTruncated(bytes.Span))
            {
                return null;
            }

            var answer = DnsMessageReader.Read(bytes.Span);
            if (DnsExchange.QuestionMatches(answer, query))
            {
                return answer;
            }
        }
    }

    private static void BindToRandomPort(Socket socket)
    {
        var any = socket.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any;
        for (var tries = 0; tries < PortTries; tries++)
        {
            try
            {
                socket.Bind(new IPEndPoint(any, RandomNumberGenerator.GetInt32(LowestPort, IPEndPoint.MaxPort + 1)));
                return;
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                // Somebody else has this port: another one.
            }
        }

        socket.Bind(new IPEndPoint(any, 0));
    }
}
