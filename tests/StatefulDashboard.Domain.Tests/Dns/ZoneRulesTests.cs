using StatefulDashboard.Domain.Dns;
using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Domain.Tests.Dns;

/// <summary>A case or more for each rule of the design's DNS page, whose numbers stand beside them.</summary>
public sealed class ZoneRulesTests
{
    private const string Db = ".db.svc.cluster.local";
    private static readonly (string Name, string Protocol, int Port)[] Web = [("web", "TCP", 80)];

    // web-0 and web-1 ready, web-2 not; an endpoint without hostname; a ClusterIP Service; aliases
    private static ZoneWorld Cluster() => new ZoneWorld()
        .Headless("nginx", Web)
        .Slice("nginx", Web, ("web-0", "10.244.0.10", true), ("web-1", "10.244.0.11", null), ("web-2", "10.244.0.12", false))
        .Service("front", ["10.96.0.7"], false, ("http", "TCP", 80), ("", "TCP", 81))
        .Headless("empty", Web)
        .Alias("away", "db.example.com")
        .Alias("near", "NGINX.db.svc.cluster.local.");

    [Theory] // 1
    [InlineData("dns-version.cluster.local", NameType.TXT, "NOERROR 1.1.0")]
    [InlineData("dns-version.cluster.local", NameType.A, "NODATA")]
    public void Version_IsAsked_IsOneOneNought(string name, NameType type, string expected) => Cluster().Short(name, type).ShouldBe(expected);

    [Fact] // 1: labels and hostnames of other case are the same name
    public void Hostname_InOtherCase_IsTheSameName() =>
        new ZoneWorld().Headless("nginx").Slice("nginx", [], ("Web-0", "10.244.0.10", true)).Short("web-0.nginx" + Db).ShouldBe("NOERROR 10.244.0.10");

    [Theory] // 2: ready, no condition (counts as ready), not ready
    [InlineData("web-0", "NOERROR 10.244.0.10")]
    [InlineData("web-1", "NOERROR 10.244.0.11")]
    [InlineData("web-2", "NXDOMAIN")]
    public void Endpoint_ByItsReadyCondition_HasARecord(string hostname, string expected) => Cluster().Short(hostname + ".nginx" + Db).ShouldBe(expected);

    [Theory] // 3: without hostname the address with dashes; one that would end with a dash gets a 0; a hostname that is no label counts as none
    [InlineData("", "10.244.0.7", "10-244-0-7", "10.244.0.7")]
    [InlineData("a.b", "10.244.0.7", "10-244-0-7", "10.244.0.7")]
    [InlineData("", "5678:abcd::1", "5678-abcd--1", "5678:abcd::1")]
    [InlineData("", "5678:abcd::", "5678-abcd--0", "5678:abcd::")]
    public void Endpoint_WithoutHostname_IsFoundUnderItsAddress(string hostname, string address, string label, string expected)
    {
        var type = address.Contains(':', StringComparison.Ordinal) ? NameType.AAAA : NameType.A;
        new ZoneWorld().Headless("nginx").Slice("nginx", [], (hostname, address, true)).Short(label + ".nginx" + Db, type).ShouldBe("NOERROR " + expected);
    }

    [Theory] // 4
    [InlineData("nginx", "NOERROR 10.244.0.10 | 10.244.0.11")]
    [InlineData("web-1.nginx", "NOERROR 10.244.0.11")]
    public void Headless_ItsName_GivesTheReadyAddresses(string name, string expected) => Cluster().Short(name + Db).ShouldBe(expected);

    [Fact] // 4: equal hostnames
    public void Hostname_OfTwoEndpoints_GivesBoth() =>
        new ZoneWorld().Headless("nginx").Slice("nginx", [], ("web-0", "10.0.0.2", true), ("web-0", "10.0.0.1", true)).Short("web-0.nginx" + Db).ShouldBe("NOERROR 10.0.0.1 | 10.0.0.2");

    [Theory] // 4: CoreDNS answers endpoints of a ClusterIP Service as well, and its own name then gives no peers
    [InlineData("web-0.front", "NOERROR 10.244.0.10")]
    [InlineData("front", "NOERROR 10.96.0.7")]
    public void ClusterIP_WithEndpoints_NamesThemButListsNone(string name, string expected) =>
        Cluster().Slice("front", Web, ("web-0", "10.244.0.10", true)).Short(name + Db).ShouldBe(expected);

