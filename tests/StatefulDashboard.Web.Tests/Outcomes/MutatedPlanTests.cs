using StatefulDashboard.Domain.Identity;
using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Tests.Outcomes;

/// <summary>The proof can fail: plans that are wrong in one way are found wrong.</summary>
public sealed class MutatedPlanTests
{
    private const int Seeds = 200;

    private static readonly Dictionary<string, Func<ActionPlan, ActionPlan>> Mutations = new(StringComparer.Ordinal)
    {
        ["another order"] = plan => plan with { Steps = Turned(plan.Steps) },
        ["a step is left out"] = plan => plan with { Steps = plan.Steps.Where((step, index) => index != LastOfPod(plan)).ToValueList() },
        ["a step too many"] = plan => plan with { Steps = plan.Steps.Concat(plan.Steps.Where((step, index) => index == LastOfPod(plan))).ToValueList() },
        ["off by one"] = plan => plan with { Steps = plan.Steps.Select(Shifted).ToValueList(), Consequences = plan.Consequences.Select(Shifted).ToValueList() },
        ["claims that go are said to stay"] = plan => Fate(plan, ConsequenceKind.Deleted, ConsequenceKind.Kept),
        ["claims that stay are said to go"] = plan => Fate(plan, ConsequenceKind.Kept, ConsequenceKind.Deleted),
        ["claims that come back are said to be new"] = plan => Fate(plan, ConsequenceKind.TakenBack, ConsequenceKind.Created),
        ["new claims are said to come back"] = plan => Fate(plan, ConsequenceKind.Created, ConsequenceKind.TakenBack),
        ["fates are left out"] = plan => plan with { Consequences = plan.Consequences.Where(one => one.Object == "Pod" || one.Kind == ConsequenceKind.Kept).ToValueList() },
        ["a pod's fate is left out"] = plan => plan with { Consequences = plan.Consequences.Where(one => one.Object != "Pod").ToValueList() },
        ["waits are left out"] = plan => plan with { Hazards = plan.Hazards.Where(hazard => hazard.Severity != Severity.Caution).ToValueList() },
        ["a wait is made up"] = plan => plan with { Hazards = plan.Hazards.Append(new(Severity.Caution, Statement.Of(StatementCode.HazardWaitsFor, "web-99"))).ToValueList() },
        ["another step of the operation"] = plan => plan with { Steps = plan.Steps.Select(step => step with { Key = step.Key == StepKey.Release(0) ? StepKey.Release(1) : step.Key }).ToValueList() },
        ["pods replaced are said to stay"] = plan => plan with { Consequences = plan.Consequences.Select(one => one.Kind == ConsequenceKind.Replaced ? one with { Kind = ConsequenceKind.Kept } : one).ToValueList() },
    };

    [Theory]
    [InlineData("another order")]
    [InlineData("a step is left out")]
    [InlineData("a step too many")]
    [InlineData("off by one")]
    [InlineData("claims that go are said to stay")]
    [InlineData("claims that stay are said to go")]
    [InlineData("claims that come back are said to be new")]
    [InlineData("new claims are said to come back")]
    [InlineData("fates are left out")]
    [InlineData("a pod's fate is left out")]
    [InlineData("waits are left out")]
    [InlineData("a wait is made up")]
    public Task ScalePlan_Mutated_IsFoundWrong(string mutation) => FindAsync(ScaleOutcomeTests.Intend, new OneRequest(), mutation);

    [Theory]
    [InlineData("another order")]
    [InlineData("a step is left out")]
    [InlineData("off by one")]
    [InlineData("claims that stay are said to go")]
    [InlineData("another step of the operation")]
    [InlineData("pods replaced are said to stay")]
    public Task RolloutPlan_Mutated_IsFoundWrong(string mutation) => FindAsync(RolloutOutcomeTests.Intend, new Driven(), mutation);

    [Theory]
    [InlineData("another order")]
    [InlineData("a step is left out")]
    [InlineData("claims that go are said to stay")]
    [InlineData("claims that stay are said to go")]
    [InlineData("a pod's fate is left out")]
    public Task DeletionPlan_Mutated_IsFoundWrong(string mutation) => FindAsync(DeletionOutcomeTests.Intend, new Driven(), mutation);

    private static async Task FindAsync(Func<OutcomeCluster, StatefulSetOverview, RandomWorld, (ActionIntent Intent, ActionPlan Plan)?> intend, ICarryOut hand, string mutation)
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            if ((await Case.RunAsync(seed, intend, hand, Mutations[mutation])).Proof is { Wrong.Count: > 0 })
            {
                return;
            }
        }

        Assert.Fail($"None of {Seeds} plans with the mistake “{mutation}” was found wrong.");
    }

    private static ValueList<PlanStep> Turned(ValueList<PlanStep> steps)
    {
        var pods = new Stack<PlanStep>(steps.Where(step => step.Ordinal is not null));
        return steps.Select(step => step.Ordinal is null ? step : pods.Pop()).ToValueList();
    }

    private static int LastOfPod(ActionPlan plan) => plan.Steps.Select((step, index) => step.Ordinal is null ? -1 : index).Max();

    private static PlanStep Shifted(PlanStep step) => step.Ordinal is null ? step : step with { Text = Shifted(step.Text) };

    private static Consequence Shifted(Consequence one) => one with { Name = Next(one.Name) };

    private static Statement Shifted(Statement text) => text with { Arguments = text.Arguments.Select((argument, index) => index == 0 ? Next(argument) : argument).ToValueList() };

    private static string Next(string name) => OrdinalName.Split(name) is var (set, ordinal) ? $"{set}-{ordinal + 1}" : name;

    private static ActionPlan Fate(ActionPlan plan, ConsequenceKind from, ConsequenceKind to) =>
        plan with { Consequences = plan.Consequences.Select(one => one.Object != "Pod" && one.Kind == from ? one with { Kind = to } : one).ToValueList() };
}
