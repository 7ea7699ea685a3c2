using StatefulDashboard.Domain.Dns;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Dns;

public sealed class SetNamesTests
{
    private static readonly ResolverInfo Resolver = new("10.96.0.10:53", "Settings");

    [Fact]
    public void Wanted_OfASet_IsEachOrdinalAndThePeersWithWhatIsPublished()
    {
        var facts = Facts(Two());

        SetNames.Wanted(facts).Select(pair => $"{pair.Key.Type} {pair.Key.Name} [{string.Join(',', pair.Value!)}]").ShouldBe(
        [
            "A web-0.nginx.db.svc.cluster.local [10.0.0.9]",
            "A web-1.nginx.db.svc.cluster.local []",
            "A nginx.db.svc.cluster.local [10.0.0.9]",
            "SRV _web._tcp.nginx.db.svc.cluster.local [0 100 80 web-0.nginx.db.svc.cluster.local]",
        ]);
    }

    /// <summary>Rule 10: each family is a question of its own.</summary>
    [Fact]
    public void Wanted_DualStack_IsBothFamiliesEachWithItsOwn()
    {
        var world = Two();
        world.Slices.Add(Slice("fd00::9"));
        world.Service = world.Service! with { Spec = world.Service!.Spec with { IpFamilies = ["IPv4", "IPv6"] } };

        SetNames.Wanted(Facts(world)).Where(pair => pair.Key.Name.StartsWith("web-0", StringComparison.Ordinal)).Select(pair => $"{pair.Key.Type} [{string.Join(',', pair.Value!)}]")
            .ShouldBe(["A [10.0.0.9]", "AAAA [fd00::9]"]);
    }

    [Fact]
    public void Wanted_OnlyVersion6_AsksOnlyForThat()
    {
        var world = Two();
        world.Service = world.Service! with { Spec = world.Service!.Spec with { IpFamilies = ["IPv6"] } };
        world.Slices[0] = Slice("fd00::9");

        SetNames.Wanted(Facts(world)).Select(pair => pair.Key.Type).Distinct().ShouldBe([NameType.AAAA, NameType.SRV]);
    }

    [Fact]
    public void From_LeftBehindOrNameless_AsksNothing()
    {
        var world = Two().Replicas(1).Claim(1);
        world.Pods.RemoveAt(1);

        var dns = SetNames.From(Facts(world), _ => null);

        dns.Ordinals.Select(ordinal => ordinal.IsAsked).ShouldBe([true, false]);
        SetNames.Wanted(Facts(Two().With(spec => spec with { ServiceName = "" }))).ShouldBeEmpty();
    }

    [Fact]
    public void From_NoResolver_SaysSoAndIsSettled()
    {
        var dns = SetNames.From(Facts(Two(), resolver: null), _ => null);

        dns.Ordinals.Concat<object>(dns.Peers).Count().ShouldBe(4);
        dns.Ordinals.ShouldAllBe(ordinal => ordinal.Resolved == ResolvedName.NoResolver);
        dns.Peers.ShouldAllBe(peer => peer.Resolved == ResolvedName.NoResolver);
        dns.IsSettled.ShouldBeTrue();
    }

    [Fact]
    public void From_OneNameStillToCome_IsNotSettled()
    {
        NameAnswer? answer(NameQuestion question) => question.Name.StartsWith("web-1", StringComparison.Ordinal) ? null : new(NameOutcome.Answered, NameAnswer.NoError, ["10.0.0.9"], World.Now, null);

        var dns = SetNames.From(Facts(Two()), answer);

        dns.Ordinals.Select(ordinal => ordinal.Resolved.Verdict).ShouldBe([ResolvedVerdict.Matches, ResolvedVerdict.NotAsked]);
        dns.IsSettled.ShouldBeFalse();
    }

    /// <summary>Rules 7 and 16: weights and order of SRV records do not count.</summary>
    [Fact]
    public void From_PeersAnsweredWithOtherWeights_Match()
    {
        var dns = SetNames.From(Facts(Two()), question => new(
            NameOutcome.Answered, NameAnswer.NoError, question.Type == NameType.SRV ? ["0 33 80 web-0.nginx.db.svc.cluster.local"] : ["10.0.0.9"], World.Now, null));

        dns.Peers.Select(peer => peer.Resolved.Verdict).ShouldBe([ResolvedVerdict.Matches, ResolvedVerdict.Matches]);
    }

