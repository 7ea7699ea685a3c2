using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Operations;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Tests.Components;

/// <summary>Answers as a test says, and remembers what it was asked.</summary>
internal sealed class FakeActions : IActions
{
    /// <summary>Makes the plan; null: there is no such set.</summary>
    public Func<ActionIntent, ActionPlan?> Planner { get; set; } = intent => PlanOf(intent);

    /// <summary>Answers to previews, in order; without one the server accepts at once.</summary>
    public Queue<TaskCompletionSource<PlanPreview?>> Previews { get; } = [];

    public ActionOutcome DryRun { get; set; } = new(OutcomeKind.Applied, "");

    public ValueList<FieldDifference> Differences { get; set; } = [];

    public TaskCompletionSource<ActionOutcome> Answer { get; set; } = new();

    public List<ActionIntent> Planned { get; } = [];

    public List<ActionIntent> Previewed { get; } = [];

    public List<(ActionPlan Plan, ActionIntent Intent, string? TypedName)> Executed { get; } = [];

    public static ActionPlan PlanOf(
        ActionIntent intent, ValueList<PlanStep>? steps = null, ValueList<Consequence>? consequences = null, ValueList<Hazard>? hazards = null, Statement? refusal = null) => new(
        intent.Kind, intent.Name, "set-uid", 3, steps ?? [new(null, Statement.Of(StatementCode.StepScale, "3", "2"), "start")], consequences ?? [], hazards ?? [], refusal,
        ["kubectl --namespace db get statefulset web"], [new("PATCH", "/apis/apps/v1/namespaces/db/statefulsets/web", "{\"n\":" + intent.GetHashCode() + "}", "application/merge-patch+json")]);

    public Task<ActionPlan?> PlanAsync(Person person, string clusterId, ActionIntent intent, CancellationToken cancellationToken)
    {
        Planned.Add(intent);
        return Task.FromResult(Planner(intent));
    }

    public Task<PlanPreview?> PreviewAsync(Person person, string clusterId, ActionIntent intent, CancellationToken cancellationToken)
    {
        Previewed.Add(intent);
        return Previews.TryDequeue(out var waiting)
            ? waiting.Task
            : Task.FromResult(Planner(intent) is { } plan ? new PlanPreview(plan, DryRun, Differences) : null);
    }

    public Task<ActionOutcome> ExecuteAsync(Person person, string clusterId, ActionPlan confirmed, ActionIntent intent, string? typedName, CancellationToken cancellationToken)
    {
        Executed.Add((confirmed, intent, typedName));
        return Answer.Task;
    }

    public string? Template { get; set; }

    public Task<string?> TemplateYamlAsync(Person person, string clusterId, NamespacedName name, CancellationToken cancellationToken) => Task.FromResult(Template);
}
