using System.Net;
using System.Net.Sockets;
using StatefulDashboard.Dns.Client;
using StatefulDashboard.Dns.Messages;
using StatefulDashboard.Dns.Tests.Fakes;

namespace StatefulDashboard.Dns.Tests.Client;

public sealed class DnsClientTests
{
    private const int Patience = 30_000;
    private static readonly DnsQuestion Question = new(Samples.Peer, DnsRecordType.A);
    private readonly ManualClock _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = Patience)]
    public async Task Query_ServerAnswers_GivesMessageAndElapsedTime()
    {
        await using var server = new LoopbackDnsServer((query, _) =>
        {
            _clock.Advance(TimeSpan.FromMilliseconds(40));
            return [DnsMessageWriter.Write(Samples.Addresses(query, 2))];
        });

        var answer = (await AskAsync(server)).ShouldBeOfType<DnsResult.Answer>();

        answer.Message.Questions.ShouldBe([Question]);
        answer.Message.Answers.Count.ShouldBe(2);
        answer.Elapsed.ShouldBe(TimeSpan.FromMilliseconds(40));
    }

    [Fact(Timeout = Patience)]
    public async Task Query_ServerRefuses_IsAnAnswer()
    {
        await using var server = new LoopbackDnsServer((query, _) => [DnsMessageWriter.Write(query.Reply(DnsResponseCode.NonExistentDomain))]);

        (await AskAsync(server)).ShouldBeOfType<DnsResult.Answer>().Message.ResponseCode.ShouldBe(DnsResponseCode.NonExistentDomain);
    }

    [Fact(Timeout = Patience)]
    public async Task Query_ServerCannotReadTheQuery_IsAnAnswerWithoutQuestion()
    {
        await using var server = new LoopbackDnsServer((query, _) => [DnsMessageWriter.Write(query.Reply(DnsResponseCode.FormatError) with { Questions = [], Edns = null })]);

        (await AskAsync(server)).ShouldBeOfType<DnsResult.Answer>().Message.ResponseCode.ShouldBe(DnsResponseCode.FormatError);
    }

    [Fact(Timeout = Patience)]
    public async Task Query_ForgedPacketsFirst_AreIgnored()
    {
        await using var server = new LoopbackDnsServer((query, _) =>
        {
            var forged = Samples.Addresses(query, 9);
            return
            [
                [],
                [1],
                DnsMessageWriter.Write(query),
                DnsMessageWriter.Write(forged with { Id = (ushort)(query.Id + 1) }),
                DnsMessageWriter.Write(forged with { Flags = DnsFlags.None }),
                DnsMessageWriter.Write(forged with { Questions = [] }),
                DnsMessageWriter.Write(forged with { Questions = [Question with { Type = DnsRecordType.AAAA }] }),
                DnsMessageWriter.Write(forged with { Questions = [Question with { Name = Samples.Service }] }),
                DnsMessageWriter.Write(Samples.Addresses(query, 1)),
            ];
        });

        (await AskAsync(server)).ShouldBeOfType<DnsResult.Answer>().Message.Answers.Count.ShouldBe(1);
    }

    [Fact(Timeout = Patience)]
    public async Task Query_AnotherSenderAnswersFirst_IsIgnored()
    {
        using var stranger = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        LoopbackDnsServer? server = null;
        await using var owned = server = new LoopbackDnsServer((query, _) =>
        {
            stranger.SendTo(DnsMessageWriter.Write(Samples.Addresses(query, 9)), new IPEndPoint(IPAddress.Loopback, server!.Seen.Last().Port));
            return [DnsMessageWriter.Write(Samples.Addresses(query, 1))];
        });

        (await AskAsync(server)).ShouldBeOfType<DnsResult.Answer>().Message.Answers.Count.ShouldBe(1);
    }

    [Fact(Timeout = Patience)]
    public async Task Query_AnswerInAnotherCase_IsAccepted()
    {
        await using var server = new LoopbackDnsServer((query, _) =>
            [DnsMessageWriter.Write(query.Reply() with { Questions = [Question with { Name = DnsName.Parse(Question.Name.ToString().ToUpperInvariant()) }] })]);

        (await AskAsync(server)).ShouldBeOfType<DnsResult.Answer>();
    }

    [Fact(Timeout = Patience)]
    public async Task Query_AnswerIsNoMessage_IsMalformed()
    {
        await using var server = new LoopbackDnsServer((query, _) => [DnsMessageWriter.Write(Samples.Addresses(query, 1))[..^20]]);

        (await AskAsync(server)).ShouldBeOfType<DnsResult.Malformed>().Text.ShouldNotBeEmpty();
    }

    [Fact(Timeout = Patience)]
    public async Task Query_Silence_TimesOutAfterTwoTriesWithTheirOwnIdAndPort()
    {
        // Each query that arrives lets its two seconds pass: its timer was set before it was sent.
        await using var server = new LoopbackDnsServer((_, _) =>
        {
            _clock.Advance(TimeSpan.FromSeconds(2));
            return [];
        });

        (await AskAsync(server)).ShouldBe(new DnsResult.TimedOut());

        server.Seen.Count.ShouldBe(2);
        server.Seen.Distinct().Count().ShouldBe(2);
    }

    [Fact(Timeout = Patience)]
    public async Task Query_OnlyTheSecondTryIsAnswered_GivesTheAnswer()
    {
        LoopbackDnsServer? server = null;
        await using var owned = server = new LoopbackDnsServer((query, _) =>
        {
            if (server!.Seen.Count > 1)
            {
                return [DnsMessageWriter.Write(Samples.Addresses(query, 1))];
            }

            _clock.Advance(TimeSpan.FromSeconds(2));
            return [];
        });

        (await AskAsync(server)).ShouldBeOfType<DnsResult.Answer>().Elapsed.ShouldBe(TimeSpan.FromSeconds(2));
    }

    [Fact(Timeout = Patience)]
    public async Task Query_JustBeforeTheTimeout_StillWaits()
    {
        await using var server = new LoopbackDnsServer((query, _) =>
        {
            _clock.Advance(TimeSpan.FromSeconds(2) - TimeSpan.FromTicks(1));
            return [DnsMessageWriter.Write(query.Reply())];
        });

        (await AskAsync(server)).ShouldBeOfType<DnsResult.Answer>();
        server.Seen.Count.ShouldBe(1);
    }

    [Fact(Timeout = Patience)]
    public async Task Query_NobodyListens_IsUnreachable()
    {
        // Bound to a port, and so kept from others, but closed before it is asked.
        var server = new LoopbackDnsServer((_, _) => []);
        await server.DisposeAsync();

        (await AskAsync(server)).ShouldBeOfType<DnsResult.Unreachable>().Text.ShouldNotBeEmpty();
    }

    [Fact(Timeout = Patience)]
    public async Task Query_Cancelled_ThrowsAndDoesNotTryAgain()
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await using var server = new LoopbackDnsServer((_, _) =>
        {
            cancellation.Cancel();
            return [];
        });

        await Should.ThrowAsync<OperationCanceledException>(() => new DnsClient(server.EndPoint, _clock).QueryAsync(Question, cancellation.Token));

        server.Seen.Count.ShouldBe(1);
    }

    [Fact(Timeout = Patience)]
    public async Task Query_ServerAsMappedAddress_IsAskedOverIpv4()
    {
        await using var server = new LoopbackDnsServer((query, _) => [DnsMessageWriter.Write(query.Reply())]);
        var client = new DnsClient(new(server.EndPoint.Address.MapToIPv6(), server.EndPoint.Port), _clock);

        (await client.QueryAsync(Question, Token)).ShouldBeOfType<DnsResult.Answer>();
    }

    private Task<DnsResult> AskAsync(LoopbackDnsServer server) => new DnsClient(server.EndPoint, _clock).QueryAsync(Question, Token);
}
