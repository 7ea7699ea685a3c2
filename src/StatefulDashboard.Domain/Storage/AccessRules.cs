using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Storage;

/// <summary>What access modes mean for pods that share a claim. ReadWriteOnce speaks of nodes, not of pods.</summary>
internal static class AccessRules
{
    public static Statement OfShared(IReadOnlyCollection<string> modes) => Statement.Of(
        modes.Contains("ReadWriteMany") ? StatementCode.ClaimSharedMany
        : modes.Contains("ReadWriteOnce") ? StatementCode.ClaimSharedOneNode
        : modes.Contains("ReadWriteOncePod") ? StatementCode.ClaimSharedOnePod
        : modes.Contains("ReadOnlyMany") ? StatementCode.ClaimSharedReadOnly
        : StatementCode.ClaimSharedUnknown);
}
