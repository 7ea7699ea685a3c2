using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using StatefulDashboard.Dns.Messages;

namespace StatefulDashboard.Dns.Client;

/// <summary>One query over TCP (RFC 7766), on a connection of its own.</summary>
internal static class DnsTcpExchange
{
    /// <exception cref="DnsFormatException">The server sent no message, or one that does not belong to the query.</exception>
    /// <exception cref="EndOfStreamException">The server closed the connection before the answer was whole.</exception>
    public static async Task<DnsMessage> AskAsync(IPEndPoint server, DnsMessage query, CancellationToken cancellationToken)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server, cancellationToken);
        await using var stream = new NetworkStream(socket);

        var message = DnsMessageWriter.Write(query);
        var framed = new byte[message.Length + 2];
        BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)message.Length);
        message.CopyTo(framed, 2);
        await stream.WriteAsync(framed, cancellationToken);

        var length = new byte[2];
        await stream.ReadExactlyAsync(length, cancellationToken);
        var bytes = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
        await stream.ReadExactlyAsync(bytes, cancellationToken);

        var answer = DnsMessageReader.Read(bytes);
        return DnsExchange.HeaderMatches(bytes, query) && DnsExchange.QuestionMatches(answer, query)
            ? answer
            : throw new DnsFormatException("The answer over TCP does not belong to the question.");
    }
}
