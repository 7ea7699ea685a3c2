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
    // 8: headless without (named) ports
    [InlineData("plain." + Head, "A", "10.244.2.1")]
    [InlineData("plain." + Head, "SRV", "NODATA")]
    // 9: addresses back to names
    [InlineData("1.0.244.10.in-addr.arpa", "PTR", "db-0.db.default.svc.cluster.local.")]
    [InlineData("1.1.96.10.in-addr.arpa", "PTR", "front.default.svc.cluster.local.")]
    [InlineData("9.9.9.10.in-addr.arpa", "PTR", "NXDOMAIN")]
    // 10: the other family has a slice of its own
    [InlineData("six." + Head, "AAAA", "fd00::7")]
    [InlineData("six." + Head, "A", "NODATA")]
    [InlineData("fd00--7.six." + Head, "AAAA", "fd00::7")]
    // 11: an alias is followed inside the zone, told alone outside of it, and a circle ends
    [InlineData("alias." + Head, "A", "CNAME db.default.svc.cluster.local.|10.244.0.1|10.244.0.2")]
    [InlineData("outside." + Head, "A", "CNAME example.com.")]
    [InlineData("outside." + Head, "SRV", "NODATA")]
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
    public async Task Alias_ThatLeadsInACircle_Ends()
    {
        await using var cluster = new BareCluster();
        Plant(cluster);
        using var index = new ZoneIndex(cluster.Store);
        var answer = new ClusterZone(cluster.Store, index, DnsName.Parse("cluster.local"), 30).Ask(new DnsQuestion(DnsName.Parse("round." + Head), DnsRecordType.A));
        answer.Answers.Count.ShouldBeLessThan(12);
        answer.Answers.ShouldAllBe(a => a is CnameRecord);
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
        foreach (var (name, target) in new[] { ("alias", "db." + Head), ("outside", "example.com"), ("round", "round." + Head) })
        {
            cluster.Create(ResourceKinds.Services, $$$"""{"metadata":{"name":"{{{name}}}"},"spec":{"type":"ExternalName","externalName":"{{{target}}}"} }""");
        }
    }

    private static void Service(BareCluster cluster, string name, string address, string ports)
        => cluster.Create(ResourceKinds.Services, $$$"""{"metadata":{"name":"{{{name}}}"},"spec":{"clusterIP":"{{{address}}}","ports":{{{ports}}} } }""");

    private static void Slice(BareCluster cluster, string service, string family, string ports, params string[] endpoints)
        => cluster.Create(ResourceKinds.EndpointSlices, $$$"""
            {"metadata":{"name":"{{{service}}}-{{{family.ToLowerInvariant()}}}","labels":{"kubernetes.io/service-name":"{{{service}}}"} },"addressType":"{{{family}}}","ports":{{{ports}}},"endpoints":[{{{string.Join(',', endpoints)}}}]}
            """);

    private static string Endpoint(string address, string hostname, string conditions = """{"ready":true}""")
        => $$$"""{"addresses":["{{{address}}}"],"hostname":"{{{hostname}}}","conditions":{{{conditions}}} }""";
}
