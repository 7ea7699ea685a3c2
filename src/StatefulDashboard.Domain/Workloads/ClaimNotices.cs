using System.Globalization;
using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Domain.Workloads;

/// <summary>What is wrong with the claims of a workload, or will be. Silent unless sure.</summary>
internal static class ClaimNotices
{
    public static IEnumerable<Notice> Missing(IEnumerable<WorkloadClaim> claims, int pods) => claims
        .Where(claim => claim.IsMissing && pods > 0)
        .Select(claim => new Notice(Severity.Danger, Statement.Of(StatementCode.WorkloadClaimMissing, claim.Name)));

    public static IEnumerable<Notice> Lost(IEnumerable<WorkloadClaim> claims) => claims
        .Where(claim => claim.Phase == "Lost")
        .Select(claim => new Notice(Severity.Danger, Statement.Of(StatementCode.WorkloadClaimLost, claim.Name)));

    /// <summary>Several pods, and a volume that only one node, or one pod, can have (the attach controller then says "Multi-Attach error").</summary>
    public static IEnumerable<Notice> Shared(IEnumerable<WorkloadClaim> claims, int pods) => pods < 2 ? [] : claims
        .Where(claim => claim.IsOfOneNode)
        .Select(claim => claim.IsOfOnePod
            ? new Notice(Severity.Danger, Statement.Of(StatementCode.SharedClaimOfOnePod, claim.Name, pods.ToString(CultureInfo.InvariantCulture)))
            : new Notice(Severity.Caution, Statement.Of(StatementCode.SharedClaimOfOneNode, claim.Name, pods.ToString(CultureInfo.InvariantCulture))));

    /// <summary>One pod, of which a rollout starts the next before the last one has ended: both want the claim.</summary>
    public static IEnumerable<Notice> Overlapping(IEnumerable<WorkloadClaim> claims) => claims
        .Where(claim => claim.IsOfOneNode)
        .Select(claim => new Notice(Severity.Caution, Statement.Of(claim.IsOfOnePod ? StatementCode.RolloutStuckOnClaim : StatementCode.RolloutOverlapsClaim, claim.Name)));
}
