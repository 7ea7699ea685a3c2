using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Dns;

/// <summary>Says why a name is published, or why not.</summary>
internal static class PublishedReason
{
    /// <param name="service">Its name; empty where the set names none.</param>
    /// <param name="governing">Null where there is none, or it may not be read.</param>
    public static Statement Of(OrdinalSlot slot, string service, Service? governing) => slot.Dns.Verdict switch
    {
        PublishedVerdict.Published => Statement.Of(slot.Ready ? StatementCode.PublishedAsReady : StatementCode.PublishedUnready, service, string.Join(", ", slot.Dns.Published)),
        PublishedVerdict.ServiceNotHeadless => Statement.Of(StatementCode.PublishedNotHeadless, service, governing?.Spec.ClusterIP ?? "clusterIP"),
        PublishedVerdict.NotReadyHidden => Statement.Of(StatementCode.PublishedNotReady, slot.PodName, service),
        PublishedVerdict.NotYetPublished => Statement.Of(StatementCode.PublishedNotYet, slot.PodName, service),
        PublishedVerdict.NoGoverningService => service.Length == 0 ? Statement.Of(StatementCode.PublishedNoServiceNamed) : Statement.Of(StatementCode.PublishedNoService, service),
        PublishedVerdict.SelectorMismatch => Mismatch(slot, service, governing),
        PublishedVerdict.NoPod => Statement.Of(StatementCode.PublishedNoPod, slot.PodName),
        PublishedVerdict.NoAddress => Statement.Of(StatementCode.PublishedNoAddress, slot.PodName),
        PublishedVerdict.NoHostname => Statement.Of(StatementCode.PublishedNoHostname, slot.PodName, service),
        _ => Statement.Of(StatementCode.PublishedUnknown),
    };

    private static Statement Mismatch(OrdinalSlot slot, string service, Service? governing) =>
        governing is { Spec.IsExternalName: true } ? Statement.Of(StatementCode.PublishedExternalName, service, governing.Spec.ExternalName)
        : governing is null || governing.Spec.Selector.Count > 0
            ? Statement.Of(StatementCode.PublishedNotSelected, service, string.Join(", ", governing?.Spec.Selector.Select(pair => pair.Key + "=" + pair.Value) ?? []), slot.PodName)
            : Statement.Of(StatementCode.PublishedNoSelector, service, slot.PodName);
}
