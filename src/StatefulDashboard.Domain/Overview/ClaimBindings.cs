using StatefulDashboard.Domain.Identity;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Overview;

/// <summary>Which claims belong to which ordinal: by the exact name that a template makes, never by a prefix.</summary>
internal static class ClaimBindings
{
    /// <summary>The claims that are there, by ordinal.</summary>
    public static Dictionary<int, List<(VolumeClaimTemplate Template, PersistentVolumeClaim Claim)>> ByOrdinal(StatefulSetSnapshot snapshot)
    {
        var found = new Dictionary<int, List<(VolumeClaimTemplate, PersistentVolumeClaim)>>();
        foreach (var claim in snapshot.Claims)
        {
            foreach (var template in snapshot.Set.Spec.VolumeClaimTemplates)
            {
                if (OrdinalName.OfClaimIn(template.Metadata.Name, snapshot.Set.Metadata.Name, claim.Metadata.Name) is { } ordinal)
                {
                    (found.TryGetValue(ordinal, out var list) ? list : found[ordinal] = []).Add((template, claim));
                    break;
                }
            }
        }

        return found;
    }

    /// <summary>A binding for each template: of the claim that is there, or saying that it is missing or unknown (only where <paramref name="withMissing"/>).</summary>
    public static ValueList<ClaimBinding> Of(
        StatefulSetSnapshot snapshot, int ordinal, List<(VolumeClaimTemplate Template, PersistentVolumeClaim Claim)>? claims, bool withMissing, bool leftBehind)
    {
        List<ClaimBinding> bindings = [];
        foreach (var template in snapshot.Set.Spec.VolumeClaimTemplates)
        {
            var claim = claims?.Find(pair => pair.Template == template).Claim;
            if (claim is not null)
            {
                bindings.Add(Existing(snapshot, ordinal, template, claim, leftBehind));
            }
            else if (withMissing)
            {
                bindings.Add(Missing(snapshot, template, ordinal));
            }
        }

        return bindings.ToValueList();
    }

    private static ClaimBinding Existing(StatefulSetSnapshot snapshot, int ordinal, VolumeClaimTemplate template, PersistentVolumeClaim claim, bool leftBehind)
    {
        var pod = OrdinalName.OfPod(snapshot.Set.Metadata.Name, ordinal);
        var volume = claim.Spec.VolumeName.Length > 0 ? snapshot.Volumes(claim.Spec.VolumeName) : null;
        return new(
            claim.Metadata.Name,
            template.Metadata.Name,
            claim.Status.Phase.Length > 0 ? claim.Status.Phase : "Pending",
            claim.Spec.Resources.Requests.Get("storage"),
            claim.Status.Capacity.Get("storage"),
            claim.Spec.StorageClassName,
            claim.Spec.VolumeName.Length > 0 ? claim.Spec.VolumeName : null,
            ReclaimPolicy(snapshot, claim, volume),
            claim.Metadata.IsTerminating,
            leftBehind,
            claim.Metadata.CreationTimestamp,
            string.Join('+', claim.Metadata.OwnerReferences.Select(owner => owner.Kind).Distinct().Order(StringComparer.Ordinal)))
        {
            HasOtherController = claim.Metadata.OwnerReferences.Any(owner => IsOther(owner, snapshot, pod)),
            GoesWithPod = claim.Metadata.OwnerReferences.Any(owner => owner.Kind == "Pod" && owner.Name == pod),
        };
    }

    private static bool IsOther(OwnerReference owner, StatefulSetSnapshot snapshot, string pod) => owner.Kind switch
    {
        "StatefulSet" when owner.Name == snapshot.Set.Metadata.Name => owner.Uid != snapshot.Set.Metadata.Uid,
        "Pod" when owner.Name == pod => snapshot.Pods.Any(there => there.Metadata.Name == pod && there.Metadata.Uid != owner.Uid),
        _ => owner.Controller,
    };

    // a volume's own policy may have been changed since its class gave it one: of a volume that cannot be read nothing is said
    private static string? ReclaimPolicy(StatefulSetSnapshot snapshot, PersistentVolumeClaim claim, PersistentVolume? volume) =>
        claim.Spec.VolumeName.Length > 0 && !snapshot.IsRead(UnreadKinds.PersistentVolumes)
            ? null
            : volume?.Spec.PersistentVolumeReclaimPolicy ?? ClassPolicy(snapshot, claim.Spec.StorageClassName);

    private static ClaimBinding Missing(StatefulSetSnapshot snapshot, VolumeClaimTemplate template, int ordinal) =>
        new(
            OrdinalName.OfClaim(template.Metadata.Name, snapshot.Set.Metadata.Name, ordinal),
            template.Metadata.Name,
            snapshot.IsRead(UnreadKinds.PersistentVolumeClaims) ? ClaimBinding.MissingPhase : ClaimBinding.UnknownPhase,
            template.Spec.Resources.Requests.Get("storage"),
            null,
            template.Spec.StorageClassName,
            null,
            ClassPolicy(snapshot, template.Spec.StorageClassName),
            IsTerminating: false,
            LeftBehind: false,
            null,
            "");

    /// <summary>What a class that is named does with volumes whose claim is deleted; null when it is not known.</summary>
    public static string? ClassPolicy(StatefulSetSnapshot snapshot, string? name) => name is { Length: > 0 } ? snapshot.Classes(name)?.ReclaimPolicy : null;
}
