using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Overview;

public sealed class PublishedDnsTests
{
    [Fact]
    public void Dns_ReadyEndpointWithItsHostname_IsPublished()
    {
        var world = new World().Pod(0);
        world.Slices.Add(Slice("web-0", ready: true));

        Dns(world).ShouldBe(new("web-0.nginx", "web-0.nginx.db.svc.cluster.local", ["10.0.0.9"], PublishedVerdict.Published));
    }

    [Fact]
    public void Dns_EndpointWithoutCondition_CountsAsReady()
    {
        var world = new World().Pod(0);
        world.Slices.Add(Slice("web-0", ready: null));

        Dns(world).Verdict.ShouldBe(PublishedVerdict.Published);
    }

    [Fact]
    public void Dns_NotReady_IsHidden()
    {
        var world = new World().Pod(0, readyFor: null);
        world.Slices.Add(Slice("web-0", ready: false));

        Dns(world).Verdict.ShouldBe(PublishedVerdict.NotReadyHidden);
    }

    [Fact]
    public void Dns_ReadyButTheSliceDoesNotSaySo_IsNotYetPublished() => Dns(new World().Pod(0)).Verdict.ShouldBe(PublishedVerdict.NotYetPublished);

    [Fact]
    public void Dns_NoService_SaysSo()
    {
        var world = new World().Pod(0);
        world.Service = null;

        Dns(world).Verdict.ShouldBe(PublishedVerdict.NoGoverningService);
        world.Overview().Notices.ShouldContain(new Notice(Severity.Danger, Statement.Of(StatementCode.NoGoverningService, "nginx")));
    }

    [Fact]
    public void Dns_SelectorOfOthers_SaysSo()
    {
        var world = new World().Pod(0);
        world.Service = world.Service! with { Spec = world.Service!.Spec with { Selector = World.Labels("app", "other") } };

        Dns(world).Verdict.ShouldBe(PublishedVerdict.SelectorMismatch);
    }

    [Fact]
    public void Dns_ServiceWithClusterIP_IsACaution()
    {
        var world = new World().Pod(0);
        world.Service = world.Service! with { Spec = world.Service!.Spec with { ClusterIP = "10.96.0.7" } };
        world.Slices.Add(Slice("web-0", ready: true));

        Dns(world).Verdict.ShouldBe(PublishedVerdict.ServiceNotHeadless);
        world.Overview().Notices.ShouldContain(new Notice(Severity.Caution, Statement.Of(StatementCode.ServiceNotHeadless, "nginx")));
    }

    [Fact]
    public void Dns_NoPod_SaysSo() => Dns(new World()).Verdict.ShouldBe(PublishedVerdict.NoPod);

    /// <summary>Rule 3: hostname or subdomain of an adopted pod may be others; then its Service knows it by its address only.</summary>
    [Fact]
    public void Dns_EndpointWithoutItsHostname_IsNotUnderItsName()
    {
        var world = new World().Pod(0);
        world.Slices.Add(Slice("", ready: true, "10.0.0.0"));

        Dns(world).ShouldBe(new("web-0.nginx", "web-0.nginx.db.svc.cluster.local", [], PublishedVerdict.NoHostname));
    }

    /// <summary>Rule 10: a slice for each family.</summary>
    [Fact]
    public void Dns_TwoFamilies_AreBothPublished()
    {
        var world = new World().Pod(0);
        world.Slices.AddRange([Slice("web-0", ready: true, "FD00:0::9"), Slice("web-0", ready: true)]);

        Dns(world).Published.ShouldBe(["10.0.0.9", "fd00::9"]);
    }

    [Fact]
    public void Dns_WhatIsNoAddress_IsNotPublished()
    {
        var world = new World().Pod(0);
        world.Slices.Add(Slice("web-0", ready: true, "host.example.com"));

        Dns(world).Published.ShouldBeEmpty();
    }

    /// <summary>Rule 2: published although it is not ready.</summary>
    [Fact]
    public void Dns_PublishNotReady_IsPublished()
    {
        var world = new World().Pod(0, readyFor: null);
        world.Service = world.Service! with { Spec = world.Service!.Spec with { PublishNotReadyAddresses = true } };
        world.Slices.Add(Slice("web-0", ready: true));

        Dns(world).Verdict.ShouldBe(PublishedVerdict.Published);
    }

    [Theory]
    [InlineData("", "Pending")]
    [InlineData("10.0.0.9", "Failed")]
    public void Dns_PublishNotReadyButNoAddress_SaysSo(string address, string phase)
    {
        var world = new World().Pod(0, readyFor: null, phase: phase);
        world.Pods[0] = world.Pods[0] with { Status = world.Pods[0].Status with { PodIP = address } };
        world.Service = world.Service! with { Spec = world.Service!.Spec with { PublishNotReadyAddresses = true } };

        Dns(world).Verdict.ShouldBe(PublishedVerdict.NoAddress);
    }

    [Fact]
    public void Dns_ReadyButTerminating_IsHidden() => Dns(new World().Pod(0, terminating: true)).Verdict.ShouldBe(PublishedVerdict.NotReadyHidden);

    /// <summary>Rule 11: an alias has no endpoints, whatever slices carry its name.</summary>
    [Fact]
    public void Dns_ExternalName_PublishesNoPod()
    {
        var world = new World().Pod(0);
        world.Service = world.Service! with { Spec = new() { Type = "ExternalName", ExternalName = "db.example.com" } };
        world.Slices.Add(Slice("web-0", ready: true));

        Dns(world).ShouldBe(new("web-0.nginx", "web-0.nginx.db.svc.cluster.local", [], PublishedVerdict.SelectorMismatch));
    }

    [Fact]
    public void Dns_NoServiceNamed_HasNoName() => Dns(new World().Pod(0).With(spec => spec with { ServiceName = "" })).ShouldBe(new("", "", [], PublishedVerdict.NoGoverningService));

    private static PodDnsRecord Dns(World world) => world.Overview().Slot(0)!.Dns;

    private static EndpointSlice Slice(string hostname, bool? ready, string address = "10.0.0.9") => new()
    {
        Endpoints = [new() { Hostname = hostname, Addresses = [address], Conditions = new() { Ready = ready } }],
    };
}
