using System.Globalization;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Dns;

/// <summary>Makes <see cref="SetDns"/>, and names what is to be asked for it. Pure.</summary>
public static class SetNames
{
    /// <param name="answer">The newest answer; null where none has come yet.</param>
    public static SetDns From(SetDnsFacts facts, Func<NameQuestion, NameAnswer?> answer) => new(
        facts.Zone,
        facts.Resolver,
        facts.Set.GoverningService,
        facts.Governing is { } governing ? InfoOf(governing, facts.Zone) : null,
        facts.Set.Slots.Select(slot => Ordinal(slot, facts, answer)).ToValueList(),
        Peers(facts).Select(peer => Peer(peer.Question, peer.Zone, facts, answer)).ToValueList(),
        OtherServices(facts).Select(service => InfoOf(service, facts.Zone)).ToValueList());

    /// <summary>All that is to be asked, each with what is published under it: when that changes, it is to be asked again. Null where that is not known.</summary>
    public static IEnumerable<KeyValuePair<NameQuestion, ValueList<string>?>> Wanted(SetDnsFacts facts) =>
        facts.Set.Slots.SelectMany(slot => Wanted(slot, facts.Governing))
            .Concat(Peers(facts).Select(peer => KeyValuePair.Create(peer.Question, peer.Zone.Outcome == ZoneOutcome.Unknown ? null : peer.Zone.Values)!));

    /// <summary>What is to be asked for one ordinal; nothing where it has no name, or only claims are left of it.</summary>
    /// <param name="governing">Null where it is not known: then the families are those of what is published.</param>
    public static IEnumerable<KeyValuePair<NameQuestion, ValueList<string>?>> Wanted(OrdinalSlot slot, Service? governing = null)
    {
        var isKnown = slot.Dns.Verdict != PublishedVerdict.Unknown;
        return Questions(slot, governing).Select(question => KeyValuePair.Create(
            question, isKnown ? slot.Dns.Published.Where(address => AddressText.IsVersion6(address) == (question.Type == NameType.AAAA)).ToValueList() : null))!;
    }

    /// <summary>What a resolver says of one ordinal.</summary>
    /// <inheritdoc cref="Wanted(OrdinalSlot, Service?)"/>
    public static ResolvedName Resolved(OrdinalSlot slot, Func<NameQuestion, NameAnswer?> answer, bool hasResolver, Service? governing = null)
    {
        NameQuestion[] questions = [.. Questions(slot, governing)];
        return questions.Length == 0 ? ResolvedName.NotAsked
            : !hasResolver ? ResolvedName.NoResolver
            : ResolvedName.Of(slot.Dns, NameAnswer.Join([.. questions.Select(answer)]));
    }

    private static IEnumerable<NameQuestion> Questions(OrdinalSlot slot, Service? governing) =>
        slot.Position == OrdinalPosition.LeftBehind || slot.Dns.Expected.Length == 0
            ? []
            : Families(governing, slot.Dns.Published).Select(type => new NameQuestion(slot.Dns.Expected.ToLowerInvariant(), type));

    private static IEnumerable<NameType> Families(Service? service, ValueList<string> published)
    {
        var has4 = published.Any(address => !AddressText.IsVersion6(address)) || service?.Spec.IpFamilies.Contains("IPv4") == true;
        var has6 = published.Any(AddressText.IsVersion6) || service?.Spec.IpFamilies.Contains("IPv6") == true;
        return has6 ? has4 ? [NameType.A, NameType.AAAA] : [NameType.AAAA] : [NameType.A];
    }

    private static OrdinalDns Ordinal(OrdinalSlot slot, SetDnsFacts facts, Func<NameQuestion, NameAnswer?> answer) => new(
        slot.Ordinal,
        slot.PodName,
        slot.Position,
        slot.Dns.Name,
        slot.Dns.Expected,
        slot.Dns.Published,
        slot.Dns.Verdict,
        PublishedReason.Of(slot, facts.Set.GoverningService, facts.Governing),
        Resolved(slot, answer, facts.Resolver is not null, facts.Governing));

    // the Service's own name for the addresses, and one name for each named port
    private static IEnumerable<(NameQuestion Question, ZoneAnswer Zone)> Peers(SetDnsFacts facts)
    {
        if (facts.Set.GoverningService.Length == 0)
        {
            return [];
        }

        var zone = facts.ToZone();
        var name = $"{facts.Set.GoverningService}.{facts.Set.Name.Namespace}.svc.{facts.Zone}".ToLowerInvariant();
        var addresses = ZoneEndpoint.Of(facts.Slices).Select(endpoint => endpoint.Address).ToValueList();
        return Families(facts.Governing, addresses).Select(type => new NameQuestion(name, type))
            .Concat(NamedPorts(facts).Select(port => new NameQuestion($"_{port.Name}._{port.Protocol}.{name}".ToLowerInvariant(), NameType.SRV)))
            .Select(question => (question, ZoneRules.Ask(question, zone)));
    }

    private static IEnumerable<(string Name, string Protocol)> NamedPorts(SetDnsFacts facts) =>
        (facts.Governing?.Spec.Ports ?? []).OfType<ServicePort>().Select(port => (port.Name, port.Protocol))
            .Concat(facts.Slices.SelectMany(slice => slice.Ports).OfType<EndpointPort>().Select(port => (port.Name, port.Protocol)))
            .Where(port => port.Name.Length > 0)
            .DistinctBy(port => (port.Name + "/" + port.Protocol).ToLowerInvariant());

    private static PeerQuestion Peer(NameQuestion question, ZoneAnswer zone, SetDnsFacts facts, Func<NameQuestion, NameAnswer?> answer) => new(
        question.Name,
        question.Type,
        zone.Values,
        zone.Why,
        facts.Resolver is null ? ResolvedName.NoResolver
        : answer(question) is not { } newest ? ResolvedName.NotAsked
        : ResolvedName.Of(zone.Outcome != ZoneOutcome.Unknown, zone.Values, newest, question.Type));

    private static IEnumerable<Service> OtherServices(SetDnsFacts facts) =>
        facts.Services.Where(service => service.Metadata.Name != facts.Set.GoverningService && facts.Set.Facts.Services.Contains(service.Metadata.Name))
            .OrderBy(service => service.Metadata.Name, StringComparer.Ordinal);

    private static ServiceInfo InfoOf(Service service, string zone) => new(
        service.Metadata.Name,
        service.Spec.Type,
        service.Spec.IsHeadless ? ["None"] : service.Spec.AllClusterIPs.ToValueList(),
        service.Spec.IsHeadless,
        service.Spec.PublishNotReadyAddresses,
        service.Spec.Ports.OfType<ServicePort>().Select(port => string.Create(CultureInfo.InvariantCulture, $"{port.Name} {port.Port}/{port.Protocol}").Trim()).ToValueList(),
        $"{service.Metadata.Name}.{service.Metadata.Namespace}.svc.{zone}");
}
