using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Dns;
using StatefulDashboard.DemoCluster.Tests.Support;
using StatefulDashboard.Dns.Messages;

namespace StatefulDashboard.DemoCluster.Tests.Dns;

/// <summary>From bytes to bytes: what a message is answered with, apart from the records of the zone.</summary>
public sealed class DnsResponderTests : IAsyncLifetime
{
    private static readonly DnsQuestion Kubernetes = new(DnsName.Parse("kubernetes.default.svc.cluster.local"), DnsRecordType.A);
    private readonly BareCluster cluster = new();
    private readonly ZoneIndex index;
    private readonly DnsResponder responder;

    public DnsResponderTests()
    {
        index = new ZoneIndex(cluster.Store);
        responder = new DnsResponder(new ClusterZone(cluster.Store, index, DnsName.Parse("cluster.local"), 30), new DenialCache(cluster.Time));
    }

    [Fact]
    public void Answer_ToAQuery_HasItsIdItsQuestionAndOurAuthority()
    {
        var reply = Ask(Query());
        reply.ResponseCode.ShouldBe(DnsResponseCode.NoError);
        reply.Id.ShouldBe((ushort)0x4321);
        reply.Questions.ShouldBe([Kubernetes]);
        reply.Flags.ShouldBe(DnsFlags.Response | DnsFlags.Authoritative | DnsFlags.RecursionDesired);
        reply.Answers.ShouldHaveSingleItem().TimeToLive.ShouldBe(30);
        reply.Authorities.ShouldBeEmpty();
    }

    [Fact]
    public void Answer_ToWhatIsNotServed_SaysWhy()
    {
        Ask(Query() with { OperationCode = DnsOperationCode.Notify }).ResponseCode.ShouldBe(DnsResponseCode.NotImplemented);
        Ask(Query() with { OperationCode = DnsOperationCode.Update }).ResponseCode.ShouldBe(DnsResponseCode.NotImplemented);
        Ask(Query() with { Questions = [Kubernetes with { Class = DnsClass.Chaos }] }).ResponseCode.ShouldBe(DnsResponseCode.Refused);
        Ask(Query() with { Questions = [Kubernetes with { Class = DnsClass.Any }] }).ResponseCode.ShouldBe(DnsResponseCode.Refused);
        Ask(Query() with { Questions = [Kubernetes, Kubernetes] }).ResponseCode.ShouldBe(DnsResponseCode.FormatError);
        Ask(Query() with { Questions = [] }).ResponseCode.ShouldBe(DnsResponseCode.FormatError);
        Ask(Query() with { Edns = new DnsEdns(1232, Version: 1) }).ResponseCode.ShouldBe(DnsResponseCode.BadVersion);
        var outside = Ask(Query() with { Questions = [new DnsQuestion(DnsName.Parse("example.com"), DnsRecordType.A)] });
        outside.ResponseCode.ShouldBe(DnsResponseCode.Refused);
        outside.IsAuthoritative.ShouldBeFalse();
        outside.Authorities.ShouldBeEmpty();
    }

    [Fact]
    public void Answer_ToThousandsOfQuestions_FitsIntoAPacket()
    {
        DnsQuestion[] many = [.. Enumerable.Range(0, 3000).Select(i => new DnsQuestion(DnsName.Parse($"n{i}.default.svc.cluster.local"), DnsRecordType.A))];
        responder.Answer(DnsMessageWriter.Write(Query() with { Questions = many }), isUdp: true)!.Length.ShouldBeLessThanOrEqualTo(512);
    }

    [Fact]
    public void AnswerOverUdp_KeepsToTheSizeThatTheAskerTakes()
    {
        PlantMany(400);
        var question = new DnsQuestion(DnsName.Parse("many.default.svc.cluster.local"), DnsRecordType.A);
        foreach (var (edns, most) in new[] { (null, 512), (new DnsEdns(100), 512), (new DnsEdns(1232), 1232), (new DnsEdns(4096), 4096) })
        {
            var answer = responder.Answer(DnsMessageWriter.Write(Query() with { Questions = [question], Edns = edns }), isUdp: true)!;
            answer.Length.ShouldBeInRange(most - 32, most);
            var reply = DnsMessageReader.Read(answer);
            reply.IsTruncated.ShouldBeTrue();
            (reply.Edns is null).ShouldBe(edns is null);
        }

        Ask(Query() with { Questions = [question], Edns = new DnsEdns(ushort.MaxValue) }).Answers.Count.ShouldBe(400);
        var whole = DnsMessageReader.Read(responder.Answer(DnsMessageWriter.Write(Query() with { Questions = [question], Edns = null }), isUdp: false)!);
        whole.IsTruncated.ShouldBeFalse();
        whole.Answers.Count.ShouldBe(400);
    }

    [Fact]
    public void AnswerOverUdp_NeverExceedsWhatAPacketCarries()
    {
        PlantMany(5000);
        var question = new DnsQuestion(DnsName.Parse("many.default.svc.cluster.local"), DnsRecordType.A);
        responder.Answer(DnsMessageWriter.Write(Query() with { Questions = [question], Edns = new DnsEdns(ushort.MaxValue) }), isUdp: true)!.Length.ShouldBeInRange(65_000, 65_507);
    }

