using StatefulDashboard.Domain.Planning;

namespace StatefulDashboard.Web.Operations;

/// <summary>A plan with the server's opinion of it (a dry run); <see cref="DryRun"/> is null where the plan is refused already or nothing would change.</summary>
public sealed record PlanPreview(ActionPlan Plan, ActionOutcome? DryRun);
