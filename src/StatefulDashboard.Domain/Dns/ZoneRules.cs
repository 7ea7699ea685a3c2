using System.Globalization;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Dns;

/// <summary>
/// Which records a cluster's Services and EndpointSlices make (Kubernetes DNS specification 1.1.0; where it is silent, as CoreDNS'
/// kubernetes plugin does it). Pure: the same facts and question give the same answer.
/// </summary>
public static class ZoneRules
{
    private const string Version = "1.1.0";
    private const int MostAliases = 8;

    /// <summary>Of ports, by name and protocol.</summary>
    private static readonly Func<string, string, bool> Every = (_, _) => true;

    public static ZoneAnswer Ask(NameQuestion question, ZoneFacts facts) => Ask(question, facts, []);

    // seen: the aliases that led here
    private static ZoneAnswer Ask(NameQuestion question, ZoneFacts facts, IReadOnlyList<string> seen)
    {
        var labels = question.Name.Split('.');
        if (Below(question.Name, facts.Zone) is not { } inside)
        {
            return AddressText.OfReverseName(labels) is { } address ? Reverse(question, address, facts) : ZoneAnswer.Unknown(Statement.Of(StatementCode.ZoneOutside, facts.Zone));
        }

        return inside switch
        {
            [] => question.Type is NameType.SOA or NameType.NS ? ZoneAnswer.Unknown(Statement.Of(StatementCode.ZoneItself, facts.Zone)) : Empty(question),
            ["dns-version"] => ZoneAnswer.Of(question.Type == NameType.TXT ? [Version] : [], Statement.Of(StatementCode.ZoneVersion), Statement.Of(StatementCode.ZoneVersion)),
            ["ns", "dns"] => ZoneAnswer.Unknown(Statement.Of(StatementCode.ZoneItself, facts.Zone)),
            ["dns"] or ["svc"] or ["pod"] => Empty(question),
            [var home, "svc" or "pod"] => OfNamespace(question, home, facts),
            [var name, var home, "svc"] => WithService(name, home, facts, service => OfService(question, service, facts, seen)),
            [var label, var name, var home, "svc"] => WithService(name, home, facts, service => OfEndpoint(question, service, label, facts)),
            [['_', .. var port], ['_', .. var protocol], var name, var home, "svc"] => WithService(name, home, facts, service => OfPort(question, service, port, protocol, facts)),
            [var address, var home, "pod"] => OfPod(question, address, home, facts),
            _ => ZoneAnswer.NoSuchName(Statement.Of(StatementCode.ZoneTooManyLabels, facts.Zone)),
        };
    }

    /// <summary>The labels that a name has before the zone; null when it is not within it.</summary>
    private static string[]? Below(string name, string zone) =>
        name == zone ? [] : name.EndsWith("." + zone, StringComparison.Ordinal) ? name[..^(zone.Length + 1)].Split('.') : null;

    private static ZoneAnswer Empty(NameQuestion question) => ZoneAnswer.NoData(Statement.Of(StatementCode.ZoneEmptyName, question.Name));

    private static ZoneAnswer OfNamespace(NameQuestion question, string home, ZoneFacts facts) => facts.Namespaces(home) switch
    {
        true => Empty(question),
        false => ZoneAnswer.NoSuchName(Statement.Of(StatementCode.ZoneNoNamespace, home)),
        null => ZoneAnswer.Unknown(Statement.Of(StatementCode.ZoneUnread, home)),
    };

    // rule 13, as kubeadm sets it up: no pod needs to be there
    private static ZoneAnswer OfPod(NameQuestion question, string label, string home, ZoneFacts facts)
    {
        var isThere = facts.Namespaces(home);
        if (isThere == false)
        {
            return ZoneAnswer.NoSuchName(Statement.Of(StatementCode.ZoneNoNamespace, home));
        }

        return AddressText.FromDashes(label) is not { } address ? ZoneAnswer.NoSuchName(Statement.Of(StatementCode.ZonePodLabel, label))
            : isThere is null ? ZoneAnswer.Unknown(Statement.Of(StatementCode.ZoneUnread, home))
            : ZoneAnswer.Of(OfFamily([address], question.Type), Statement.Of(StatementCode.ZonePod, address, home), OtherType(question.Type, [address]));
    }

    private static ZoneAnswer WithService(string name, string home, ZoneFacts facts, Func<Service, ZoneAnswer> answer) =>
        facts.Services(new(home, name)) is { } service ? answer(service)
        : !facts.IsRead(home) ? ZoneAnswer.Unknown(Statement.Of(StatementCode.ZoneUnread, home))
        : facts.Namespaces(home) == false ? ZoneAnswer.NoSuchName(Statement.Of(StatementCode.ZoneNoNamespace, home))
        : ZoneAnswer.NoSuchName(Statement.Of(StatementCode.ZoneNoService, name, home));

