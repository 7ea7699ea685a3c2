using System.Globalization;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Workloads;

/// <summary>Whether a Deployment holds state, and which.</summary>
internal static class DeploymentRules
{
    public static StatefulWorkload? Of(Deployment deployment, WorkloadSources sources)
    {
        var (spec, claims) = (deployment.Spec, sources.ClaimsOf(deployment.Spec.Template));
        var services = claims.Count == 0 && spec.Replicas > 1 ? sources.AffinitiesOf(spec.Template) : [];
        WorkloadShape? shape = claims.Count > 0 ? spec.Replicas > 1 ? WorkloadShape.SharedClaim : WorkloadShape.SingleWithClaim
            : services.Count > 0 ? WorkloadShape.SessionsInMemory
            : null;
        return shape is not { } found ? null : new(
            WorkloadKind.Deployment,
            deployment.Metadata.Key,
            deployment.Metadata.Uid,
            deployment.Metadata.CreationTimestamp,
            found,
            PhaseOf(deployment),
            Reason(found, spec.Replicas, claims, services),
            [
                .. ClaimNotices.Missing(claims, spec.Replicas),
                .. ClaimNotices.Lost(claims),
                .. ClaimNotices.Shared(claims, spec.Replicas),
                .. found == WorkloadShape.SingleWithClaim && Overlaps(spec) ? ClaimNotices.Overlapping(claims) : [],
            ],
            deployment.Status.ReadyReplicas,
            spec.Replicas,
            claims,
            [],
            services,
            WorkloadSources.ImagesOf(spec.Template));
    }

    private static Statement Reason(WorkloadShape shape, int replicas, ValueList<WorkloadClaim> claims, ValueList<string> services) => shape switch
    {
        WorkloadShape.SingleWithClaim => Statement.Of(StatementCode.ShapeSingleWithClaim, Names(claims)),
        WorkloadShape.SharedClaim => Statement.Of(StatementCode.ShapeSharedClaim, replicas.ToString(CultureInfo.InvariantCulture), Names(claims)),
        _ => Statement.Of(StatementCode.ShapeSessionsInMemory, replicas.ToString(CultureInfo.InvariantCulture), string.Join(", ", services)),
    };

    private static string Names(ValueList<WorkloadClaim> claims) => string.Join(", ", claims.Select(claim => claim.Name));

    private static StatefulSetPhase PhaseOf(Deployment deployment)
    {
        var (spec, status) = (deployment.Spec, deployment.Status);
        var isObserved = status.ObservedGeneration >= deployment.Metadata.Generation;
        return deployment.Metadata.IsTerminating ? StatefulSetPhase.Deleting
            : isObserved && HasGivenUp(status) ? StatefulSetPhase.Stalled
            : !isObserved || status.UpdatedReplicas < spec.Replicas ? StatefulSetPhase.RollingOut
            : status.ReadyReplicas < spec.Replicas ? StatefulSetPhase.Degraded
            : StatefulSetPhase.Steady;
    }

    // the controller's own word, after progressDeadlineSeconds (deployment/progress.go)
    private static bool HasGivenUp(DeploymentStatus status) =>
        status.Conditions.Any(condition => condition is { Type: "Progressing", Status: "False", Reason: "ProgressDeadlineExceeded" });

    // a surge of 25 %, the default, is rounded up to one pod
    private static bool Overlaps(DeploymentSpec spec) =>
        !string.Equals(spec.Strategy.Type, "Recreate", StringComparison.Ordinal) && spec.Strategy.RollingUpdate?.MaxSurge is not ("0" or "0%");
}
