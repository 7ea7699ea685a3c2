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

    private static PodDnsRecord Dns(World world) => world.Overview().Slot(0)!.Dns;

    private static EndpointSlice Slice(string hostname, bool? ready) => new()
    {
        Endpoints = [new() { Hostname = hostname, Addresses = ["10.0.0.9"], Conditions = new() { Ready = ready } }],
    };
}