    private static ZoneAnswer OfService(NameQuestion question, Service service, ZoneFacts facts, IReadOnlyList<string> seen)
    {
        if (service.Spec.IsExternalName)
        {
            return Alias(question, service, facts, seen);
        }

        var name = service.Metadata.Name;
        if (!service.Spec.IsHeadless)
        {
            return question.Type == NameType.SRV
                ? ZoneAnswer.Of(Listeners(service, Every, facts), Statement.Of(StatementCode.ZoneServicePorts, name), Statement.Of(StatementCode.ZoneNoNamedPort, name))
                : ZoneAnswer.Of(OfFamily(service.Spec.AllClusterIPs, question.Type), Statement.Of(StatementCode.ZoneClusterIP, name), OtherType(question.Type, service.Spec.AllClusterIPs));
        }

        var endpoints = EndpointsOf(service, facts);
        return endpoints.Length == 0 ? ZoneAnswer.NoSuchName(NoEndpoint(service))
            : question.Type == NameType.SRV
                ? ZoneAnswer.Of(Peers(service, endpoints, Every, facts), Statement.Of(StatementCode.ZonePeerPorts, name), Statement.Of(StatementCode.ZoneNoNamedPort, name))
                : ZoneAnswer.Of(OfFamily(endpoints.Select(e => e.Address), question.Type), Ready(service, StatementCode.ZonePeers), OtherType(question.Type, endpoints.Select(e => e.Address)));
    }

    private static ZoneAnswer OfEndpoint(NameQuestion question, Service service, string label, ZoneFacts facts)
    {
        ZoneEndpoint[] endpoints = [.. EndpointsOf(service, facts).Where(e => e.Label == label)];
        return endpoints.Length == 0 ? ZoneAnswer.NoSuchName(Statement.Of(StatementCode.ZoneNoSuchEndpoint, service.Metadata.Name, label))
            : question.Type == NameType.SRV
                ? ZoneAnswer.Of(Peers(service, endpoints, Every, facts), Statement.Of(StatementCode.ZonePeerPorts, service.Metadata.Name), Statement.Of(StatementCode.ZoneNoNamedPort, service.Metadata.Name))
                : ZoneAnswer.Of(OfFamily(endpoints.Select(e => e.Address), question.Type), Ready(service, StatementCode.ZoneEndpoint), OtherType(question.Type, endpoints.Select(e => e.Address)));
    }

    private static ZoneAnswer OfPort(NameQuestion question, Service service, string port, string protocol, ZoneFacts facts)
    {
        var name = service.Metadata.Name;
        bool Is(string itsName, string itsProtocol) => string.Equals(itsName, port, StringComparison.OrdinalIgnoreCase) && string.Equals(itsProtocol, protocol, StringComparison.OrdinalIgnoreCase);
        if (service.Spec.IsExternalName)
        {
            return ZoneAnswer.NoSuchName(Statement.Of(StatementCode.ZoneExternalName, name, service.Spec.ExternalName));
        }

        var endpoints = service.Spec.IsHeadless ? EndpointsOf(service, facts) : [];
        if (service.Spec.IsHeadless && endpoints.Length == 0)
        {
            return ZoneAnswer.NoSuchName(NoEndpoint(service));
        }

        var isThere = service.Spec.IsHeadless ? endpoints.Any(e => e.Ports.Any(p => Is(p.Name, p.Protocol))) : service.Spec.Ports.OfType<ServicePort>().Any(p => Is(p.Name, p.Protocol));
        return !isThere ? ZoneAnswer.NoSuchName(Statement.Of(StatementCode.ZoneNoSuchPort, name, port, protocol.ToUpperInvariant()))
            : question.Type != NameType.SRV ? ZoneAnswer.NoData(Statement.Of(StatementCode.ZoneOtherType, Word(question.Type)))
            : service.Spec.IsHeadless ? ZoneAnswer.Of(Peers(service, endpoints, Is, facts), Statement.Of(StatementCode.ZonePeerPorts, name), Statement.Of(StatementCode.ZoneNoNamedPort, name))
            : ZoneAnswer.Of(Listeners(service, Is, facts), Statement.Of(StatementCode.ZoneServicePorts, name), Statement.Of(StatementCode.ZoneNoNamedPort, name));
    }

