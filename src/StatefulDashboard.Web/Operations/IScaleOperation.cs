using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Operations;

/// <summary>Scaling, from intent to outcome.</summary>
public interface IScaleOperation
{
    /// <summary>The plan for what the cluster is now, with the server's dry run; null when there is no such set (or none that the person may see).</summary>
    Task<PlanPreview?> PreviewAsync(Person person, string clusterId, ScaleIntent intent, CancellationToken cancellationToken);

    /// <summary>The plan alone, at once, without asking the server: for typing.</summary>
    ActionPlan? Plan(Person person, string clusterId, ScaleIntent intent);

    /// <summary>Checks the confirmed plan against the newest state and does it.</summary>
    /// <param name="typedName">What the person typed; must be the set's name where the plan has a danger.</param>
    Task<ActionOutcome> ExecuteAsync(Person person, string clusterId, ActionPlan confirmed, ScaleIntent intent, string? typedName, CancellationToken cancellationToken);
}
