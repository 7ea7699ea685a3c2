using StatefulDashboard.Domain.Dns;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Dns;

/// <summary>Services and EndpointSlices of a small cluster, made by hand.</summary>
internal sealed class ZoneWorld
{
    public const string Zone = "cluster.local";

    private readonly List<Service> services = [];
    private readonly List<EndpointSlice> slices = [];

    public HashSet<string> Namespaces { get; } = ["db"];

    /// <summary>What may not be read.</summary>
    public HashSet<string> Hidden { get; } = [];

    /// <param name="clusterIPs">"None" for a headless one.</param>
    public ZoneWorld Service(string name, string[] clusterIPs, bool publishNotReady = false, params (string Name, string Protocol, int Port)[] ports)
    {
        services.Add(new()
        {
            Metadata = new() { Name = name, Namespace = "db" },
            Spec = new() { ClusterIP = clusterIPs[0], ClusterIPs = [.. clusterIPs], PublishNotReadyAddresses = publishNotReady, Ports = [.. ports.Select(p => new ServicePort { Name = p.Name, Protocol = p.Protocol, Port = p.Port })] },
        });
        return this;
    }

    public ZoneWorld Headless(string name, params (string Name, string Protocol, int Port)[] ports) => Service(name, ["None"], publishNotReady: false, ports);

    public ZoneWorld Alias(string name, string target)
    {
        services.Add(new() { Metadata = new() { Name = name, Namespace = "db" }, Spec = new() { Type = "ExternalName", ExternalName = target } });
        return this;
    }

    public ZoneWorld Slice(string service, (string Name, string Protocol, int Port)[] ports, params (string Hostname, string Address, bool? Ready)[] endpoints)
    {
        slices.Add(new()
        {
            Metadata = new() { Name = service + "-" + slices.Count, Namespace = "db", Labels = World.Labels(EndpointSlice.ServiceNameLabel, service) },
            Ports = [.. ports.Select(p => new EndpointPort { Name = p.Name, Protocol = p.Protocol, Port = p.Port })],
            Endpoints = [.. endpoints.Select(e => new Endpoint { Hostname = e.Hostname, Addresses = [e.Address], Conditions = new() { Ready = e.Ready } })],
        });
        return this;
    }

    public ZoneAnswer Ask(string name, NameType type = NameType.A) => ZoneRules.Ask(new(name, type), new(
        Zone,
        key => Hidden.Contains(key.Namespace) ? null : services.Find(service => service.Metadata.Key == key),
        key => [.. slices.Where(slice => slice.Service == key)],
        name => Namespaces.Contains(name))
    {
        IsRead = name => !Hidden.Contains(name),
        WithAddress = address => [.. services.Where(s => s.Spec.AllClusterIPs.Contains(address) || ZoneEndpoint.Of(slices.Where(slice => slice.Service == s.Metadata.Key)).Any(e => e.Address == address))],
    });

    /// <summary>"NOERROR 10.0.0.1 10.0.0.2", "NODATA", "NXDOMAIN" or "?".</summary>
    public string Short(string name, NameType type = NameType.A) => Ask(name, type) is var answer && answer.Outcome switch
    {
        ZoneOutcome.Records => "NOERROR " + string.Join(" | ", answer.Aliases.Concat(answer.Values)),
        ZoneOutcome.NoData => "NODATA",
        ZoneOutcome.NoSuchName => "NXDOMAIN",
        _ => "?",
    } is var text ? text : "";
}