    // rule 11: a name of this zone is followed; one that leads around in a circle ends with the aliases that led there
    private static ZoneAnswer Alias(NameQuestion question, Service service, ZoneFacts facts, IReadOnlyList<string> seen)
    {
        var target = service.Spec.ExternalName.TrimEnd('.').ToLowerInvariant();
        var why = Statement.Of(StatementCode.ZoneExternalName, service.Metadata.Name, target);
        if (question.Type == NameType.CNAME)
        {
            return ZoneAnswer.Of(target.Length > 0 ? [target] : [], why, why);
        }

        if (question.Type is not (NameType.A or NameType.AAAA) || target.Length == 0)
        {
            return ZoneAnswer.NoData(Statement.Of(StatementCode.ZoneOtherType, Word(question.Type)));
        }

        IReadOnlyList<string> trail = [.. seen, question.Name];
        var isFollowed = Below(target, facts.Zone) is not null && !trail.Contains(target, StringComparer.Ordinal) && trail.Count <= MostAliases;
        var found = isFollowed ? Ask(question with { Name = target }, facts, trail) : ZoneAnswer.Unknown(Statement.Of(StatementCode.ZoneOutside, facts.Zone));
        return found with { Aliases = [target, .. found.Aliases], Why = [why, .. found.Why] };
    }

    // rule 7: one for each endpoint and named port; an address of another family is an endpoint to the weight, but no target of its own
    private static IEnumerable<string> Peers(Service service, ZoneEndpoint[] endpoints, Func<string, string, bool> isAsked, ZoneFacts facts)
    {
        var peers = endpoints.Select(e => (e.Label, e.Address, Ports: e.Ports.Where(p => isAsked(p.Name, p.Protocol)).ToArray())).Where(e => e.Ports.Length > 0).ToArray();
        var weight = Math.Max(1, 100 / Math.Max(1, peers.Select(e => (e.Label, e.Address)).Distinct().Count()));
        return peers.SelectMany(e => e.Ports.Select(p => Srv(weight, p.Port ?? 0, e.Label + "." + NameOf(service, facts))));
    }

    private static IEnumerable<string> Listeners(Service service, Func<string, string, bool> isAsked, ZoneFacts facts) =>
        service.Spec.Ports.OfType<ServicePort>().Where(p => p.Name.Length > 0 && isAsked(p.Name, p.Protocol)).Select(p => Srv(100, p.Port, NameOf(service, facts)));

    // rule 9
    private static ZoneAnswer Reverse(NameQuestion question, string address, ZoneFacts facts)
    {
        if (facts.WithAddress(address) is not { } services)
        {
            return ZoneAnswer.Unknown(Statement.Of(StatementCode.ZoneReverseUnread, address));
        }

        var names = services.SelectMany(service => NamesOf(service, address, facts)).Distinct(StringComparer.Ordinal).ToArray();
        return names.Length == 0 ? ZoneAnswer.NoSuchName(Statement.Of(StatementCode.ZoneReverseNone, address))
            : ZoneAnswer.Of(question.Type == NameType.PTR ? names : [], Statement.Of(StatementCode.ZoneReverse, address), Statement.Of(StatementCode.ZoneOtherType, Word(question.Type)));
    }

    private static IEnumerable<string> NamesOf(Service service, string address, ZoneFacts facts) =>
        service.Spec.AllClusterIPs.Contains(address, StringComparer.Ordinal)
            ? [NameOf(service, facts)]
            : EndpointsOf(service, facts).Where(e => e.Address == address).Select(e => e.Label + "." + NameOf(service, facts));

    private static ZoneEndpoint[] EndpointsOf(Service service, ZoneFacts facts) => service.Spec.IsExternalName ? [] : [.. ZoneEndpoint.Of(facts.Slices(service.Metadata.Key))];

    private static IEnumerable<string> OfFamily(IEnumerable<string> addresses, NameType type) => type switch
    {
        NameType.A => addresses.Where(address => !AddressText.IsVersion6(address)),
        NameType.AAAA => addresses.Where(AddressText.IsVersion6),
        _ => [],
    };

    private static string NameOf(Service service, ZoneFacts facts) => $"{service.Metadata.Name}.{service.Metadata.Namespace}.svc.{facts.Zone}";

    private static string Srv(int weight, int port, string target) => string.Create(CultureInfo.InvariantCulture, $"0 {weight} {port} {target}");

    private static Statement NoEndpoint(Service service) =>
        Statement.Of(service.Spec.PublishNotReadyAddresses ? StatementCode.ZoneNoEndpointAtAll : StatementCode.ZoneNoEndpoint, service.Metadata.Name);

    private static Statement Ready(Service service, StatementCode code) =>
        Statement.Of(code, service.Metadata.Name, service.Spec.PublishNotReadyAddresses ? "publishNotReadyAddresses: true" : "publishNotReadyAddresses: false");

    // rule 5: the name is there in the other family only
    private static Statement OtherType(NameType type, IEnumerable<string> addresses) => type is NameType.A or NameType.AAAA
        ? Statement.Of(StatementCode.ZoneOtherFamily, string.Join(", ", addresses.Take(3)))
        : Statement.Of(StatementCode.ZoneOtherType, Word(type));

    private static string Word(NameType type) => type.ToString();
}
