using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Storage;

/// <summary>Who uses a claim.</summary>
internal static class ClaimUsers
{
    public static bool HasEnded(PodMounts pod) => pod.Status.Phase is "Succeeded" or "Failed";

    /// <summary>Pods first, then the templates that name it.</summary>
    public static ValueList<ClaimUser> Of(NamespacedName claim, StorageIndex index) =>
        index.PodsOf(claim).OrderBy(pod => pod.Metadata.Name, StringComparer.Ordinal)
            .Select(pod => new ClaimUser("Pod", pod.Metadata.Name, pod.Spec.NodeName, HasEnded(pod)))
            .Concat(index.TemplatesOf(claim).Distinct().OrderBy(user => user.Kind, StringComparer.Ordinal).ThenBy(user => user.Name, StringComparer.Ordinal)).ToValueList();

    /// <summary>Unknown rather than unseen: a claim that is called unused may be deleted by who reads it.</summary>
    public static ClaimUse UseOf(NamespacedName claim, ValueList<ClaimUser> users, ValueList<ClaimMeaning> meanings, StorageIndex index) =>
        users.Any(user => user is { Kind: "Pod", HasEnded: false }) ? ClaimUse.Used
        : meanings.Any(meaning => meaning.InRange) ? ClaimUse.WaitsForPod
        : users.Any(user => user.Kind != "Pod") ? ClaimUse.Template
        : !index.Snapshot.IsRead(UnreadStorage.Users) ? ClaimUse.Unknown
        : meanings.Count > 0 ? ClaimUse.LeftBehind
        : !index.Snapshot.IsRead(UnreadStorage.Sets) ? ClaimUse.Unknown
        : ClaimUse.NotSeen;
}
