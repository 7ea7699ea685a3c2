using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Operations;

/// <summary>A plan with the server's opinion of it (a dry run); <see cref="DryRun"/> is null where the plan is refused already or nothing would change.</summary>
/// <param name="Differences">What the dry run says would be other in the object; empty where it was not tried.</param>
public sealed record PlanPreview(ActionPlan Plan, ActionOutcome? DryRun, ValueList<FieldDifference> Differences);

/// <summary>One field that would be other. From the cluster, so untrusted.</summary>
/// <param name="Path">"spec.template.spec.containers[nginx].image".</param>
/// <param name="Before">Null where it is not there yet.</param>
/// <param name="After">Null where it goes.</param>
public sealed record FieldDifference(string Path, string? Before, string? After);
