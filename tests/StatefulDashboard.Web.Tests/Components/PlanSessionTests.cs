using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Web.Components.Actions;
using StatefulDashboard.Web.Operations;

namespace StatefulDashboard.Web.Tests.Components;

/// <summary>One way from the wish to the outcome, for every dialog.</summary>
public sealed class PlanSessionTests : IDisposable
{
    private readonly FakeActions actions = new();
    private readonly PlanSession session;
    private int shown;

    public PlanSessionTests() => session = new(actions, new("admin", "admin"), "demo", () =>
    {
        shown++;
        return Task.CompletedTask;
    });

    public void Dispose() => session.Dispose();

    [Fact]
    public async Task Wish_ServerHasNotAnswered_ShowsThePlanButLetsNobodyConfirm()
    {
        var answer = Ask();

        var wish = session.WishAsync(Scale(2));

        session.Plan.ShouldNotBeNull();
        session.IsChecking.ShouldBeTrue();
        session.MayConfirm.ShouldBeFalse();
        shown.ShouldBe(1);

        answer.SetResult(new(session.Plan, new(OutcomeKind.Applied, "fine"), []));
        await wish;
        session.DryRun!.Message.ShouldBe("fine");
        session.MayConfirm.ShouldBeTrue();
    }

    [Fact]
    public async Task Wish_AnswerToAnOlderOneComesLate_IsDropped()
    {
        var first = Ask();
        var second = Ask();
        var old = session.WishAsync(Scale(2));
        var oldPlan = session.Plan!;
        var wish = session.WishAsync(Scale(1));
        actions.Previewed.ShouldBe([Scale(2)], "one question at a time");

        first.SetResult(new(oldPlan, new(OutcomeKind.Refused, "old"), []));

        session.DryRun.ShouldBeNull();
        session.Plan.ShouldBe(FakeActions.PlanOf(Scale(1)));
        actions.Previewed.ShouldBe([Scale(2), Scale(1)]);
        second.SetResult(new(session.Plan!, new(OutcomeKind.Applied, "new"), []));
        await Task.WhenAll(old, wish);
        session.DryRun!.Message.ShouldBe("new");
    }

    [Theory]
    [InlineData(OutcomeKind.Refused, false)]
    [InlineData(OutcomeKind.NotChecked, true)]
    [InlineData(OutcomeKind.Applied, true)]
    public async Task Confirm_AfterTheDryRun_OnlyARefusalForbidsIt(OutcomeKind kind, bool may)
    {
        actions.DryRun = new(kind, "why");

        await session.WishAsync(Scale(2));

        session.MayConfirm.ShouldBe(may);
        session.DryRun!.Message.ShouldBe("why");
    }

    [Fact]
    public async Task Confirm_PlanIsRefused_AsksNoServerAndDoesNothing()
    {
        actions.Planner = intent => FakeActions.PlanOf(intent, refusal: Statement.Of(StatementCode.RefusedNothingToDo, "3"));
        await session.WishAsync(Scale(3));

        await session.ConfirmAsync();

        actions.Previewed.ShouldBeEmpty();
        actions.Executed.ShouldBeEmpty();
    }

    [Fact]
    public async Task Confirm_Twice_IsDoneOnce()
    {
        await session.WishAsync(Scale(2));

        var first = session.ConfirmAsync();
        var second = session.ConfirmAsync();
        session.IsSending.ShouldBeTrue();
        actions.Answer.SetResult(new(OutcomeKind.Applied, "done"));
        await Task.WhenAll(first, second);
        await session.ConfirmAsync();

        actions.Executed.Count.ShouldBe(1);
        session.IsDone.ShouldBeTrue();
    }

    [Fact]
    public async Task Confirm_Conflict_PlansAnewAndKeepsTheReason()
    {
        await session.WishAsync(Scale(2));
        actions.Answer.SetResult(new(OutcomeKind.Conflict, "changed"));

        await session.ConfirmAsync();

        actions.Planned.Count.ShouldBe(2);
        session.Outcome!.Message.ShouldBe("changed");
        session.MayConfirm.ShouldBeTrue("the new plan can be confirmed");
    }

    [Fact]
    public async Task Follow_PlanStaysTheSame_AsksTheServerNothing()
    {
        await session.WishAsync(Scale(2));

        await session.FollowAsync(Scale(2));

        actions.Previewed.Count.ShouldBe(1);
        session.MayConfirm.ShouldBeTrue();
    }

    [Fact]
    public async Task Follow_OtherDangers_ForgetsTheTypedName()
    {
        actions.Planner = intent => FakeActions.PlanOf(intent, hazards: [new(Severity.Danger, Statement.Of(StatementCode.HazardClaimsUnreadDeleted))]);
        await session.WishAsync(Scale(2));
        session.MayConfirm.ShouldBeFalse();
        session.Typed = "web";
        session.MayConfirm.ShouldBeTrue();

        actions.Planner = intent => FakeActions.PlanOf(intent, hazards: [new(Severity.Danger, Statement.Of(StatementCode.HazardClaimsDeleted, "3", "3 GiB", "Delete"))]);
        await session.FollowAsync(Scale(2));

        session.Typed.ShouldBe("");
        session.MayConfirm.ShouldBeFalse();
    }

    [Fact]
    public async Task Follow_SetIsGone_SaysSo()
    {
        await session.WishAsync(Scale(2));
        actions.Planner = _ => null;

        await session.FollowAsync(Scale(2));

        session.IsGone.ShouldBeTrue();
        session.MayConfirm.ShouldBeFalse();
    }

    [Fact]
    public async Task Wish_NotUsable_CannotBeConfirmed()
    {
        await session.WishAsync(Scale(2));

        await session.WishAsync(null);

        session.Plan.ShouldBeNull();
        session.IsGone.ShouldBeFalse();
        session.MayConfirm.ShouldBeFalse();
    }

    [Fact]
    public async Task Dispose_WhileTheServerIsAsked_EndsQuietly()
    {
        var answer = Ask();
        var wish = session.WishAsync(Scale(2));

        session.Dispose();
        answer.SetCanceled(TestContext.Current.CancellationToken);

        await wish;
        session.IsChecking.ShouldBeFalse();
    }

    [Fact]
    public async Task Wish_ClusterDoesNotAnswer_SaysSoAndGoesOnWithTheNext()
    {
        actions.Planner = _ => throw new KubernetesUnreachableException("connection refused", mayHaveArrived: false, null);
        await session.WishAsync(Scale(2));
        session.Problem.ShouldBe("connection refused");
        session.IsGone.ShouldBeFalse();
        session.MayConfirm.ShouldBeFalse();

        actions.Planner = intent => FakeActions.PlanOf(intent);
        await session.WishAsync(Scale(2));

        session.Problem.ShouldBeNull();
        session.MayConfirm.ShouldBeTrue();
    }

    private static ScaleIntent Scale(int replicas) => new(new("db", "web"), replicas);

    private TaskCompletionSource<PlanPreview?> Ask()
    {
        var answer = new TaskCompletionSource<PlanPreview?>();
        actions.Previews.Enqueue(answer);
        return answer;
    }
}
