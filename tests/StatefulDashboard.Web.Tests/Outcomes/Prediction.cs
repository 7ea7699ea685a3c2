using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;

namespace StatefulDashboard.Web.Tests.Outcomes;

/// <summary>A plan's step as something that can be seen to happen.</summary>
/// <param name="Key">The step of the operation in which it happens; empty where one request does everything.</param>
internal sealed record ExpectedHappening(What What, string Name, string Key)
{
    public override string ToString() => $"{What} {Name}";
}

/// <summary>What the sentences of a plan say will be seen, in order.</summary>
internal static class Prediction
{
    /// <exception cref="InvalidOperationException">A step that this proof cannot read: it must be taught.</exception>
    /// <param name="target">The revision that the set has in the end.</param>
    public static List<ExpectedHappening> Of(ActionPlan plan, StatefulSetOverview before, string? target) =>
        [.. plan.Steps.Where(step => !IsSpared(step, before, target)).SelectMany(step => Of(step, before))];

    /// <summary>A pod that runs the template already, of which the plan says that it may.</summary>
    public static bool IsSpared(PlanStep step, StatefulSetOverview before, string? target) =>
        step.Text.Code == StatementCode.StepReplaceUnless && before.Slot(step.Ordinal!.Value)?.Revision == target;

    private static IEnumerable<ExpectedHappening> Of(PlanStep step, StatefulSetOverview before) => step.Text.Code switch
    {
        StatementCode.StepScale or StatementCode.StepTakeBackClaim or StatementCode.StepRolloutStart or StatementCode.StepRolloutTakeOver or StatementCode.StepApproval
            or StatementCode.StepRelease or StatementCode.StepGate or StatementCode.StepGateSoak or StatementCode.StepRolloutFinish
            or StatementCode.StepRetain or StatementCode.StepUnbind or StatementCode.StepDelete or StatementCode.StepDeleteOrphan or StatementCode.StepDeletionFinish
            or StatementCode.StepStopMissing or StatementCode.StepPodStaysAway or StatementCode.StepRestoreSet or StatementCode.StepAdopt => [],
        StatementCode.StepCreate or StatementCode.StepCreateParallel or StatementCode.StepMissing or StatementCode.StepPodComesBack => [Seen(step, What.PodCreated)],
        StatementCode.StepCreateClaim => [Seen(step, What.ClaimCreated)],
        StatementCode.StepTakeDown or StatementCode.StepTakeDownParallel or StatementCode.StepCondemnedFirst
            or StatementCode.StepStop or StatementCode.StepPodStops => [Seen(step, What.PodStopped)],
        StatementCode.StepDeleteClaim => [Seen(step, What.ClaimStopped)],
        StatementCode.StepUnderWay when before.Slot(step.Ordinal!.Value) is not { HasPod: true } => [Seen(step, What.PodCreated)],
        StatementCode.StepReplace or StatementCode.StepReplaceUnless or StatementCode.StepUnderWay => [Seen(step, What.PodStopped), Seen(step, What.PodCreated)],
        _ => throw new InvalidOperationException($"A plan has the step {step.Text.Code}, and this proof does not know what would be seen of it."),
    };

    private static ExpectedHappening Seen(PlanStep step, What what) => new(what, step.Text.Arguments[0], step.Key);
}
