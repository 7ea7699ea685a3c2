using Microsoft.Extensions.Configuration;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Components.Live;
using StatefulDashboard.Web.Configuration;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Tests.Configuration;

public sealed class SettingsReaderTests
{
    [Fact]
    public void Read_Nothing_IsTheDemoCluster()
    {
        var settings = Read([]);

        settings.Clusters.Demo.ShouldBeTrue();
        settings.DemoCluster.ShouldBe(new DemoClusterSettings("showcase", 0, null, 1, 0, null));
        settings.Zone("demo").ShouldBe("cluster.local");
    }

    [Fact]
    public void Read_ContextIsNamed_LeavesTheDemoOutUnlessItIsAskedFor()
    {
        Read(new() { ["Clusters:Context"] = "prod, staging" }).Clusters.Demo.ShouldBeFalse();
        Read(new() { ["Clusters:Context"] = "prod, staging" }).Clusters.Contexts.ShouldBe(["prod", "staging"]);
        Read(new() { ["Clusters:Context:0"] = "prod", ["Clusters:Demo"] = "true" }).Clusters.Demo.ShouldBeTrue();
    }

    [Fact]
    public void Read_DnsOfTheDemo_IsItsPortAndZone()
    {
        var settings = Read(new() { ["DemoCluster:DnsPort"] = "5353", ["Dns:Zones:demo"] = "lab.example." });

        settings.DemoCluster.DnsPort.ShouldBe(5353);
        settings.Zone("demo").ShouldBe("lab.example");
        settings.Zone("prod").ShouldBe("cluster.local");
    }

    [Theory]
    [InlineData("10.96.0.10", "10.96.0.10:53")]
    [InlineData(" 10.96.0.10:5353 ", "10.96.0.10:5353")]
    [InlineData("fd00::a", "[fd00::a]:53")]
    [InlineData("[fd00::a]:5353", "[fd00::a]:5353")]
    public void Read_ResolverOfACluster_IsItsAddressAndPort(string text, string expected) =>
        Read(new() { ["Dns:Servers:prod"] = text }).DnsServers["prod"].ToString().ShouldBe(expected);

    [Theory]
    [InlineData("kube-dns.kube-system")]
    [InlineData("10.96")]
    [InlineData("10.96.0.10:70000")]
    [InlineData("udp://10.96.0.10")]
    public void Read_ResolverThatIsNoAddress_IsRefused(string text) =>
        Should.Throw<SettingsException>(() => Read(new() { ["Dns:Servers:prod"] = text })).Message.ShouldContain($"Dns:Servers:prod is \"{text}\"; it must be an IP address");

    [Fact]
    public void Read_SeveralFaults_TellsAllOfThem()
    {
        var fault = Should.Throw<SettingsException>(() => Read(new()
        {
            ["Clusters:Demo"] = "perhaps",
            ["DemoCluster:Port"] = "70000",
            ["DemoCluster:Speed"] = "NaN",
            ["DemoCluster:Seed"] = "x",
            ["Security:LaunchToken"] = "short",
            ["DemoCluster:DnsPort"] = "-1",
            ["Dns:Zones:demo"] = "not..a.zone",
            ["Dns:Zones:prod"] = new string('z', 58),
        }));

        fault.Faults.Count.ShouldBe(8);
        fault.Message.ShouldContain("Dns:Zones:demo is \"not..a.zone\"");
        fault.Message.ShouldContain("DemoCluster:Speed is \"NaN\"");
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080", false, false, SignInMode.Demo)]
    [InlineData("http://localhost:5080;http://[::1]:5080", false, false, SignInMode.Demo)]
    [InlineData("http://127.0.0.1:5080", true, false, SignInMode.Local)]
    [InlineData("http://127.0.0.1:5080", false, true, SignInMode.Local)]
    [InlineData("http://0.0.0.0:5080", false, true, SignInMode.Local)]
    public void Mode_WhoCanReachIt_DecidesWhoMustSignIn(string urls, bool realCluster, bool token, SignInMode mode) =>
        ListenAddresses.Mode(urls, realCluster, token).ShouldBe(mode);

    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://*:5080")]
    [InlineData("http://+:5080")]
    [InlineData("http://127.0.0.1:1;http://192.168.1.2:2")]
    [InlineData("http://localhost.evil.example:80")]
    public void Mode_OpenToOthersWithoutAToken_DoesNotStart(string urls) =>
        Should.Throw<StartUpException>(() => ListenAddresses.Mode(urls, offersRealCluster: false, hasLaunchToken: false)).Message.ShouldContain("Security:LaunchToken");

    [Theory]
    [InlineData("prod", "prod")]
    [InlineData("arn:aws:eks:eu-1:1:cluster/Prod", "arn-aws-eks-eu-1-1-cluster-prod")]
    [InlineData("admin@home", "admin-home")]
    [InlineData("///", "cluster")]
    [InlineData("taken", "taken-2")]
    public void Slug_AnyContextName_IsSafeInAnAddress(string name, string slug) =>
        ClusterSlug.Of(name, new HashSet<string> { "taken" }).ShouldBe(slug);

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a\u001b[31mb", "a\\u001b[31mb")]
    [InlineData("user\u202Etxt", "user\\u202etxt")]
    [InlineData("zero\u200Bwidth", "zero\\u200bwidth")]
    [InlineData("中文 ✓", "中文 ✓")]
    public void VisibleText_WhatWouldHide_IsShown(string text, string shown) => VisibleText.Of(text).ShouldBe(shown);

    [Theory]
    [InlineData("5")]
    [InlineData("-00:01:00")]
    [InlineData("soon")]
    public void Read_LetGoAfterIsNoTime_IsToldWithItsValue(string value) =>
        Should.Throw<SettingsException>(() => SettingsReader.Read(new ConfigurationBuilder().AddInMemoryCollection([new("Clusters:LetGoAfter", value)]).Build()))
            .Message.ShouldContain($"Clusters:LetGoAfter is \"{value}\"");

    [Fact]
    public void Read_LetGoAfter_IsHoursMinutesSeconds()
    {
        SettingsReader.Read(new ConfigurationBuilder().AddInMemoryCollection([new("Clusters:LetGoAfter", "00:00:30")]).Build()).Clusters.LetGoAfter.ShouldBe(TimeSpan.FromSeconds(30));
        SettingsReader.Read(new ConfigurationBuilder().Build()).Clusters.LetGoAfter.ShouldBe(TimeSpan.FromMinutes(5));
    }

    private static DashboardSettings Read(Dictionary<string, string?> values) => SettingsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
}
