using StatefulDashboard.Dns.Client;
using StatefulDashboard.Dns.Messages;
using StatefulDashboard.Dns.Tests.Fakes;

namespace StatefulDashboard.Dns.Tests.Client;

public sealed class DnsClientTcpTests
{
    private const int Patience = 30_000;

    [Theory(Timeout = Patience)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Query_Truncated_IsAskedAgainOverTcp(bool cutInsideARecord)
    {
        await using var server = new LoopbackDnsServer((query, tcp) =>
        {
            var message = Samples.Addresses(query, 200);
            var bytes = DnsMessageWriter.Write(message, tcp ? DnsMessage.MaximumSize : query.UdpResponseLimit);
            return [cutInsideARecord && !tcp ? bytes[..^15] : bytes];
        });

        var answer = (await AskAsync(server)).ShouldBeOfType<DnsResult.Answer>();

        answer.Message.Answers.Count.ShouldBe(200);
        answer.Message.IsTruncated.ShouldBeFalse();
    }

    [Fact(Timeout = Patience)]
    public async Task Query_AnotherAnswerOverTcp_IsMalformed()
    {
        await using var server = new LoopbackDnsServer((query, tcp) =>
            [DnsMessageWriter.Write(tcp ? query.Reply() with { Id = (ushort)(query.Id + 1) } : query.Reply() with { Flags = DnsFlags.Response | DnsFlags.Truncated })]);

        (await AskAsync(server)).ShouldBeOfType<DnsResult.Malformed>();
    }

    [Fact(Timeout = Patience)]
    public async Task Query_ConnectionClosedEarly_IsUnreachable()
    {
        await using var server = new LoopbackDnsServer((query, tcp) => tcp ? [] : [DnsMessageWriter.Write(query.Reply() with { Flags = DnsFlags.Response | DnsFlags.Truncated })]);

        (await AskAsync(server)).ShouldBeOfType<DnsResult.Unreachable>();
    }

    private static Task<DnsResult> AskAsync(LoopbackDnsServer server) =>
        new DnsClient(server.EndPoint, new ManualClock()).QueryAsync(new(Samples.Peer, DnsRecordType.A), TestContext.Current.CancellationToken);
}
