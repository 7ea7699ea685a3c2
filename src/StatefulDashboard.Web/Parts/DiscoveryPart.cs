using StatefulDashboard.Domain.Discovery;
using StatefulDashboard.Domain.Lifecycle;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Configuration;

namespace StatefulDashboard.Web.Parts;

/// <summary>How the pods of a set find what is outside of it. Of Secrets only metadata are asked for, of ConfigMaps no value is kept.</summary>
public sealed class DiscoveryPart(PartReader reader, DashboardSettings settings) : Part<SetDiscovery>(reader)
{
    public override string Name => "discovery";

    public override bool IsOfSet => true;

    protected internal override Func<ClusterView, DateTimeOffset, SetDiscovery?> Follow(LiveObjects objects, PartAddress address)
    {
        var name = address.Set!.Value;
        var home = name.Namespace;
        var zone = settings.Zone(address.Cluster);
        var sets = objects.Follow(ResourceKinds.StatefulSetDetails with { FieldSelector = "metadata.name=" + name.Name }, home);
        var pods = objects.Follow(ResourceKinds.PodDetails with { LabelSelector = objects.PodSelector }, home);
        var maps = objects.Follow(ResourceKinds.ConfigMapKeys, home);
        var secrets = objects.Follow(ResourceKinds.SecretKeys, home);
        var services = objects.Follow(ResourceKinds.Services, home);
        var slices = objects.Follow(ResourceKinds.EndpointSlices, home);
        return (view, _) => view.Sets.GetValueOrDefault(name) is { } set
            ? DiscoveryReader.Read(new(
                set, sets.Find(name), [.. LifecycleReader.OwnPods(set, pods.Items).Select(pair => pair.Pod)],
                map => maps.Find(new(home, map)), maps.IsRead, secret => secrets.Find(new(home, secret)), secrets.IsRead,
                services.Items, services.IsRead, slices.Items, zone))
            : null;
    }
}