    [Theory] // 5
    [InlineData("empty", NameType.A, "NXDOMAIN")]
    [InlineData("nginx", NameType.AAAA, "NODATA")]
    [InlineData("web-0.nginx", NameType.AAAA, "NODATA")]
    [InlineData("web-9.nginx", NameType.A, "NXDOMAIN")]
    [InlineData("nothing", NameType.A, "NXDOMAIN")]
    public void Name_NotPublished_IsDeniedOrWithoutData(string name, NameType type, string expected) => Cluster().Short(name + Db, type).ShouldBe(expected);

    [Fact] // 5
    public void Namespace_ThatIsNotThere_IsDeniedWithThatReason()
    {
        var answer = Cluster().Ask("nginx.no.svc.cluster.local");

        answer.Outcome.ShouldBe(ZoneOutcome.NoSuchName);
        answer.Why.ShouldBe([Statement.Of(StatementCode.ZoneNoNamespace, "no")]);
    }

    [Fact] // 6: also with no endpoint
    public void ClusterIP_WithoutEndpoints_GivesItsAddress() => Cluster().Short("front" + Db).ShouldBe("NOERROR 10.96.0.7");

    [Theory] // 7
    [InlineData("_web._tcp.nginx", "NOERROR 0 50 80 web-0.nginx.db.svc.cluster.local | 0 50 80 web-1.nginx.db.svc.cluster.local")]
    [InlineData("_WEB._TCP.nginx", "NOERROR 0 50 80 web-0.nginx.db.svc.cluster.local | 0 50 80 web-1.nginx.db.svc.cluster.local")]
    [InlineData("nginx", "NOERROR 0 50 80 web-0.nginx.db.svc.cluster.local | 0 50 80 web-1.nginx.db.svc.cluster.local")]
    [InlineData("web-0.nginx", "NOERROR 0 100 80 web-0.nginx.db.svc.cluster.local")]
    [InlineData("_http._tcp.front", "NOERROR 0 100 80 front.db.svc.cluster.local")]
    [InlineData("front", "NOERROR 0 100 80 front.db.svc.cluster.local")]
    [InlineData("_web._udp.nginx", "NXDOMAIN")]
    [InlineData("_other._tcp.nginx", "NXDOMAIN")]
    [InlineData("_web._tcp.empty", "NXDOMAIN")]
    public void Service_NamedPorts_HaveOneRecordForEachEndpoint(string name, string expected) => Cluster().Short(name + Db, NameType.SRV).ShouldBe(expected);

    [Fact] // 7: floor(100/n), but at least 1
    public void Weight_OfManyEndpoints_IsAShareAndAtLeastOne()
    {
        ZoneWorld Of(int count) => new ZoneWorld().Headless("nginx", Web).Slice("nginx", Web, [.. Enumerable.Range(0, count).Select(i => ("web-" + i, "10.1.0." + i, (bool?)true))]);

        Of(3).Ask("nginx" + Db, NameType.SRV).Values.ShouldAllBe(value => value.StartsWith("0 33 80 "));
        Of(120).Ask("nginx" + Db, NameType.SRV).Values.ShouldAllBe(value => value.StartsWith("0 1 80 "));
    }

    [Fact] // 8
    public void Headless_WithoutNamedPorts_HasNoServiceRecords()
    {
        var world = new ZoneWorld().Headless("nginx").Slice("nginx", [("", "TCP", 80)], ("web-0", "10.0.0.1", true));

        world.Short("nginx" + Db).ShouldBe("NOERROR 10.0.0.1");
        world.Short("nginx" + Db, NameType.SRV).ShouldBe("NODATA");
    }

    [Theory] // 9
    [InlineData("7.0.96.10.in-addr.arpa", "NOERROR front.db.svc.cluster.local")]
    [InlineData("10.0.244.10.in-addr.arpa", "NOERROR web-0.nginx.db.svc.cluster.local")]
    [InlineData("12.0.244.10.in-addr.arpa", "NXDOMAIN")]
    public void Address_AskedBackwards_GivesItsServiceElseItsEndpoints(string name, string expected) => Cluster().Short(name, NameType.PTR).ShouldBe(expected);

    [Fact] // 9
    public void Address_BehindTwoServices_HasANameInEach() =>
        Cluster().Headless("all").Slice("all", [], ("", "10.244.0.10", true)).Short("10.0.244.10.in-addr.arpa", NameType.PTR)
            .ShouldBe("NOERROR 10-244-0-10.all.db.svc.cluster.local | web-0.nginx.db.svc.cluster.local");

