using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using StatefulDashboard.Dns.Messages;
using StatefulDashboard.Dns.Tests.Fakes;

namespace StatefulDashboard.Dns.Tests.Client;

/// <summary>The real dig against a server that answers with our writer: somebody else's reader says whether the bytes are right.</summary>
public sealed class DigTests
{
    private const int Patience = 60_000;
    private const string Many = "many.shop.svc.cluster.local";

    private static readonly string[] Complaints = ["WARNING", "malformed", "bad packet", "FORMERR", "mismatch", "extra bytes"];

    private static readonly DnsRecord[] Zone =
    [
        new ARecord(Samples.Service, 30, IPAddress.Parse("10.244.0.7")),
        new ARecord(Samples.Service, 30, IPAddress.Parse("10.244.0.8")),
        new AaaaRecord(Samples.Peer, 5, IPAddress.Parse("fd00::7")),
        new SrvRecord(Samples.Service.Prepend("_tcp").Prepend("_sql"), 30, 0, 33, 5432, Samples.Peer),
        new CnameRecord(DnsName.Parse("alias.shop.svc.cluster.local"), 5, Samples.Service),
        new PtrRecord(DnsName.Parse("7.0.244.10.in-addr.arpa"), 5, Samples.Peer),
        new TxtRecord(DnsName.Parse("dns-version.cluster.local"), 28800, ["1.1.0", "two words"]),
        new NsRecord(DnsName.Parse("cluster.local"), 30, DnsName.Parse("ns.dns.cluster.local")),
        Samples.Soa,
        new UnknownRecord(Samples.Service, 30, (DnsRecordType)65280, [0xAB, 0xCD]),
        .. Enumerable.Range(0, 200).Select(index => new ARecord(DnsName.Parse(Many), 30, new([10, 1, 0, (byte)index]))),
    ];

    [Theory(Timeout = Patience)]
    [InlineData("db.shop.svc.cluster.local", "A", "db.shop.svc.cluster.local. 30 IN A 10.244.0.7|db.shop.svc.cluster.local. 30 IN A 10.244.0.8")]
    [InlineData("DB.shop.svc.cluster.local", "TYPE65280", "db.shop.svc.cluster.local. 30 IN TYPE65280 \\# 2 ABCD")]
    [InlineData("db-0.db.shop.svc.cluster.local", "AAAA", "db-0.db.shop.svc.cluster.local. 5 IN AAAA fd00::7")]
    [InlineData("_sql._tcp.db.shop.svc.cluster.local", "SRV", "_sql._tcp.db.shop.svc.cluster.local. 30 IN SRV 0 33 5432 db-0.db.shop.svc.cluster.local.")]
    [InlineData("alias.shop.svc.cluster.local", "CNAME", "alias.shop.svc.cluster.local. 5 IN CNAME db.shop.svc.cluster.local.")]
    [InlineData("7.0.244.10.in-addr.arpa", "PTR", "7.0.244.10.in-addr.arpa. 5 IN PTR db-0.db.shop.svc.cluster.local.")]
    [InlineData("dns-version.cluster.local", "TXT", "dns-version.cluster.local. 28800 IN TXT \"1.1.0\" \"two words\"")]
    [InlineData("cluster.local", "NS", "cluster.local. 30 IN NS ns.dns.cluster.local.")]
    [InlineData("cluster.local", "SOA", "cluster.local. 30 IN SOA ns.dns.cluster.local. hostmaster.cluster.local. 7 7200 1800 86400 5")]
    public async Task Dig_EachType_IsReadAsWritten(string name, string type, string expected)
    {
        await using var server = new LoopbackDnsServer(Answer);
        foreach (var transport in (string[])["+notcp", "+tcp"])
        {
            var output = await DigAsync(server, name, type, transport, "+noall", "+answer");

            output.ShouldBe(expected.Split('|'));
        }
    }

    [Fact(Timeout = Patience)]
    public async Task Dig_MissingName_ReadsTheDenialWithItsSoa()
    {
        await using var server = new LoopbackDnsServer(Answer);

        var output = await DigAsync(server, "db-9.db.shop.svc.cluster.local", "A");

        output.ShouldContain(line => line.Contains("status: NXDOMAIN", StringComparison.Ordinal));
        output.ShouldContain(";; flags: qr aa rd ra; QUERY: 1, ANSWER: 0, AUTHORITY: 1, ADDITIONAL: 1");
        output.ShouldContain("; EDNS: version: 0, flags:; udp: 1232");
        output.ShouldContain("cluster.local. 30 IN SOA ns.dns.cluster.local. hostmaster.cluster.local. 7 7200 1800 86400 5");
    }

    [Theory(Timeout = Patience)]
    [InlineData("+noedns")]
    [InlineData("+bufsize=1232")]
    public async Task Dig_AnswerTooLongForUdp_TurnsToTcpAndReadsAll(string limit)
    {
        await using var server = new LoopbackDnsServer(Answer);

        var output = await DigAsync(server, Many, "A", limit);

        output.ShouldContain(";; Truncated, retrying in TCP mode.");
        output.Count(line => line.StartsWith(Many, StringComparison.Ordinal)).ShouldBe(200);
    }

    [Fact(Timeout = Patience)]
    public async Task Dig_TruncatedAnswer_IsWellFormed()
    {
        await using var server = new LoopbackDnsServer(Answer);

        var output = await DigAsync(server, Many, "A", "+ignore", "+bufsize=1232");

        output.ShouldContain(line => line.StartsWith(";; flags: qr aa tc rd ra;", StringComparison.Ordinal));
        output.Count(line => line.StartsWith(Many, StringComparison.Ordinal)).ShouldBeInRange(60, 80);
    }

    private static IEnumerable<byte[]> Answer(DnsMessage query, bool tcp)
    {
        var question = query.Questions[0];
        var named = Zone.Where(record => record.Name == question.Name).ToArray();
        var reply = query.Reply(named.Length == 0 ? DnsResponseCode.NonExistentDomain : DnsResponseCode.NoError);
        reply = reply with
        {
            Flags = reply.Flags | DnsFlags.Authoritative | DnsFlags.RecursionAvailable,
            Answers = [.. named.Where(record => record.Type == question.Type)],
            Authorities = named.Length == 0 ? [Samples.Soa] : [],
        };
        return [DnsMessageWriter.Write(reply, tcp ? DnsMessage.MaximumSize : query.UdpResponseLimit)];
    }

    /// <summary>What dig prints, runs of blanks as one; any complaint about the message fails the test.</summary>
    private static async Task<string[]> DigAsync(LoopbackDnsServer server, string name, string type, params string[] options)
    {
        var start = new ProcessStartInfo("dig") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        string[] arguments = ["-r", "@127.0.0.1", "-p", server.EndPoint.Port.ToString(CultureInfo.InvariantCulture), "-q", name, "-t", type, "+tries=1", "+time=20", "+nocookie", .. options];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = StartDig(start);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        process.ExitCode.ShouldBe(0, output);
        (await errors).ShouldBeEmpty();
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        // About the name of the zone, not about the bytes.
        lines.Where(line => line != ";; WARNING: .local is reserved for Multicast DNS")
            .Where(line => Complaints.Any(complaint => line.Contains(complaint, StringComparison.OrdinalIgnoreCase)))
            .ShouldBeEmpty();
        return [.. lines.Select(line => string.Join(' ', line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)))];
    }

    private static Process StartDig(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException("These tests need dig (Debian: bind9-dnsutils).", exception);
        }
    }
}