    [Fact]
    public void Answers_AreShuffled()
    {
        PlantMany(40);
        var question = new DnsQuestion(DnsName.Parse("many.default.svc.cluster.local"), DnsRecordType.A);
        var orders = Enumerable.Range(0, 5).Select(_ => string.Join(' ', Ask(Query() with { Questions = [question] }).Answers)).ToHashSet(StringComparer.Ordinal);
        orders.Count.ShouldBe(5);
    }

    [Fact]
    public void Denial_CarriesTheAuthorityAboveTheName_AlsoAfterAnAlias()
    {
        Alias("lost", "none.default.svc.cluster.local");
        Alias("there", "kubernetes.default.svc.cluster.local");
        Alias("outside", "example.com");
        foreach (var (name, type, code, answers, owner) in new[]
        {
            ("none.default.svc.cluster.local", DnsRecordType.A, DnsResponseCode.NonExistentDomain, 0, "cluster.local"),
            ("kubernetes.default.svc.cluster.local", DnsRecordType.AAAA, DnsResponseCode.NoError, 0, "cluster.local"),
            ("lost.default.svc.cluster.local", DnsRecordType.A, DnsResponseCode.NonExistentDomain, 1, "cluster.local"),
            ("there.default.svc.cluster.local", DnsRecordType.AAAA, DnsResponseCode.NoError, 1, "cluster.local"),
            ("9.9.9.10.in-addr.arpa", DnsRecordType.PTR, DnsResponseCode.NonExistentDomain, 0, "in-addr.arpa"),
        })
        {
            var reply = Ask(Query() with { Questions = [new DnsQuestion(DnsName.Parse(name), type)] });
            reply.ResponseCode.ShouldBe(code, name);
            reply.Answers.Count.ShouldBe(answers, name);
            var authority = reply.Authorities.ShouldHaveSingleItem(name).ShouldBeOfType<SoaRecord>();
            authority.Name.ShouldBe(DnsName.Parse(owner));
            (authority.TimeToLive, authority.Minimum).ShouldBe((30, 30u));
        }

        // the alias itself is the whole answer: its end is not ours to deny
        Ask(Query() with { Questions = [new DnsQuestion(DnsName.Parse("outside.default.svc.cluster.local"), DnsRecordType.A)] }).Authorities.ShouldBeEmpty();
    }

    [Fact]
    public void Alias_StandsBeforeWhatItLeadsTo()
    {
        PlantMany(30);
        Alias("front", "back.default.svc.cluster.local");
        Alias("back", "many.default.svc.cluster.local");
        var answers = Ask(Query() with { Questions = [new DnsQuestion(DnsName.Parse("front.default.svc.cluster.local"), DnsRecordType.A)] }).Answers;
        answers[0].ShouldBeOfType<CnameRecord>().Target.ShouldBe(DnsName.Parse("back.default.svc.cluster.local"));
        answers[1].ShouldBeOfType<CnameRecord>().Target.ShouldBe(DnsName.Parse("many.default.svc.cluster.local"));
        answers.Skip(2).ShouldAllBe(a => a is ARecord);
        answers.Count.ShouldBe(32);
    }

    [Fact]
    public void FaultOfOurs_IsAServerFailure_AndTold()
    {
        var told = new Told();
        // of 255 bytes that a name may have this leaves none for the mailbox of its authority
        var zone = DnsName.Parse(string.Join('.', Enumerable.Repeat(new string('z', 49), 4)) + '.' + new string('z', 44));
        var broken = new DnsResponder(new ClusterZone(cluster.Store, index, zone, 30), new DenialCache(cluster.Time), told);
        var reply = DnsMessageReader.Read(broken.Answer(DnsMessageWriter.Write(Query() with { Questions = [new DnsQuestion(zone, DnsRecordType.A)] }), isUdp: true)!);
        reply.ResponseCode.ShouldBe(DnsResponseCode.ServerFailure);
        reply.Id.ShouldBe((ushort)0x4321);
        told.Warnings.ShouldBe(1);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        index.Dispose();
        await cluster.DisposeAsync();
    }

    private static DnsMessage Query() => DnsMessage.Query(0x4321, Kubernetes);

    private DnsMessage Ask(DnsMessage query) => DnsMessageReader.Read(responder.Answer(DnsMessageWriter.Write(query), isUdp: true)!);

    private void Alias(string name, string target)
        => cluster.Create(ResourceKinds.Services, $$$"""{"metadata":{"name":"{{{name}}}"},"spec":{"type":"ExternalName","externalName":"{{{target}}}"} }""");

    private void PlantMany(int count)
    {
        cluster.Create(ResourceKinds.Services, """{"metadata":{"name":"many"},"spec":{"clusterIP":"None","ports":[{"name":"web","port":80}]} }""");
        foreach (var part in Enumerable.Range(0, count).Chunk(1000))
        {
            var slice = new JsonObject
            {
                ["metadata"] = new JsonObject { ["name"] = $"many-{part[0]}", ["labels"] = new JsonObject { ["kubernetes.io/service-name"] = "many" } },
                ["addressType"] = "IPv4",
                ["endpoints"] = new JsonArray([.. part.Select(i => (JsonNode)new JsonObject { ["addresses"] = new JsonArray($"10.9.{i / 250}.{i % 250}") })]),
            };
            cluster.Create(ResourceKinds.EndpointSlices, slice.ToJsonString());
        }
    }

    private sealed class Told : ILogger
    {
        public int Warnings { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Warnings += logLevel == LogLevel.Warning ? 1 : 0;
    }
}
