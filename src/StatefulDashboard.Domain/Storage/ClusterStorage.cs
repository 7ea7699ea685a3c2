using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Storage;

/// <summary>All that is shown of the storage of a cluster, as far as it may be read.</summary>
/// <param name="Claims">By namespace and name; also those that a set was refused.</param>
/// <param name="Volumes">Those that no claim has: left over, free or failed.</param>
public sealed record ClusterStorage(ValueList<ClaimStorage> Claims, ValueList<ClassInfo> Classes, ValueList<VolumeInfo> Volumes, StorageTotals Totals)
{
    public static ClusterStorage From(StorageSnapshot snapshot)
    {
        var index = new StorageIndex(snapshot);
        var reader = new ClaimReader(index);
        var claims = snapshot.Claims.Select(reader.Of).Concat(Refused(index, reader))
            .OrderBy(claim => claim.Namespace, StringComparer.Ordinal).ThenBy(claim => claim.Name, StringComparer.Ordinal).ToValueList();
        return new(
            claims,
            index.Classes.OrderByDescending(storageClass => storageClass.IsDefault).ThenBy(storageClass => storageClass.Name, StringComparer.Ordinal).ToValueList(),
            snapshot.Volumes.Where(volume => volume.Status.Phase != "Bound").Select(VolumeInfo.Of).OrderBy(volume => volume.Name, StringComparer.Ordinal).ToValueList(),
            StorageTotals.Of(claims));
    }

    // an ordinal whose turn has not come is no news here; one that was refused is seen nowhere else
    private static IEnumerable<ClaimStorage> Refused(StorageIndex index, ClaimReader reader)
    {
        if (!index.Snapshot.IsRead(UnreadStorage.Claims))
        {
            yield break;
        }

        var there = index.Snapshot.Claims.Select(claim => claim.Metadata.Key).ToHashSet();
        foreach (var set in index.Snapshot.Sets.Where(set => index.RefusalsOf(set).Any()).Select(set => index.Set(set.Name)!))
        {
            foreach (var slot in set.Overview.Slots.Where(slot => slot.InRange))
            {
                foreach (var template in set.Overview.ClaimTemplates)
                {
                    var name = Identity.OrdinalName.OfClaim(template.Name, set.Overview.Name.Name, slot.Ordinal);
                    if (!there.Contains(new(set.Overview.Name.Namespace, name)) && QuotaRules.RefusalOfClaim(set.Overview, name, index) is not null)
                    {
                        yield return reader.Missing(set, template, slot);
                    }
                }
            }
        }
    }
}
