using StatefulDashboard.Domain.Dns;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Dns;

namespace StatefulDashboard.Web.Parts;

/// <summary>The names of a set. They are asked as long as somebody looks at this part, and only then.</summary>
public sealed class DnsPart(PartReader reader, NameResolver names, ClusterResolvers resolvers) : Part<SetDns>(reader)
{
    public override string Name => "dns";

    public override bool IsOfSet => true;

    public override bool IsSettled(SetDns value) => value.IsSettled;

    protected internal override Func<ClusterView, DateTimeOffset, SetDns?> Follow(LiveObjects objects, PartAddress address)
    {
        var set = address.Set ?? throw new ArgumentException("the names are those of a set", nameof(address));
        var services = objects.Follow(ResourceKinds.Services, set.Namespace);
        var slices = objects.Follow(ResourceKinds.EndpointSlices, set.Namespace);
        var watch = names.Watch(address.Cluster);
        objects.Run(watch.RunAsync);
        return (view, _) =>
        {
            if (!view.Sets.TryGetValue(set, out var overview))
            {
                watch.Want([]);
                return null;
            }

            var facts = FactsOf(address.Cluster, overview, services, slices);
            watch.Want(SetNames.Wanted(facts));
            return SetNames.From(facts, watch.Find);
        };
    }

    private SetDnsFacts FactsOf(string cluster, StatefulSetOverview set, LiveList<Service> services, LiveList<EndpointSlice> slices)
    {
        var governing = new NamespacedName(set.Name.Namespace, set.GoverningService);
        var resolver = resolvers.Find(cluster);
        return new(
            set,
            resolvers.Zone(cluster),
            resolver is null ? null : new(resolver.Server.ToString(), resolver.Origin.ToString()),
            services.Items,
            [.. slices.Items.Where(slice => slice.Service == governing)],
            services.IsRead && slices.IsRead);
    }
}
