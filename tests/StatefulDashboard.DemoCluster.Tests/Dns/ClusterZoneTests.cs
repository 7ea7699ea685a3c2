using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Dns;
using StatefulDashboard.DemoCluster.Tests.Support;
using StatefulDashboard.Dns.Messages;

namespace StatefulDashboard.DemoCluster.Tests.Dns;

/// <summary>One case for each rule of the Kubernetes DNS specification, asked of a cluster that is made for it; no controller runs.</summary>
public class ClusterZoneTests
{
    private const string Head = "default.svc.cluster.local";

    // name, type, and the records that are expected: "NXDOMAIN", "NODATA", "REFUSED", or the data of each answer in any order
    [Theory]
    // 1: names are case-insensitive; the version of the schema
    [InlineData("DNS-Version.CLUSTER.local", "TXT", "1.1.0")]
    [InlineData("dns-version.cluster.local", "A", "NODATA")]
    // 2 and 4: a headless name is the ready addresses; not ready ones are hidden
    [InlineData("db." + Head, "A", "10.244.0.1|10.244.0.2")]
    [InlineData("DB.Default.svc.cluster.LOCAL", "A", "10.244.0.1|10.244.0.2")]
    [InlineData("db-0.db." + Head, "A", "10.244.0.1")]
    [InlineData("db-2.db." + Head, "A", "NXDOMAIN")]
    // a missing condition counts as ready, equal hostnames return all
    [InlineData("unsaid.twins." + Head, "A", "10.244.1.1|10.244.1.2")]
    // 3: an endpoint without hostname has its address as label
    [InlineData("10-244-2-1.plain." + Head, "A", "10.244.2.1")]
    [InlineData("10-244-0-1.db." + Head, "A", "NXDOMAIN")]
    // a hostname that cannot be a label counts as none
    [InlineData("10-244-2-2.odd." + Head, "A", "10.244.2.2")]
    [InlineData("odd." + Head, "SRV", "0 100 7000 10-244-2-2.odd.default.svc.cluster.local.")]
    // endpoint names under a ClusterIP Service answer as well; its own name lists no peers
    [InlineData("front-0.front." + Head, "A", "10.244.3.1")]
    [InlineData("front-1.front." + Head, "A", "NXDOMAIN")]
    [InlineData("front-0.front." + Head, "SRV", "0 100 8080 front-0.front.default.svc.cluster.local.")]
    // 5: nothing ready, another family, unknown endpoint, service, namespace
    [InlineData("empty." + Head, "A", "NXDOMAIN")]
    [InlineData("db." + Head, "AAAA", "NODATA")]
    [InlineData("db-9.db." + Head, "A", "NXDOMAIN")]
    [InlineData("none." + Head, "A", "NXDOMAIN")]
    [InlineData("db.nowhere.svc.cluster.local", "A", "NXDOMAIN")]
    // 6: a ClusterIP is answered with no endpoint as well
    [InlineData("front." + Head, "A", "10.96.1.1")]
    [InlineData("front." + Head, "AAAA", "NODATA")]
    // 7: SRV per endpoint and named port; 100 shared by two is 50 each; a bare name has all ports
    [InlineData("_peer._tcp.db." + Head, "SRV", "0 50 7000 db-0.db.default.svc.cluster.local.|0 50 7000 db-1.db.default.svc.cluster.local.")]
    [InlineData("db." + Head, "SRV", "0 50 7000 db-0.db.default.svc.cluster.local.|0 50 7000 db-1.db.default.svc.cluster.local.")]
    [InlineData("_peer._udp.db." + Head, "SRV", "NXDOMAIN")]
    [InlineData("_other._tcp.db." + Head, "SRV", "NXDOMAIN")]
    [InlineData("_peer._tcp.db." + Head, "A", "NODATA")]
    [InlineData("_http._tcp.front." + Head, "SRV", "0 100 80 front.default.svc.cluster.local.")]
    [InlineData("front." + Head, "SRV", "0 100 80 front.default.svc.cluster.local.")]
    [InlineData("_HTTP._TCP.Front." + Head, "SRV", "0 100 80 front.default.svc.cluster.local.")]
    [InlineData("_none._tcp.front." + Head, "SRV", "NXDOMAIN")]
    // each slice has its own ports: a named target port may be another number on other pods
    [InlineData("_peer._tcp.mixed." + Head, "SRV", "0 50 7000 old-0.mixed.default.svc.cluster.local.|0 50 7001 new-0.mixed.default.svc.cluster.local.")]
    [InlineData("_admin._tcp.mixed." + Head, "SRV", "0 100 9000 new-0.mixed.default.svc.cluster.local.")]
    [InlineData("mixed." + Head, "SRV", "0 50 7000 old-0.mixed.default.svc.cluster.local.|0 50 7001 new-0.mixed.default.svc.cluster.local.|0 50 9000 new-0.mixed.default.svc.cluster.local.")]
    // 8: headless without (named) ports
    [InlineData("plain." + Head, "A", "10.244.2.1")]
    [InlineData("plain." + Head, "SRV", "NODATA")]
    // 9: addresses back to names
    [InlineData("1.0.244.10.in-addr.arpa", "PTR", "db-0.db.default.svc.cluster.local.")]
    [InlineData("1.1.96.10.in-addr.arpa", "PTR", "front.default.svc.cluster.local.")]
    [InlineData("9.9.9.10.in-addr.arpa", "PTR", "NXDOMAIN")]
    [InlineData("1.0.244.10.in-addr.arpa", "A", "NODATA")]
    [InlineData("3.0.244.10.in-addr.arpa", "PTR", "NXDOMAIN")]
    // numbers that are no addresses as RFC 1035 writes them
    [InlineData("001.0.244.10.in-addr.arpa", "PTR", "REFUSED")]
    [InlineData("099.0.0.10.in-addr.arpa", "PTR", "REFUSED")]
    [InlineData("256.0.0.10.in-addr.arpa", "PTR", "REFUSED")]
    [InlineData("0.244.10.in-addr.arpa", "PTR", "REFUSED")]
    [InlineData("7.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.D.f.ip6.arpa", "PTR", "fd00--7.six.default.svc.cluster.local.")]
    // 10: the other family has a slice of its own
    [InlineData("six." + Head, "AAAA", "fd00::7|fd00::|::1")]
    [InlineData("six." + Head, "A", "NODATA")]
    [InlineData("fd00--7.six." + Head, "AAAA", "fd00::7")]
    [InlineData("fd00--0.six." + Head, "AAAA", "fd00::")]
    [InlineData("--1.six." + Head, "AAAA", "::1")]
    [InlineData("both." + Head, "A", "10.244.4.1")]
    [InlineData("both." + Head, "AAAA", "fd00::41")]
    [InlineData("both-0.both." + Head, "A", "10.244.4.1")]
    [InlineData("both-0.both." + Head, "AAAA", "fd00::41")]
    [InlineData("both." + Head, "SRV", "0 50 7000 both-0.both.default.svc.cluster.local.")]
    // 11: an alias is followed inside the zone, told alone outside of it, and a circle ends
    [InlineData("alias." + Head, "A", "CNAME db.default.svc.cluster.local.|10.244.0.1|10.244.0.2")]
    [InlineData("outside." + Head, "A", "CNAME example.com.")]
    [InlineData("outside." + Head, "SRV", "NODATA")]
    [InlineData("alias." + Head, "CNAME", "CNAME db.default.svc.cluster.local.")]
    [InlineData("lost." + Head, "A", "NXDOMAIN")]
    [InlineData("_web._tcp.outside." + Head, "SRV", "NXDOMAIN")]
    [InlineData("any.outside." + Head, "A", "NXDOMAIN")]
    [InlineData("round." + Head, "A", "CNAME round.default.svc.cluster.local.")]
    [InlineData("left." + Head, "A", "CNAME right.default.svc.cluster.local.|CNAME left.default.svc.cluster.local.")]
    // 12: names on the way to a service
    [InlineData("cluster.local", "A", "NODATA")]
    [InlineData("svc.cluster.local", "A", "NODATA")]
    [InlineData(Head, "A", "NODATA")]
    [InlineData("nowhere.svc.cluster.local", "A", "NXDOMAIN")]
    [InlineData("a.b.c.d.e." + Head, "A", "NXDOMAIN")]
    [InlineData("web.default.nonsense.cluster.local", "A", "NXDOMAIN")]
    // 13: pod records give the address back
    [InlineData("10-244-0-9.default.pod.cluster.local", "A", "10.244.0.9")]
    [InlineData("10-244-0-9.nowhere.pod.cluster.local", "A", "NXDOMAIN")]
    [InlineData("10-244-0.default.pod.cluster.local", "A", "NXDOMAIN")]
    [InlineData("fd00--9.default.pod.cluster.local", "AAAA", "fd00::9")]
    [InlineData("10-244-0-9.default.pod.cluster.local", "AAAA", "NODATA")]
    [InlineData("10-244-0-300.default.pod.cluster.local", "A", "NXDOMAIN")]
    [InlineData("010-244-0-9.default.pod.cluster.local", "A", "NXDOMAIN")]
    [InlineData("0x10-244-0-9.default.pod.cluster.local", "A", "NXDOMAIN")]
    [InlineData("web-0.default.pod.cluster.local", "A", "NXDOMAIN")]
    // 15: no wildcards; and what is not ours
    [InlineData("*.db." + Head, "A", "NXDOMAIN")]
    [InlineData("example.com", "A", "REFUSED")]
    public async Task Question_IsAnsweredByTheRules(string name, string type, string expected)
    {
        await using var cluster = new BareCluster();
        Plant(cluster);
        using var index = new ZoneIndex(cluster.Store);
        var zone = new ClusterZone(cluster.Store, index, DnsName.Parse("cluster.local"), 30);
        var answer = zone.Ask(new DnsQuestion(DnsName.Parse(name), Enum.Parse<DnsRecordType>(type)));
        Text(answer).ShouldBe(string.Join('|', expected.Split('|').Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Srv_OfTwoFamilies_HasBothAddressesBesides()
    {
        await using var cluster = new BareCluster();
        Plant(cluster);
        using var index = new ZoneIndex(cluster.Store);
        var answer = new ClusterZone(cluster.Store, index, DnsName.Parse("cluster.local"), 30).Ask(new DnsQuestion(DnsName.Parse("_peer._tcp.both." + Head), DnsRecordType.SRV));
        answer.Answers.ShouldHaveSingleItem();
        answer.Additionals.Select(Data).Order(StringComparer.Ordinal).ShouldBe(["10.244.4.1", "fd00::41"]);
        answer.Additionals.ShouldAllBe(r => r.Name == DnsName.Parse("both-0.both." + Head));
    }

    [Fact]
    public async Task Srv_OfMoreThanAHundredEndpoints_WeighsOneEach_AndAddsEveryAddress()
    {
        await using var cluster = new BareCluster();
        Service(cluster, "many", "None", """[{"name":"peer","port":7000}]""");
        Slice(cluster, "many", "IPv4", """[{"name":"peer","port":7000,"protocol":"TCP"}]""", [.. Enumerable.Range(0, 120).Select(i => Endpoint($"10.1.0.{i}", $"many-{i}"))]);
        using var index = new ZoneIndex(cluster.Store);
        var answer = new ClusterZone(cluster.Store, index, DnsName.Parse("cluster.local"), 30).Ask(new DnsQuestion(DnsName.Parse("_peer._tcp.many." + Head), DnsRecordType.SRV));
        answer.Answers.Cast<SrvRecord>().ShouldAllBe(r => r.Weight == 1);
        answer.Additionals.Count.ShouldBe(120);
    }

    [Fact]
    public async Task SliceThatChanges_ChangesTheAnswer_AtOnce()
    {
        await using var cluster = new BareCluster();
        Plant(cluster);
        using var index = new ZoneIndex(cluster.Store);
        var zone = new ClusterZone(cluster.Store, index, DnsName.Parse("cluster.local"), 30);
        var question = new DnsQuestion(DnsName.Parse("db-0.db." + Head), DnsRecordType.A);
        cluster.Change(ResourceKinds.EndpointSlices, "db-ipv4", root => root["endpoints"] = System.Text.Json.Nodes.JsonNode.Parse("[" + Endpoint("10.244.0.99", "db-0") + "]"));
        Text(zone.Ask(question)).ShouldBe("10.244.0.99");
        zone.Ask(new DnsQuestion(DnsName.Parse("1.0.244.10.in-addr.arpa"), DnsRecordType.PTR)).Code.ShouldBe(DnsResponseCode.NonExistentDomain);
        cluster.Objects.Delete(ResourceKinds.Services, "default", "db", new());
        zone.Ask(question).Code.ShouldBe(DnsResponseCode.NonExistentDomain);
    }

    [Fact]
    public async Task SliceThatIsLabelledForAnotherService_LeavesTheFirst()
    {
        await using var cluster = new BareCluster();
        Plant(cluster);
        using var index = new ZoneIndex(cluster.Store);
        var zone = new ClusterZone(cluster.Store, index, DnsName.Parse("cluster.local"), 30);
        cluster.Change(ResourceKinds.EndpointSlices, "db-ipv4", root => root["metadata"]!["labels"]!["kubernetes.io/service-name"] = "empty");
        Text(zone.Ask(new DnsQuestion(DnsName.Parse("db." + Head), DnsRecordType.A))).ShouldBe("NXDOMAIN");
        Text(zone.Ask(new DnsQuestion(DnsName.Parse("db-0.empty." + Head), DnsRecordType.A))).ShouldBe("10.244.0.1");
        Text(zone.Ask(new DnsQuestion(DnsName.Parse("1.0.244.10.in-addr.arpa"), DnsRecordType.PTR))).ShouldBe("db-0.empty.default.svc.cluster.local.");
    }

    [Fact]
    public async Task AddressThatMovesToAnotherSlice_KeepsItsReverseName()
    {
        await using var cluster = new BareCluster();
        Plant(cluster);
        using var index = new ZoneIndex(cluster.Store);
        var zone = new ClusterZone(cluster.Store, index, DnsName.Parse("cluster.local"), 30);
        Slice(cluster, "db", "second", """[{"name":"peer","port":7000,"protocol":"TCP"}]""", Endpoint("10.244.0.1", "db-0"));
        cluster.Change(ResourceKinds.EndpointSlices, "db-ipv4", root => root["endpoints"] = System.Text.Json.Nodes.JsonNode.Parse("[" + Endpoint("10.244.0.2", "db-1") + "]"));
        Text(zone.Ask(new DnsQuestion(DnsName.Parse("1.0.244.10.in-addr.arpa"), DnsRecordType.PTR))).ShouldBe("db-0.db.default.svc.cluster.local.");
    }

    private static string Text(ZoneAnswer answer) => answer switch
    {
        { Answers.Count: 0, Code: DnsResponseCode.NoError } => "NODATA",
        { Code: DnsResponseCode.NonExistentDomain } => "NXDOMAIN",
        { Code: DnsResponseCode.Refused } => "REFUSED",
        _ => string.Join('|', answer.Answers.Select(Data).Order(StringComparer.Ordinal)),
    };

    private static string Data(DnsRecord record) => record switch
    {
        ARecord a => a.Address.ToString(),
        AaaaRecord a => a.Address.ToString(),
        SrvRecord s => $"{s.Priority} {s.Weight} {s.Port} {Dotted(s.Target)}",
        CnameRecord c => "CNAME " + Dotted(c.Target),
        PtrRecord p => Dotted(p.Target),
        TxtRecord t => string.Concat(t.Strings),
        _ => record.ToString(),
    };

    private static string Dotted(DnsName name) => name.ToString().TrimEnd('.') + ".";

    private static void Plant(BareCluster cluster)
    {
        const string peer = """[{"name":"peer","port":7000,"protocol":"TCP"}]""";
        Service(cluster, "db", "None", """[{"name":"peer","port":7000}]""");
        Slice(cluster, "db", "IPv4", peer, Endpoint("10.244.0.1", "db-0"), Endpoint("10.244.0.2", "db-1"), Endpoint("10.244.0.3", "db-2", """{"ready":false}"""));
        Service(cluster, "twins", "None", """[{"name":"peer","port":7000}]""");
        Slice(cluster, "twins", "IPv4", peer, Endpoint("10.244.1.1", "unsaid", "{}"), Endpoint("10.244.1.2", "unsaid", """{"ready":true}"""));
        Service(cluster, "plain", "None", "null");
        Slice(cluster, "plain", "IPv4", """[{"name":"","port":80,"protocol":"TCP"}]""", """{"addresses":["10.244.2.1"],"conditions":{"ready":true}}""");
        Service(cluster, "empty", "None", """[{"name":"peer","port":7000}]""");
        Service(cluster, "front", "10.96.1.1", """[{"name":"http","port":80}]""");
        Service(cluster, "six", "None", """[{"name":"peer","port":7000}]""");
        Slice(cluster, "six", "IPv6", peer, """{"addresses":["fd00::7"],"conditions":{"ready":true}}""");
        Slice(cluster, "front", "IPv4", """[{"name":"http","port":8080,"protocol":"TCP"}]""", Endpoint("10.244.3.1", "front-0"), Endpoint("10.244.3.2", "front-1", """{"ready":false}"""));
        Slice(cluster, "six", "more", peer, """{"addresses":["fd00::"]}""", """{"addresses":["::1"]}""");
        Service(cluster, "both", "None", """[{"name":"peer","port":7000}]""");
        Slice(cluster, "both", "IPv4", peer, Endpoint("10.244.4.1", "both-0"));
        Slice(cluster, "both", "IPv6", peer, Endpoint("fd00::41", "both-0"));
        Service(cluster, "mixed", "None", """[{"name":"peer","port":7000,"targetPort":"peer"}]""");
        Slice(cluster, "mixed", "old", peer, Endpoint("10.244.5.1", "old-0"));
        Slice(cluster, "mixed", "new", """[{"name":"peer","port":7001,"protocol":"TCP"},{"name":"admin","port":9000}]""", Endpoint("10.244.5.2", "new-0"));
        Service(cluster, "odd", "None", """[{"name":"peer","port":7000}]""");
        Slice(cluster, "odd", "IPv4", peer, Endpoint("10.244.2.2", new string('x', 64)));
        foreach (var (name, target) in new[] { ("alias", "db." + Head), ("outside", "example.com"), ("round", "round." + Head), ("left", "right." + Head), ("right", "left." + Head), ("lost", "none." + Head) })
        {
            cluster.Create(ResourceKinds.Services, $$$"""{"metadata":{"name":"{{{name}}}"},"spec":{"type":"ExternalName","externalName":"{{{target}}}","ports":[{"name":"web","port":80}]} }""");
        }
    }

    private static void Service(BareCluster cluster, string name, string address, string ports)
        => cluster.Create(ResourceKinds.Services, $$$"""{"metadata":{"name":"{{{name}}}"},"spec":{"clusterIP":"{{{address}}}","ports":{{{ports}}} } }""");

    private static void Slice(BareCluster cluster, string service, string family, string ports, params string[] endpoints)
        => cluster.Create(ResourceKinds.EndpointSlices, $$$"""
            {"metadata":{"name":"{{{service}}}-{{{family.ToLowerInvariant()}}}","labels":{"kubernetes.io/service-name":"{{{service}}}"} },"addressType":"{{{(endpoints.Any(e => e.Contains("::", StringComparison.Ordinal)) ? "IPv6" : "IPv4")}}}","ports":{{{ports}}},"endpoints":[{{{string.Join(',', endpoints)}}}]}
            """);

    private static string Endpoint(string address, string hostname, string conditions = """{"ready":true}""")
        => $$$"""{"addresses":["{{{address}}}"],"hostname":"{{{hostname}}}","conditions":{{{conditions}}} }""";
}
