using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Operations;

/// <summary>Every action goes the same way: intent, plan, preview with the server's dry run, confirmation, execution, outcome.</summary>
public interface IActions
{
    /// <summary>The plan alone, at once, without asking the server: for typing. Null when there is no such set, or none that the person may see.</summary>
    Task<ActionPlan?> PlanAsync(Person person, string clusterId, ActionIntent intent, CancellationToken cancellationToken);

    /// <summary>The plan for what the cluster is now, with the server's dry run and what it would change; null as above.</summary>
    Task<PlanPreview?> PreviewAsync(Person person, string clusterId, ActionIntent intent, CancellationToken cancellationToken);

    /// <summary>Checks the confirmed plan against the newest state and does it, or begins an operation that does it step by step.</summary>
    /// <param name="typedName">What the person typed; must be the set's name where the plan has a danger.</param>
    Task<ActionOutcome> ExecuteAsync(Person person, string clusterId, ActionPlan confirmed, ActionIntent intent, string? typedName, CancellationToken cancellationToken);

    /// <summary>The set's pod template as it is now, as YAML, for somebody who wants to change it by hand; null when it cannot be read.</summary>
    Task<string?> TemplateYamlAsync(Person person, string clusterId, NamespacedName name, CancellationToken cancellationToken);
}
