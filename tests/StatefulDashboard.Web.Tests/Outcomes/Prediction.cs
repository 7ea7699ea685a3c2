using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;

namespace StatefulDashboard.Web.Tests.Outcomes;

/// <summary>A plan's step as something that can be seen to happen.</summary>
internal sealed record ExpectedHappening(What What, string Name, int Ordinal)
{
    public override string ToString() => $"{What} {Name}";
}

/// <summary>What the sentences of a plan say will be seen, in order.</summary>
internal static class Prediction
{
    /// <exception cref="InvalidOperationException">A step that this proof cannot read: it must be taught.</exception>
    public static List<ExpectedHappening> Of(ActionPlan plan) => [.. plan.Steps.SelectMany(Of)];

    private static IEnumerable<ExpectedHappening> Of(PlanStep step) => step.Text.Code switch
    {
        StatementCode.StepScale or StatementCode.StepTakeBackClaim => [],
        StatementCode.StepCreate or StatementCode.StepCreateParallel => [Seen(step, What.PodCreated)],
        StatementCode.StepCreateClaim => [Seen(step, What.ClaimCreated)],
        StatementCode.StepTakeDown or StatementCode.StepTakeDownParallel => [Seen(step, What.PodStopped)],
        _ => throw new InvalidOperationException($"A plan has the step {step.Text.Code}, and this proof does not know what would be seen of it."),
    };

    private static ExpectedHappening Seen(PlanStep step, What what) => new(what, step.Text.Arguments[0], step.Ordinal ?? -1);
}
