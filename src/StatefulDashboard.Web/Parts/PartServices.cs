using StatefulDashboard.Domain.Dns;
using StatefulDashboard.Domain.Storage;
using StatefulDashboard.Domain.Discovery;
using StatefulDashboard.Domain.Lifecycle;
using StatefulDashboard.Domain.Disruption;
using StatefulDashboard.Domain.Events;
using StatefulDashboard.Domain.Manifests;
using StatefulDashboard.Domain.Revisions;

namespace StatefulDashboard.Web.Parts;

/// <summary>Every part there is: a new one needs only its line here, and has its JSON and its hub stream.</summary>
internal static class PartServices
{
    public static void AddParts(this IServiceCollection services)
    {
        services.AddSingleton<PartReader>();
        Add<StoragePart, SetStorage>(services);
        Add<DnsPart, SetDns>(services);
        Add<ClusterStoragePart, ClusterStorage>(services);
        Add<LifecyclePart, SetLifecycle>(services);
        Add<DiscoveryPart, SetDiscovery>(services);
        Add<ManifestPart, SetManifest>(services);
        Add<DisruptionPart, SetDisruption>(services);
        Add<EventsPart, SetEvents>(services);
        Add<RevisionsPart, SetRevisions>(services);
    }

    private static void Add<TPart, T>(IServiceCollection services)
        where TPart : Part<T>
        where T : class
    {
        services.AddSingleton<TPart>();
        services.AddSingleton<Part<T>>(provider => provider.GetRequiredService<TPart>());
        services.AddSingleton<IPart>(provider => provider.GetRequiredService<TPart>());
    }
}
