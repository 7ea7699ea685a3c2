using Microsoft.Extensions.Logging;
using StatefulDashboard.Dns.Messages;

namespace StatefulDashboard.DemoCluster.Dns;

/// <summary>From the bytes of a query to the bytes of its answer; null where silence is right. Whatever the bytes are, it does not throw.</summary>
internal sealed class DnsResponder(ClusterZone zone, DenialCache cache, ILogger? logger = null)
{
    private const int HeaderSize = 12;

    /// <summary>What one UDP packet over IPv4 carries, in bytes; a client may say more, but nothing larger can be sent.</summary>
    private const int LargestPacket = 65_507;

    /// <param name="packet">What came.</param>
    /// <param name="isUdp">Whether the answer must fit what the asker takes in one packet.</param>
    public byte[]? Answer(ReadOnlySpan<byte> packet, bool isUdp)
    {
        // too short to have an id and flags, or itself an answer: nobody is helped by an answer to that
        if (packet.Length < HeaderSize || (packet[2] & 0x80) != 0)
        {
            return null;
        }

        DnsMessage query;
        try
        {
            query = DnsMessageReader.Read(packet);
        }
        catch (DnsFormatException)
        {
            // its id, its operation and RD; the questions cannot be told back
            return [packet[0], packet[1], (byte)(0x80 | (packet[2] & 0x79)), (byte)DnsResponseCode.FormatError, 0, 0, 0, 0, 0, 0, 0, 0];
        }

        try
        {
            return DnsMessageWriter.Write(Answer(query), isUdp ? Math.Min(query.UdpResponseLimit, LargestPacket) : DnsMessage.MaximumSize);
        }
        catch (Exception fault)
        {
            // a fault of ours: the asker learns of it and may ask again, and the server goes on
            logger?.LogWarning(fault, "A DNS query could not be answered: {Questions}", string.Join(", ", query.Questions.Take(3)));
            return DnsMessageWriter.Write(Refusal(query, DnsResponseCode.ServerFailure));
        }
    }

    // of many questions the first is told back: it fits into any answer
    private static DnsMessage Refusal(DnsMessage query, DnsResponseCode code) => query.Reply(code) with { Questions = [.. query.Questions.Take(1)] };

    private DnsMessage Answer(DnsMessage query)
    {
        if (query.Edns is { Version: not 0 })
        {
            return Refusal(query, DnsResponseCode.BadVersion);
        }

        if (query.OperationCode != DnsOperationCode.Query)
        {
            return Refusal(query, DnsResponseCode.NotImplemented);
        }

        if (query.Questions is not [var question])
        {
            return Refusal(query, DnsResponseCode.FormatError);
        }

        if (question.Class != DnsClass.Internet)
        {
            return query.Reply(DnsResponseCode.Refused);
        }

        var authority = zone.Authority(question.Name);
        var (answer, left) = cache.Ask(question, zone.Ask, authority.NegativeTimeToLive);
        var reply = query.Reply(answer.Code);
        if (answer.Code == DnsResponseCode.Refused)
        {
            return reply;
        }

        // how long a denial may be kept stands in the record of authority; one from a cache says what is left of it
        var denial = left is { } rest ? authority with { TimeToLive = DenialCache.SecondsOf(rest) } : authority;
        return reply with
        {
            Flags = reply.Flags | DnsFlags.Authoritative,
            Answers = Shuffled(answer.Answers),
            Additionals = answer.Additionals,
            Authorities = answer.IsDenial ? [denial] : [],
        };
    }

    // who takes the first address shares the load; aliases stay before what they lead to
    private static DnsRecord[] Shuffled(IReadOnlyList<DnsRecord> answers)
    {
        DnsRecord[] records = [.. answers];
        Random.Shared.Shuffle(records.AsSpan(records.TakeWhile(r => r is CnameRecord).Count()));
        return records;
    }
}
