using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Storage;

/// <summary>All that is shown of the storage of one set.</summary>
/// <param name="Claims">By ordinal and template: those that are there, and those that an ordinal inside the range should have.</param>
/// <param name="Shared">Those that its template mounts by their names: all replicas have the same one.</param>
/// <param name="Retention">What happens to claims when the set is scaled down, and when it is deleted.</param>
public sealed record SetStorage(
    NamespacedName Set,
    ValueList<ClaimStorage> Claims,
    ValueList<SharedClaim> Shared,
    ValueList<TemplateStorage> Templates,
    ValueList<Statement> Retention,
    StorageTotals Totals)
{
    /// <returns>Null where there is no such set.</returns>
    public static SetStorage? From(StorageSnapshot snapshot, NamespacedName name)
    {
        var index = new StorageIndex(snapshot);
        if (index.Set(name) is not { } set)
        {
            return null;
        }

        var reader = new ClaimReader(index);
        var claims = ClaimsOf(set, index, reader).ToValueList();
        return new(
            name,
            claims,
            SharedOf(set, index, reader).ToValueList(),
            set.Overview.ClaimTemplates.Select(template => TemplateStorage.Of(template, set.Template(template.Name), index)).ToValueList(),
            RetentionOf(set.Overview),
            StorageTotals.Of(claims));
    }

    private static IEnumerable<ClaimStorage> ClaimsOf(SetOfClaims set, StorageIndex index, ClaimReader reader)
    {
        var found = new Dictionary<(int Ordinal, string Template), ClaimStorage>();
        foreach (var claim in index.Snapshot.Claims.Where(claim => claim.Metadata.Namespace == set.Overview.Name.Namespace))
        {
            foreach (var meaning in index.MeaningsOf(claim.Metadata.Key).Where(meaning => meaning.Set == set))
            {
                found[(meaning.Ordinal, meaning.Template)] = reader.Of(claim);
            }
        }

        foreach (var slot in set.Overview.Slots.Where(slot => slot.InRange || slot.Position == OrdinalPosition.Unknown && set.Overview.IsInRange(slot.Ordinal)))
        {
            foreach (var template in set.Overview.ClaimTemplates.Where(template => !found.ContainsKey((slot.Ordinal, template.Name))))
            {
                found[(slot.Ordinal, template.Name)] = reader.Missing(set, template, slot);
            }
        }

        return found.OrderBy(pair => pair.Key.Ordinal).ThenBy(pair => pair.Key.Template, StringComparer.Ordinal).Select(pair => pair.Value);
    }

    private static IEnumerable<SharedClaim> SharedOf(SetOfClaims set, StorageIndex index, ClaimReader reader)
    {
        foreach (var name in set.Mounts is null ? [] : StorageIndex.ClaimsNamedBy(set.Mounts))
        {
            var there = index.Snapshot.Claims.FirstOrDefault(claim => claim.Metadata.Namespace == set.Overview.Name.Namespace && claim.Metadata.Name == name);
            var claim = there is not null ? reader.Of(there) : reader.MissingShared(new(set.Overview.Name.Namespace, name));
            yield return SharedClaim.Of(claim, set.Overview);
        }
    }

    private static ValueList<Statement> RetentionOf(StatefulSetOverview set) => set.ClaimTemplates.Count == 0 ? [] :
    [
        Statement.Of(set.WhenScaled == "Delete" ? StatementCode.RetentionScaledDelete : StatementCode.RetentionScaledRetain),
        Statement.Of(set.WhenDeleted == "Delete" ? StatementCode.RetentionDeletedDelete : StatementCode.RetentionDeletedRetain),
    ];
}

/// <summary>A claim that all replicas of a set have, since its template names it.</summary>
/// <param name="Says">That it is shared, and what its access modes make of that.</param>
public sealed record SharedClaim(ClaimStorage Claim, ValueList<Statement> Says)
{
    public static SharedClaim Of(ClaimStorage claim, StatefulSetOverview set)
    {
        List<Statement> says = [Statement.Of(StatementCode.ClaimSharedReplicas, claim.Name, ClaimReader.Number(set.Replicas))];
        if (claim.Exists)
        {
            says.Add(AccessRules.OfShared(claim.AccessModes));
        }

        return new(claim with { Notes = claim.Notes.Where(note => note.Code != StatementCode.ClaimSharedBy && !says.Contains(note)).ToValueList() }, says.ToValueList());
    }
}

/// <summary>A volumeClaimTemplate: what new ordinals get.</summary>
/// <param name="Source">Where their volumes will come from; null when that is not known.</param>
/// <param name="Data">What becomes of their data when their claims are deleted.</param>
/// <param name="Why">Why no volume can be made; null: nothing speaks against it.</param>
public sealed record TemplateStorage(
    string Name, string? Requested, string? StorageClass, ClassInfo? Class, ValueList<string> AccessModes, string VolumeMode, Statement? Source, Statement? Data, Statement? Why)
{
    internal static TemplateStorage Of(ClaimTemplateInfo template, ClaimTemplateDetail? detail, StorageIndex index)
    {
        var storageClass = template.StorageClass is null ? index.DefaultClass : index.Class(template.StorageClass);
        return new(
            template.Name, template.Requested, template.StorageClass, storageClass, detail?.Spec.AccessModes ?? [], detail?.Spec.VolumeMode ?? "Filesystem",
            SourceRules.Of(template.StorageClass, "", null, storageClass).Text,
            storageClass is null ? null : ReclaimRules.Of("", null, storageClass, volumesAreRead: true),
            template.StorageClass is { Length: > 0 } named && storageClass is null && index.Snapshot.IsRead(UnreadStorage.Classes) ? PendingRules.NoSuchClass(named, index) : null);
    }
}

/// <summary>Counts over claims that are there.</summary>
/// <param name="Bytes">What they have, else what they ask for, together.</param>
/// <param name="NotSeen">That neither a pod nor a template names.</param>
/// <param name="Unknown">Of which it is not known who uses them.</param>
/// <param name="Waiting">That are not Bound.</param>
public sealed record StorageTotals(int Count, long Bytes, int LeftBehind, long LeftBehindBytes, int NotSeen, long NotSeenBytes, int Unknown, int Waiting, int Drifted)
{
    public static StorageTotals Of(IEnumerable<ClaimStorage> claims)
    {
        ClaimStorage[] there = [.. claims.Where(claim => claim.Exists)];
        ClaimStorage[] leftBehind = [.. there.Where(claim => claim.Use == ClaimUse.LeftBehind)];
        ClaimStorage[] notSeen = [.. there.Where(claim => claim.Use == ClaimUse.NotSeen)];
        return new(
            there.Length, Sum(there), leftBehind.Length, Sum(leftBehind), notSeen.Length, Sum(notSeen),
            there.Count(claim => claim.Use == ClaimUse.Unknown), there.Count(claim => claim.Phase != "Bound"), there.Count(claim => claim.Drift.Count > 0));
    }

    // the sizes of a few claims can be absurd
    private static long Sum(IEnumerable<ClaimStorage> claims)
    {
        var sum = 0m;
        foreach (var claim in claims)
        {
            sum += claim.Bytes;
        }

        return sum > long.MaxValue ? long.MaxValue : (long)sum;
    }
}
