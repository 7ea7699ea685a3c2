using StatefulDashboard.Domain.Manifests;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;

namespace StatefulDashboard.Web.Parts;

/// <summary>One object as the server has it, whole: the set, or with "object" one of its pods, claims, volumes, Services, budgets or revisions.</summary>
public sealed class ManifestPart(PartReader reader) : Part<SetManifest>(reader)
{
    public const string ObjectQuery = "object";

    public override string Name => "manifest";

    public override bool IsOfSet => true;

    public override IReadOnlyList<string> QueryNames { get; } = [ObjectQuery];

    protected internal override Func<ClusterView, DateTimeOffset, SetManifest?> Follow(LiveObjects objects, PartAddress address)
    {
        var set = address.Set!.Value;
        var asked = address.Query.Get(ObjectQuery) ?? "";
        var wanted = ManifestObject.Parse(asked, set.Name);
        var kind = wanted is null ? null : KindOf(wanted);
        var found = kind is null ? null : objects.Follow(kind, kind.IsNamespaced ? set.Namespace : null);
        (RawObject Item, ManifestObjectText Text)? last = null;
        return (view, _) => view.Sets.TryGetValue(set, out var overview) ? SetManifest.Of(overview, asked, wanted, Newest(), found?.IsRead ?? true) : null;

        ManifestObjectText? Newest()
        {
            if (found?.Items.FirstOrDefault(item => item.Metadata.Name == wanted!.Name) is not { } item)
            {
                return null;
            }

            last = last is { } known && ReferenceEquals(known.Item, item) ? known : (item, ManifestObjectText.Of(item, kind!.ApiVersion, kind.Kind));
            return last.Value.Text;
        }
    }

    private static ResourceKind<RawObject> KindOf(ManifestObject wanted) => wanted.Kind switch
    {
        ManifestKind.StatefulSet => RawObject.Named(ResourceKinds.StatefulSets, wanted.Name),
        ManifestKind.Pod => RawObject.Named(ResourceKinds.Pods, wanted.Name),
        ManifestKind.Claim => RawObject.Named(ResourceKinds.PersistentVolumeClaims, wanted.Name),
        ManifestKind.Volume => RawObject.Named(ResourceKinds.PersistentVolumes, wanted.Name),
        ManifestKind.Service => RawObject.Named(ResourceKinds.Services, wanted.Name),
        ManifestKind.Revision => RawObject.Named(ResourceKinds.ControllerRevisions, wanted.Name),
        ManifestKind.Budget => RawObject.Named(ResourceKinds.PodDisruptionBudgets, wanted.Name),
        _ => throw new InvalidOperationException("No kind that may be shown: " + wanted.Kind),
    };
}
