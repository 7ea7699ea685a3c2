using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Discovery;

/// <summary>
/// Which Service a host name means to a pod of a namespace, as its DNS search path makes of it (ns.svc.zone, svc.zone, zone).
/// Silent unless sure: a single word is a Service's name only where it stands as an address.
/// </summary>
internal sealed class ServiceNames(string namespaceName, IReadOnlyList<Service> services, bool areRead, string zone)
{
    private static readonly string[] AddressWords = ["HOST", "ADDR", "URL", "URI", "SERVER", "ENDPOINT", "PEER", "SEED", "BROKER", "DSN", "UPSTREAM"];

    private readonly HashSet<string> known = services.Select(service => service.Metadata.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);

    public ValueList<ServiceMention> In(string variable, IEnumerable<HostName> hosts) =>
        hosts.Select(host => Find(host, IsAddress(variable))).OfType<ServiceMention>().DistinctBy(mention => (mention.Service, mention.Host)).ToValueList();

    private static bool IsAddress(string variable) => Array.Exists(AddressWords, word => variable.Contains(word, StringComparison.OrdinalIgnoreCase));

    private ServiceMention? Find(HostName host, bool isCalledAddress)
    {
        var labels = host.Name.Split('.');
        var svc = Array.IndexOf(labels, "svc");
        return svc is 2 or 3 ? Qualified(host, labels, svc)
            : labels.Length == 1 ? (host.IsAddress || isCalledAddress) && known.Contains(labels[0]) ? Own(labels[0], host) : null
            : labels.Length == 2 ? InNamespace(host, labels)
            : labels.Length == 3 && string.Equals(labels[2], namespaceName, StringComparison.Ordinal) && known.Contains(labels[1]) ? Own(labels[1], host)
            : null;
    }

    /// <summary>db.data.svc, web-0.db.data.svc, with or without the zone.</summary>
    private ServiceMention? Qualified(HostName host, string[] labels, int svc)
    {
        var rest = string.Join('.', labels[(svc + 1)..]);
        if (rest.Length > 0 && !string.Equals(rest, zone, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var (name, home) = (labels[svc - 2], labels[svc - 1]);
        return home == namespaceName ? Own(name, host) : new(new(home, name), host.Name, null);
    }

    // db.bank in namespace bank is a Service of it; web-0.db is a pod behind one
    private ServiceMention? InNamespace(HostName host, string[] labels) =>
        known.Contains(labels[1]) ? Own(labels[1], host)
        : string.Equals(labels[1], namespaceName, StringComparison.Ordinal) && known.Contains(labels[0]) ? Own(labels[0], host)
        : null;

    private ServiceMention Own(string name, HostName host) => new(new(namespaceName, name), host.Name, !areRead ? null : known.Contains(name));
}
