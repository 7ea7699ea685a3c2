using System.Net;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Configuration;
using StatefulDashboard.Web.Dns;

namespace StatefulDashboard.Web.Tests.Dns;

/// <summary>Which server is asked for a cluster's names.</summary>
public sealed class ClusterResolversTests
{
    [Fact]
    public void Find_NamedInTheSettings_IsThatAndOnlyForThatCluster()
    {
        var resolvers = Resolvers(new() { DnsServers = new Dictionary<string, IPEndPoint>(StringComparer.Ordinal) { ["prod"] = IPEndPoint.Parse("10.96.0.10:53") } });

        resolvers.Find("prod").ShouldBe(new(IPEndPoint.Parse("10.96.0.10:53"), ResolverOrigin.Settings));
        resolvers.Find("staging").ShouldBeNull();
    }

    [Fact]
    public void Find_AClusterOfTheKubeconfig_IsNeverAskedOfTheMachinesOwnResolver() =>
        Resolvers(new() { Clusters = new ClusterSettings() with { InCluster = true } }).Find("prod").ShouldBeNull();

    [Fact]
    public void Find_OutsideOfACluster_DoesNotReadResolvConf() => Resolvers(new()).Find("in-cluster").ShouldBeNull();

    [Fact]
    public void Zone_OfACluster_IsLowerCase() =>
        Resolvers(new() { DnsZones = new Dictionary<string, string>(StringComparer.Ordinal) { ["prod"] = "Corp.Local" } }).Zone("prod").ShouldBe("corp.local");

    [Theory]
    [InlineData("search a.svc.cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n", "10.96.0.10:53")]
    [InlineData("nameserver fd00::a\n", "[fd00::a]:53")]
    [InlineData("# nameserver 1.1.1.1\n\tnameserver  10.96.0.11  \r\n", "10.96.0.11:53")]
    [InlineData("nameserver nonsense\nnameserver 10.96.0.10\n", "10.96.0.10:53")]
    [InlineData("nameserver\nsearch a\n", null)]
    [InlineData("", null)]
    public void FirstNameServer_OfResolvConf_IsItsFirstAddress(string text, string? expected) => (ResolverFile.FirstNameServer(text)?.ToString()).ShouldBe(expected);

    private static ClusterResolvers Resolvers(DashboardSettings settings) => new(settings, new LabAccess(settings, null!));
}
