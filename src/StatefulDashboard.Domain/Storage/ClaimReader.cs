using System.Globalization;
using StatefulDashboard.Domain.Identity;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Storage;

/// <summary>Makes what is shown of a claim: of one that is there, and of one that a set should have and has not.</summary>
internal sealed class ClaimReader(StorageIndex index)
{
    /// <summary>Of what was said of one claim, this much is shown.</summary>
    private const int MostEvents = 3;

    private readonly FormerSets formerSets = new(index);

    public ClaimStorage Of(ClaimDetail claim)
    {
        var key = claim.Metadata.Key;
        var volume = claim.Spec.VolumeName.Length > 0 && index.Volume(claim.Spec.VolumeName) is { } found ? VolumeInfo.Of(found) : null;
        var storageClass = ClassOf(claim.Spec.StorageClassName);
        var meanings = index.MeaningsOf(key).Select(meaning => Meaning(meaning.Set, meaning.Template, meaning.Ordinal)).ToValueList();
        var users = ClaimUsers.Of(key, index);
        var phase = claim.Status.Phase.Length > 0 ? claim.Status.Phase : "Pending";
        var (provisioning, source) = SourceRules.Of(claim.Spec.StorageClassName, claim.Spec.VolumeName, volume, storageClass);
        var capacity = claim.Status.Capacity.Get("storage");
        var requested = claim.Spec.Resources.Requests.Get("storage");
        var bare = new ClaimStorage(key.Namespace, key.Name, phase)
        {
            Requested = requested,
            Capacity = capacity,
            Bytes = Quantity.ToBytes(capacity ?? requested) ?? 0,
            AccessModes = claim.Status.AccessModes.Count > 0 ? claim.Status.AccessModes : claim.Spec.AccessModes,
            VolumeMode = claim.Spec.VolumeMode,
            StorageClass = claim.Spec.StorageClassName,
            Class = storageClass,
            VolumeName = claim.Spec.VolumeName.Length > 0 ? claim.Spec.VolumeName : null,
            Volume = volume,
            Provisioning = provisioning,
            Source = source,
            Use = ClaimUsers.UseOf(key, users, meanings, index),
            Meanings = meanings,
            Users = users,
            Owners = OwnerRules.Of(claim, index),
            Conditions = claim.Status.Conditions.Select(condition => new ClaimCondition(condition.Type, condition.Status, condition.Reason, condition.Message, condition.LastTransitionTime)).ToValueList(),
            CreatedAt = claim.Metadata.CreationTimestamp,
            UnusedSince = claim.Status.Conditions.FirstOrDefault(condition => condition is { IsTrue: true, Type: "Unused" })?.LastTransitionTime,
            IsTerminating = claim.Metadata.IsTerminating,
            Data = ReclaimRules.Of(claim.Spec.VolumeName, volume, storageClass, index.Snapshot.IsRead(UnreadStorage.Volumes)),
            Drift = DriftOf(claim),
        };
        return bare with
        {
            Why = WhyRules.Of(claim, bare, index).ToValueList(),
            Notes = NoteRules.Of(claim, bare, index, formerSets).ToValueList(),
            Events = EventsOf(claim, phase),
        };
    }

    /// <summary>A claim that an ordinal inside the range should have, and that is not there.</summary>
    public ClaimStorage Missing(SetOfClaims set, ClaimTemplateInfo template, OrdinalSlot slot)
    {
        var name = OrdinalName.OfClaim(template.Name, set.Overview.Name.Name, slot.Ordinal);
        var detail = set.Template(template.Name)?.Spec;
        var storageClass = ClassOf(template.StorageClass);
        var isRead = index.Snapshot.IsRead(UnreadStorage.Claims);
        var (provisioning, source) = SourceRules.Of(template.StorageClass, "", null, storageClass);
        return new(set.Overview.Name.Namespace, name, isRead ? ClaimBinding.MissingPhase : ClaimBinding.UnknownPhase)
        {
            Requested = template.Requested,
            AccessModes = detail?.AccessModes ?? [],
            VolumeMode = detail?.VolumeMode ?? "Filesystem",
            StorageClass = template.StorageClass,
            Class = storageClass,
            Provisioning = provisioning,
            Source = source,
            Use = isRead ? ClaimUse.WaitsForPod : ClaimUse.Unknown,
            Meanings = [Meaning(set, template.Name, slot.Ordinal)],
            Why = isRead ? WhyRules.OfMissing(set.Overview, name, template, slot, index).ToValueList() : [],
        };
    }

    /// <summary>A claim that a template mounts by its name, and that is not there.</summary>
    public ClaimStorage MissingShared(NamespacedName name)
    {
        var isRead = index.Snapshot.IsRead(UnreadStorage.Claims);
        return new(name.Namespace, name.Name, isRead ? ClaimBinding.MissingPhase : ClaimBinding.UnknownPhase)
        {
            Users = ClaimUsers.Of(name, index),
            Use = ClaimUse.Template,
            Why = isRead ? [Statement.Of(StatementCode.ClaimSharedMissing, name.Name)] : [],
        };
    }

    private ClassInfo? ClassOf(string? name) => name switch
    {
        null => index.DefaultClass,
        "" => null,
        _ => index.Class(name),
    };

    private static ClaimMeaning Meaning(SetOfClaims set, string template, int ordinal) =>
        new(set.Overview.Name.Name, template, ordinal, OrdinalName.OfPod(set.Overview.Name.Name, ordinal), set.Overview.IsInRange(ordinal) && set.Overview.Phase != StatefulSetPhase.Deleting);

    // where two sets could mean the name, neither is known to have made it
    private ValueList<Statement> DriftOf(ClaimDetail claim) =>
        index.MeaningsOf(claim.Metadata.Key).ToArray() is [var only] && only.Set.Template(only.Template) is { } template ? DriftRules.Of(claim.Spec, template.Spec) : [];

    private ValueList<ClaimEvent> EventsOf(ClaimDetail claim, string phase) => index.EventsOf(claim)
        .Where(said => phase != "Bound" || said.Type == "Warning").Take(MostEvents)
        .Select(said => new ClaimEvent(said.Reason, said.Message, said.Type == "Warning", said.Times, said.LastSeenAt)).ToValueList();

    internal static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
