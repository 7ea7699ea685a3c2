using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using StatefulDashboard.DemoCluster.Dns;
using StatefulDashboard.DemoCluster.Tests.Support;
using StatefulDashboard.Dns.Client;
using StatefulDashboard.Dns.Messages;

namespace StatefulDashboard.DemoCluster.Tests.Dns;

/// <summary>The sockets: ports, connections and their ends.</summary>
public sealed class DnsServerTests : IAsyncLifetime
{
    private static readonly DnsQuestion Kubernetes = new(DnsName.Parse("kubernetes.default.svc.cluster.local"), DnsRecordType.A);
    private readonly BareCluster cluster = new();
    private readonly ZoneIndex index;
    private readonly DnsServer server;

    public DnsServerTests()
    {
        index = new ZoneIndex(cluster.Store);
        server = NewServer(0);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Client_AsksOverBothProtocolsOnOnePort()
    {
        (await AskAsync(Kubernetes)).Answers.ShouldHaveSingleItem().ShouldBeOfType<ARecord>().Address.ShouldBe(IPAddress.Parse("10.96.0.1"));
        using var connection = await ConnectAsync();
        await SendAsync(connection, Framed(7));
        (await ReadAsync(connection)).Answers.ShouldHaveSingleItem();
    }

    [Fact]
    public void Start_OnAPortInUse_SaysWhichSettingNamesAnother()
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)taken.LocalEndPoint!).Port;
        Should.Throw<IOException>(() => NewServer(port)).Message.ShouldContain($"127.0.0.1:{port} is in use", Case.Sensitive);
    }

    [Fact]
    public async Task Connection_WithManyQueriesAtOnce_GetsAnAnswerForEach()
    {
        using var connection = await ConnectAsync();
        await SendAsync(connection, [.. Enumerable.Range(1, 50).SelectMany(i => Framed((ushort)i))]);
        for (var i = 1; i <= 50; i++)
        {
            (await ReadAsync(connection)).Id.ShouldBe((ushort)i);
        }
    }

    [Fact]
    public async Task Connection_WithAQueryInSmallPieces_GetsItsAnswer()
    {
        using var connection = await ConnectAsync();
        connection.NoDelay = true;
        foreach (var part in Framed(9).Chunk(7))
        {
            await SendAsync(connection, part);
        }

        (await ReadAsync(connection)).Id.ShouldBe((ushort)9);
    }

    [Fact]
    public async Task Connection_ThatSaysGarbage_GetsAFormatError_AndMayGoOn()
    {
        using var connection = await ConnectAsync();
        await SendAsync(connection, [0, 14, 0, 5, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0xc0, 0x0c, .. Framed(6)]);
        (await ReadAsync(connection)).ResponseCode.ShouldBe(DnsResponseCode.FormatError);
        (await ReadAsync(connection)).Id.ShouldBe((ushort)6);
    }

    [Fact]
    public async Task Connection_ThatSaysNothing_IsClosed()
    {
        await using var impatient = NewServer(0, TimeSpan.FromMilliseconds(50));
        using var silent = await ConnectAsync(impatient);
        using var halfway = await ConnectAsync(impatient);
        await SendAsync(halfway, Framed(3)[..9]);
        (await silent.GetStream().ReadAsync(new byte[1], Cancellation)).ShouldBe(0);
        (await halfway.GetStream().ReadAsync(new byte[1], Cancellation)).ShouldBe(0);
    }

    [Fact]
    public async Task Connections_BeyondTheLimit_AreServedWhenAnotherEnds()
    {
        var held = new List<TcpClient>();
        for (var i = 0; i < DnsServer.MostConnections; i++)
        {
            held.Add(await ConnectAsync());
            await SendAsync(held[i], Framed(1));
            await ReadAsync(held[i]);
        }

        using var late = await ConnectAsync();
        await SendAsync(late, Framed(2));
        var answer = ReadAsync(late);
        // whoever is beyond the limit waits; the others, and UDP, are answered meanwhile
        await SendAsync(held[5], Framed(5));
        (await ReadAsync(held[5])).Id.ShouldBe((ushort)5);
        (await AskAsync(Kubernetes)).Answers.ShouldHaveSingleItem();
        answer.IsCompleted.ShouldBeFalse();
        held[0].Dispose();
        (await answer).Id.ShouldBe((ushort)2);
        held.ForEach(c => c.Dispose());
    }

    [Fact]
    public async Task Disposing_EndsItsConnections_AndFreesItsPort()
    {
        var first = NewServer(0);
        using var connection = await ConnectAsync(first);
        await SendAsync(connection, Framed(1));
        await ReadAsync(connection);
        await first.DisposeAsync();
        (await connection.GetStream().ReadAsync(new byte[1], Cancellation)).ShouldBe(0);
        using var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        udp.Bind(first.Endpoint);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        index.Dispose();
        await cluster.DisposeAsync();
    }

    private DnsServer NewServer(int port, TimeSpan? idleTimeout = null)
        => DnsServer.Start(port, new DnsResponder(new ClusterZone(cluster.Store, index, DnsName.Parse("cluster.local"), 30), new DenialCache(cluster.Time)), NullLogger.Instance, idleTimeout);

    private async Task<TcpClient> ConnectAsync(DnsServer? other = null)
    {
        var client = new TcpClient();
        await client.ConnectAsync((other ?? server).Endpoint, Cancellation);
        return client;
    }

    private async Task<DnsMessage> AskAsync(DnsQuestion question)
        => (await new DnsClient(server.Endpoint).QueryAsync(question, Cancellation)).ShouldBeOfType<DnsResult.Answer>().Message;

    private static byte[] Framed(ushort id)
    {
        var query = DnsMessageWriter.Write(DnsMessage.Query(id, Kubernetes));
        return [(byte)(query.Length >> 8), (byte)query.Length, .. query];
    }

    private static async Task SendAsync(TcpClient connection, byte[] bytes) => await connection.GetStream().WriteAsync(bytes, Cancellation);

    private static async Task<DnsMessage> ReadAsync(TcpClient connection)
    {
        var length = new byte[2];
        await connection.GetStream().ReadExactlyAsync(length, Cancellation);
        var message = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
        await connection.GetStream().ReadExactlyAsync(message, Cancellation);
        return DnsMessageReader.Read(message);
    }
}
