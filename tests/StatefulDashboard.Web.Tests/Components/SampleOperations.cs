using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Tests.Components;

/// <summary>Operations made by hand for components.</summary>
internal static class SampleOperations
{
    private static readonly NamespacedName Name = new("db", "web");

    /// <summary>Of web, at the release of partition 1.</summary>
    public static Operation Rollout(OperationState state = OperationState.Running) => new(
        "op1", ActionKind.Rollout, Name, "set-uid", 3, new RolloutIntent(Name, TemplateChange.OfImage("nginx", "nginx:2"), [2, 1], TimeSpan.FromSeconds(30), NeedsApproval: false),
        [
            new(null, Statement.Of(StatementCode.StepRolloutStart, "3"), "start"), new(2, Statement.Of(StatementCode.StepReplace, "web-2"), "release:2"),
            new(1, Statement.Of(StatementCode.StepReplace, "web-1"), "release:1"), new(null, Statement.Of(StatementCode.StepRolloutFinish), "finish"),
        ],
        "release:1", Samples.Now, state, null, "ann", "ann", Samples.Now, EndOf(state), [new(Samples.Now, "ann", Statement.Of(StatementCode.OperationStarted, "web"))])
    {
        Rollout = new("web-old", "web-new", 3, []),
    };

    public static Operation Deletion(OperationState state = OperationState.Running) => new(
        "op2", ActionKind.Deletion, Name, "set-uid", 3, DeletionIntent.KeepAll(Name),
        [new(2, Statement.Of(StatementCode.StepTakeDown, "web-2"), "stop:2"), new(null, Statement.Of(StatementCode.Deleting, "0"), "delete")],
        "stop:2", Samples.Now, state, null, "ann", "ann", Samples.Now, EndOf(state), [])
    {
        Deletion = new([new("www-web-2", "claim-uid", 2)], 3),
    };

    private static DateTimeOffset? EndOf(OperationState state) => state is OperationState.Done or OperationState.Aborted or OperationState.Failed ? Samples.Now.AddMinutes(5) : null;
}