    [Fact] // 10
    public void DualStack_EachFamily_HasItsOwnAddressesAndOneTarget()
    {
        var world = new ZoneWorld().Headless("nginx", Web).Slice("nginx", Web, ("web-0", "10.0.0.1", true)).Slice("nginx", Web, ("web-0", "FD00:0::1", true));

        world.Short("web-0.nginx" + Db).ShouldBe("NOERROR 10.0.0.1");
        world.Short("web-0.nginx" + Db, NameType.AAAA).ShouldBe("NOERROR fd00::1");
        world.Short("nginx" + Db, NameType.SRV).ShouldBe("NOERROR 0 50 80 web-0.nginx.db.svc.cluster.local");
    }

    [Theory] // 11
    [InlineData("away", NameType.CNAME, "NOERROR db.example.com")]
    [InlineData("away", NameType.A, "?")]
    [InlineData("near", NameType.CNAME, "NOERROR nginx.db.svc.cluster.local")]
    [InlineData("near", NameType.A, "NOERROR nginx.db.svc.cluster.local | 10.244.0.10 | 10.244.0.11")]
    [InlineData("near", NameType.TXT, "NODATA")]
    [InlineData("web-0.near", NameType.A, "NXDOMAIN")]
    public void ExternalName_IsAnAlias_FollowedInsideTheZone(string name, NameType type, string expected) => Cluster().Short(name + Db, type).ShouldBe(expected);

    [Fact] // 11
    public void ExternalName_OfACircle_Ends() =>
        new ZoneWorld().Alias("a", "b" + Db).Alias("b", "a" + Db).Ask("a" + Db).Aliases.ShouldBe(["b" + Db, "a" + Db]);

    [Theory] // 12
    [InlineData("cluster.local", "NODATA")]
    [InlineData("svc.cluster.local", "NODATA")]
    [InlineData("db.svc.cluster.local", "NODATA")]
    [InlineData("no.svc.cluster.local", "NXDOMAIN")]
    [InlineData("a.b.c.nginx.db.svc.cluster.local", "NXDOMAIN")]
    [InlineData("else.cluster.local", "NXDOMAIN")]
    [InlineData("other.example", "?")]
    [InlineData("notcluster.local", "?")]
    public void Zone_NamesAboveServices_HaveNoData(string name, string expected) => Cluster().Short(name).ShouldBe(expected);

    [Theory] // 13: no pod needs to be there
    [InlineData("10-244-0-1.db.pod.cluster.local", NameType.A, "NOERROR 10.244.0.1")]
    [InlineData("10-244-0-1.db.pod.cluster.local", NameType.AAAA, "NODATA")]
    [InlineData("fd00--1.db.pod.cluster.local", NameType.AAAA, "NOERROR fd00::1")]
    [InlineData("10-244-0.db.pod.cluster.local", NameType.A, "NXDOMAIN")]
    [InlineData("10-244-0-01.db.pod.cluster.local", NameType.A, "NXDOMAIN")]
    [InlineData("10-244-0-1.no.pod.cluster.local", NameType.A, "NXDOMAIN")]
    public void PodRecord_OfAnAddress_GivesItBack(string name, NameType type, string expected) => Cluster().Short(name, type).ShouldBe(expected);

    [Fact] // 15: no wildcards
    public void Star_IsNoWildcard() => Cluster().Short("*" + Db).ShouldBe("NXDOMAIN");

    [Fact] // 16: the order, the weight and the case of a target do not count
    public void Answers_InAnotherOrder_Agree()
    {
        var expected = Cluster().Ask("nginx" + Db, NameType.SRV);
        NameAnswer Said(params string[] values) => new(NameOutcome.Answered, NameAnswer.NoError, [.. values], World.Now, null);

        expected.Agrees(Said("0 33 80 WEB-1.nginx.db.svc.cluster.local", "0 33 80 web-0.nginx.db.svc.cluster.local"), NameType.SRV).ShouldBeTrue();
        expected.Agrees(Said("0 50 81 web-1.nginx.db.svc.cluster.local", "0 50 80 web-0.nginx.db.svc.cluster.local"), NameType.SRV).ShouldBeFalse();
        expected.Agrees(Said("0 100 80 web-0.nginx.db.svc.cluster.local"), NameType.SRV).ShouldBeFalse();
    }

    [Fact]
    public void Facts_ThatMayNotBeRead_AreNotGuessedAt()
    {
        var world = Cluster();
        world.Hidden.Add("db");

        world.Short("nginx" + Db).ShouldBe("?");
        world.Ask("nginx" + Db).Why.ShouldBe([Statement.Of(StatementCode.ZoneUnread, "db")]);
    }
}