    [Fact]
    public void From_ServicesMayNotBeRead_ComparesNothing()
    {
        var world = Two();
        world.Unread = UnreadKinds.Services | UnreadKinds.EndpointSlices;
        var facts = new SetDnsFacts(world.Overview(), "cluster.local", Resolver, [], [], IsRead: false);

        var dns = SetNames.From(facts, _ => new(NameOutcome.Answered, NameAnswer.NoError, ["10.0.0.9"], World.Now, null));

        dns.Ordinals.ShouldAllBe(ordinal => ordinal.PublishedReason.Code == StatementCode.PublishedUnknown && ordinal.Resolved.Verdict == ResolvedVerdict.Unknown);
        dns.Peers.ShouldAllBe(peer => peer.Resolved.Verdict == ResolvedVerdict.Unknown);
    }

    /// <summary>Objects with every field missing or absurd are drawn, not fallen over.</summary>
    [Fact]
    public void From_EmptyObjects_DoesNotThrow()
    {
        var facts = new SetDnsFacts(Two().Overview(), "cluster.local", Resolver, [new(), new() { Spec = new() { Ports = [null!] } }], [new() { Endpoints = [null!, new()], Ports = [null!] }], IsRead: true);

        SetNames.From(facts, _ => null).Ordinals.Count.ShouldBe(2);
        SetNames.Wanted(facts).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(PublishedVerdict.Published, true, StatementCode.PublishedAsReady)]
    [InlineData(PublishedVerdict.Published, false, StatementCode.PublishedUnready)]
    [InlineData(PublishedVerdict.NotReadyHidden, false, StatementCode.PublishedNotReady)]
    [InlineData(PublishedVerdict.NotYetPublished, true, StatementCode.PublishedNotYet)]
    [InlineData(PublishedVerdict.NoGoverningService, true, StatementCode.PublishedNoService)]
    [InlineData(PublishedVerdict.SelectorMismatch, true, StatementCode.PublishedNotSelected)]
    [InlineData(PublishedVerdict.ServiceNotHeadless, true, StatementCode.PublishedNotHeadless)]
    [InlineData(PublishedVerdict.NoPod, false, StatementCode.PublishedNoPod)]
    [InlineData(PublishedVerdict.NoAddress, false, StatementCode.PublishedNoAddress)]
    [InlineData(PublishedVerdict.NoHostname, true, StatementCode.PublishedNoHostname)]
    [InlineData(PublishedVerdict.Unknown, false, StatementCode.PublishedUnknown)]
    public void Reason_OfEachVerdict_IsItsOwn(PublishedVerdict verdict, bool ready, StatementCode expected)
    {
        var facts = Facts(Two());
        var set = facts.Set with { Slots = facts.Set.Slots.Select(slot => slot with { Ready = ready, Dns = slot.Dns with { Verdict = verdict } }).ToValueList() };

        SetNames.From(facts with { Set = set }, _ => null).Ordinals.ShouldAllBe(ordinal => ordinal.PublishedReason.Code == expected);
    }

    // web-0 ready and published, web-1 not ready
    private static World Two()
    {
        var world = new World().Replicas(2).Pod(0).Pod(1, readyFor: null);
        world.Service = world.Service! with { Spec = world.Service!.Spec with { Ports = [new() { Name = "web", Port = 80 }] } };
        world.Slices.Add(Slice("10.0.0.9"));
        return world;
    }

    private static EndpointSlice Slice(string address) => new()
    {
        Metadata = new() { Name = "nginx-1", Namespace = "db" },
        Ports = [new() { Name = "web", Port = 80 }],
        Endpoints = [new() { Hostname = "web-0", Addresses = [address] }],
    };

    private static SetDnsFacts Facts(World world) => Facts(world, Resolver);

    private static SetDnsFacts Facts(World world, ResolverInfo? resolver) =>
        new(world.Overview(), "cluster.local", resolver, world.Service is null ? [] : [world.Service], world.Slices, IsRead: true);
}
