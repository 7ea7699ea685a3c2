using System.Text.Json.Serialization;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Dns;

/// <summary>The names of a set: of each ordinal, what should be there, what is published, what is answered; and what a member would find.</summary>
/// <param name="Resolver">The server that is asked; null where none can be reached.</param>
/// <param name="Governing">Null where the set names none, there is none, or it may not be read.</param>
/// <param name="Peers">What a member asks to find the others: the addresses and the ports of the governing Service.</param>
/// <param name="OtherServices">That select pods of the set as well; by name.</param>
public sealed record SetDns(
    string Zone,
    ResolverInfo? Resolver,
    string GoverningService,
    ServiceInfo? Governing,
    ValueList<OrdinalDns> Ordinals,
    ValueList<PeerQuestion> Peers,
    ValueList<ServiceInfo> OtherServices)
{
    /// <summary>All that is asked has been answered once, or has failed.</summary>
    [JsonIgnore]
    public bool IsSettled => Resolver is null || Ordinals.All(ordinal => !ordinal.IsAsked || ordinal.Resolved.AskedAt is not null) && Peers.All(peer => peer.Resolved.AskedAt is not null);
}

/// <param name="Name">Short, within the namespace: "web-0.nginx"; empty when the set names no governing Service.</param>
/// <param name="Expected">Fully qualified, without the last dot.</param>
/// <param name="Published">Addresses; sorted.</param>
public sealed record OrdinalDns(
    int Ordinal,
    string PodName,
    OrdinalPosition Position,
    string Name,
    string Expected,
    ValueList<string> Published,
    PublishedVerdict PublishedVerdict,
    Statement PublishedReason,
    ResolvedName Resolved)
{
    [JsonIgnore]
    public bool IsAsked => Position != OrdinalPosition.LeftBehind && Expected.Length > 0;
}

/// <summary>A question that a member of the set asks to find the others.</summary>
/// <param name="Expected">What is to be answered by the Service and its EndpointSlices; the order does not count.</param>
/// <param name="Why">The rules that make it.</param>
public sealed record PeerQuestion(string Name, NameType Type, ValueList<string> Expected, ValueList<Statement> Why, ResolvedName Resolved);

/// <param name="Type">ClusterIP, NodePort, LoadBalancer or ExternalName.</param>
/// <param name="ClusterIPs">"None" for a headless one.</param>
/// <param name="Ports">"web 80/TCP".</param>
/// <param name="DnsName">Fully qualified.</param>
public sealed record ServiceInfo(string Name, string Type, ValueList<string> ClusterIPs, bool IsHeadless, bool PublishNotReadyAddresses, ValueList<string> Ports, string DnsName);
