using System.Net;
using System.Net.Sockets;
using StatefulDashboard.DemoCluster.Dns;
using StatefulDashboard.DemoCluster.Tests.Support;
using StatefulDashboard.Dns.Client;
using StatefulDashboard.Dns.Messages;

namespace StatefulDashboard.DemoCluster.Tests.Dns;

/// <summary>Whatever packet comes, there is an answer or silence, and the next query is answered.</summary>
public class HostileQueryTests
{
    private static readonly byte[] Good = DnsMessageWriter.Write(DnsMessage.Query(0x1234, new DnsQuestion(DnsName.Parse("db.default.svc.cluster.local"), DnsRecordType.A)));

    [Fact]
    public async Task Packets_ByTheTenThousand_AreAnsweredOrDropped()
    {
        await using var cluster = new BareCluster();
        using var index = new ZoneIndex(cluster.Store);
        var responder = new DnsResponder(new ClusterZone(cluster.Store, index, DnsName.Parse("cluster.local"), 30), new DenialCache(cluster.Time));
        for (var seed = 0; seed < 30_000; seed++)
        {
            var packet = Packet(seed);
            byte[]? answer = null;
            Should.NotThrow(() => answer = responder.Answer(packet, isUdp: true), $"seed {seed}: {Convert.ToHexString(packet)}");
            if (answer is not null)
            {
                answer.Length.ShouldBeInRange(12, ushort.MaxValue);
                answer[..2].ShouldBe(packet[..2]);
                (answer[2] & 0x80).ShouldBe(0x80);
            }
        }
    }

    [Fact]
    public async Task NamesThatAreTooLong_AndCompressionLoops_AreFormatErrors()
    {
        await using var cluster = new BareCluster();
        using var index = new ZoneIndex(cluster.Store);
        var responder = new DnsResponder(new ClusterZone(cluster.Store, index, DnsName.Parse("cluster.local"), 30), new DenialCache(cluster.Time));
        byte[] header = [0, 7, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0];
        byte[] endless = [.. Enumerable.Repeat<byte[]>([63, .. new byte[63].Select(_ => (byte)'a')], 5).SelectMany(l => l), 0];
        foreach (var name in (byte[][])[endless, [0xc0, 12], [1, (byte)'a', 0xc0, 12], [0xc0, 0xff], [64, 1]])
        {
            var answer = responder.Answer([.. header, .. name, 0, 1, 0, 1], isUdp: true)!;
            (answer[3] & 0x0f).ShouldBe((int)DnsResponseCode.FormatError, Convert.ToHexString(name));
            answer[1].ShouldBe((byte)7);
        }

        responder.Answer([1, 2, 3], isUdp: true).ShouldBeNull();
        var response = (byte[])Good.Clone();
        response[2] |= 0x80;
        responder.Answer(response, isUdp: true).ShouldBeNull();
    }

    [Fact]
    public async Task Server_AfterGarbageOverBothSockets_StillAnswers()
    {
        await using var cluster = await TestCluster.StartAsync();
        var server = cluster.Host.DnsEndpoint;
        using var udp = new UdpClient();
        for (var seed = 0; seed < 300; seed++)
        {
            await udp.SendAsync(Packet(seed), server, TestCluster.Cancellation);
        }

        for (var seed = 0; seed < 20; seed++)
        {
            using var tcp = new TcpClient();
            await tcp.ConnectAsync(server, TestCluster.Cancellation);
            await tcp.GetStream().WriteAsync(Packet(seed), TestCluster.Cancellation);
        }

        var found = await new DnsClient(server).QueryAsync(new DnsQuestion(DnsName.Parse("kubernetes.default.svc.cluster.local"), DnsRecordType.A), TestCluster.Cancellation);
        found.ShouldBeOfType<DnsResult.Answer>().Message.Answers.ShouldHaveSingleItem().ShouldBeOfType<ARecord>().Address.ShouldBe(IPAddress.Parse("10.96.0.1"));
    }

    // names made of what a resolver looks at: each is answered by its rules, and none is a fault of ours
    [Fact]
    public async Task Names_ByTheTenThousand_AreNeverAServerFailure()
    {
        string[] words = ["_web", "_tcp", "_", "kubernetes", "default", "svc", "pod", "cluster", "local", "in-addr", "ip6", "arpa", "dns-version", "ns", "dns", "10-244-0-1", "010-0-0-1", "----", "--", "-", "*",
            "0", "00", "099", "256", "7", "f", "a.b", "a/b", "default/kubernetes", "\0", "\\", "\u00e9", "\u00ff", "KUBERNETES", new string('x', 63)];
        await using var cluster = new BareCluster();
        using var index = new ZoneIndex(cluster.Store);
        var responder = new DnsResponder(new ClusterZone(cluster.Store, index, DnsName.Parse("cluster.local"), 30), new DenialCache(cluster.Time));
        string[] ends = ["cluster.local", "default.svc.cluster.local", "kubernetes.default.svc.cluster.local", "default.pod.cluster.local", "in-addr.arpa", "ip6.arpa", "."];
        DnsRecordType[] types = [DnsRecordType.A, DnsRecordType.AAAA, DnsRecordType.SRV, DnsRecordType.PTR, DnsRecordType.CNAME, DnsRecordType.TXT, DnsRecordType.SOA, DnsRecordType.NS, DnsRecordType.ANY, (DnsRecordType)252, (DnsRecordType)65535];
        for (var seed = 0; seed < 20_000; seed++)
        {
            var random = new Random(seed);
            var name = DnsName.Parse(ends[random.Next(ends.Length)]);
            for (var left = random.Next(seed % 10 == 0 ? 34 : 6); left > 0 && name.Wire.Length < 190; left--)
            {
                name = name.Prepend(words[random.Next(words.Length)]);
            }

            var query = DnsMessage.Query((ushort)seed, new DnsQuestion(name, types[random.Next(types.Length)]));
            var reply = DnsMessageReader.Read(responder.Answer(DnsMessageWriter.Write(query), isUdp: seed % 2 == 0)!);
            reply.ResponseCode.ShouldBeOneOf([DnsResponseCode.NoError, DnsResponseCode.NonExistentDomain, DnsResponseCode.Refused], $"seed {seed}: {name}");
        }
    }

    private static byte[] Packet(int seed)
    {
        var random = new Random(seed);
        var packet = seed % 3 == 0 ? new byte[random.Next(200)] : [.. Good];
        if (seed % 3 == 0)
        {
            random.NextBytes(packet);
        }

        for (var i = 0; i < (packet.Length == 0 ? 0 : random.Next(6)); i++)
        {
            packet[random.Next(packet.Length)] = (byte)random.Next(256);
        }

        return seed % 5 == 0 && packet.Length > 4 ? packet[..random.Next(packet.Length)] : packet;
    }
}
