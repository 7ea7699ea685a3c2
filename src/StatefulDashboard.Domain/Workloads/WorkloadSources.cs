using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Workloads;

/// <summary>What a workload is judged by besides itself.</summary>
/// <param name="Claims">The claim of a name; null where there is none.</param>
/// <param name="Services">Those of its namespace that have a session affinity; by name.</param>
internal sealed record WorkloadSources(Func<string, PersistentVolumeClaim?> Claims, IEnumerable<Service> Services, UnreadKinds Unread)
{
    public ValueList<WorkloadClaim> ClaimsOf(VolumeTemplate template) => template.Spec.Volumes
        .Select(volume => volume.PersistentVolumeClaim?.ClaimName ?? "")
        .Where(name => name.Length > 0)
        .Distinct(StringComparer.Ordinal)
        .Select(name => Unread.HasFlag(UnreadKinds.PersistentVolumeClaims) ? WorkloadClaim.Unread(name) : WorkloadClaim.Of(name, Claims(name)))
        .ToValueList();

    /// <summary>Services that send each client to the same one of the template's pods; by name.</summary>
    public ValueList<string> AffinitiesOf(VolumeTemplate template) => Unread.HasFlag(UnreadKinds.Services) ? [] : Services
        .Where(service => service.Spec is { SessionAffinity: "ClientIP", Selector.Count: > 0, IsHeadless: false, Type: not "ExternalName" }
            && service.Spec.Selector.All(pair => string.Equals(template.Metadata.Labels.Get(pair.Key), pair.Value, StringComparison.Ordinal)))
        .Select(service => service.Metadata.Name)
        .Order(StringComparer.Ordinal)
        .ToValueList();

    public static ValueList<string> ImagesOf(VolumeTemplate template) =>
        template.Spec.Containers.Select(container => container.Image).Where(image => image.Length > 0).Distinct(StringComparer.Ordinal).ToValueList();
}
