using Bunit;
using Microsoft.Extensions.DependencyInjection;
using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Components.Operations;
using StatefulDashboard.Web.Operations;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Tests.Components;

public sealed class OperationPanelTests : ComponentTest
{
    private readonly FakeOperations operations = new();
    private readonly FakeActions actions = new();

    public OperationPanelTests()
    {
        Services.AddScoped<IOperations>(_ => operations);
        Services.AddScoped<IActions>(_ => actions);
        SetRendererInfo(new("Server", isInteractive: true));
    }

    [Theory]
    [InlineData(OperationState.Running, "pause abort")]
    [InlineData(OperationState.WaitingForApproval, "approve pause abort")]
    [InlineData(OperationState.Held, "retry pause abort")]
    [InlineData(OperationState.Paused, "resume abort")]
    [InlineData(OperationState.Aborting, "pause")]
    [InlineData(OperationState.Done, "")]
    [InlineData(OperationState.Aborted, "")]
    [InlineData(OperationState.Failed, "")]
    public void Commands_InEachState_AreThoseThatCanBeGiven(OperationState state, string commands)
    {
        var panel = Open(SampleOperations.Rollout(state));

        panel.Find("[data-testid=operation]").GetAttribute("data-state").ShouldBe(char.ToLowerInvariant(state.ToString()[0]) + state.ToString()[1..]);
        panel.FindAll(".commands button").Select(button => button.GetAttribute("data-testid")!["command-".Length..]).ShouldBe(commands.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData(OperationState.Held, "retry pause")]
    [InlineData(OperationState.Paused, "resume")]
    public void Commands_WhileItGoesBack_OfferNoSecondAbort(OperationState state, string commands)
    {
        var operation = SampleOperations.Rollout(state);

        var panel = Open(operation with { Rollout = operation.Rollout! with { IsAborting = true } });

        panel.FindAll(".commands button").Select(button => button.GetAttribute("data-testid")!["command-".Length..]).ShouldBe(commands.Split(' '));
    }

    [Fact]
    public void Panel_OfARunningOne_TellsStepReasonAndWho()
    {
        var panel = Open(SampleOperations.Rollout() with { ActsFor = "bob", Reason = Statement.Of(StatementCode.WaitAvailable, "web-1") });

        var section = panel.Find("[data-testid=operation]");
        section.GetAttribute("data-step").ShouldBe("release:1");
        panel.FindAll("[data-testid=operation-step]").Select(step => step.GetAttribute("data-state")).ShouldBe(["done", "done", "now", "next"]);
        panel.Find("[data-testid=operation-progress]").TextContent.ShouldBe("2 of 4 steps done");
        panel.Find("[data-testid=operation-reason]").TextContent.ShouldContain("web-1");
        section.TextContent.ShouldContain("Started by ann");
        section.TextContent.ShouldContain("in the name of bob");
        panel.Find(".clock").GetAttribute("data-since").ShouldBe("2026-01-02T12:00:00.0000000Z");
    }

    [Fact]
    public async Task Pause_IsClickedTwice_IsToldOnce()
    {
        var panel = Open(SampleOperations.Rollout());

        var button = panel.Find("[data-testid=command-pause]");
        var first = button.ClickAsync(new());
        var second = button.ClickAsync(new());
        operations.Answer.SetResult(new(OutcomeKind.Applied, ""));
        await Task.WhenAll(first, second);

        operations.Told.ShouldBe([(new NamespacedName("db", "op1"), OperationCommand.Pause)]);
    }

    [Fact]
    public async Task Command_IsRefused_SaysWhy()
    {
        operations.Answer.SetResult(new(OutcomeKind.Refused, "<b>may not</b>"));
        var panel = Open(SampleOperations.Rollout());

        await panel.Find("[data-testid=command-pause]").ClickAsync(new());

        panel.Find("[data-testid=command-outcome]").TextContent.ShouldBe("<b>may not</b>");
    }

    [Fact]
    public async Task Abort_IsAskedForOnceMore()
    {
        operations.Answer.SetResult(new(OutcomeKind.Applied, ""));
        var panel = Open(SampleOperations.Rollout(OperationState.Held));

        await panel.Find("[data-testid=command-abort]").ClickAsync(new());
        operations.Told.ShouldBeEmpty();
        panel.Find("[data-testid=abort-question]").TextContent.ShouldContain("web-old");
        await panel.Find("[data-testid=command-abort-sure]").ClickAsync(new());

        operations.Told.Single().Command.ShouldBe(OperationCommand.Abort);
        panel.FindAll("[data-testid=abort-question]").ShouldBeEmpty();
    }

    [Fact]
    public async Task Abort_StateChangesWhileItIsAsked_IsAskedNoMore()
    {
        var panel = Open(SampleOperations.Rollout(OperationState.Held));
        await panel.Find("[data-testid=command-abort]").ClickAsync(new());

        panel.Render(parameters => parameters.Add(item => item.Operation, SampleOperations.Rollout(OperationState.Paused)));

        panel.FindAll("[data-testid=abort-question]").ShouldBeEmpty();
    }

    [Fact]
    public void Commands_NothingMayBeDone_AreDisabledAndSayWhy()
    {
        var panel = Render<OperationPanel>(parameters => parameters.Add(item => item.Cluster, "demo").Add(item => item.Operation, SampleOperations.Rollout()).Add(item => item.WhyNot, "read-only"));

        panel.FindAll(".commands button").ShouldAllBe(button => button.HasAttribute("disabled") && button.GetAttribute("title") == "read-only");
    }

    [Fact]
    public async Task Trap_WhileItGoesBack_OffersTheOnePodWithItsUid()
    {
        var set = Samples.Set(3) with { Phase = StatefulSetPhase.Blocked, Explanation = new(Statement.Of(StatementCode.BlockedByPod, "web-1", "b", "a"), [], "web-1") };
        var panel = Open(SampleOperations.Rollout(OperationState.Aborting), set);
        panel.Find("[data-testid=trap]").GetAttribute("data-pod").ShouldBe("web-1");

        await panel.Find("[data-testid=action-delete-pod]").ClickAsync(new());

        panel.Find("[data-testid=plan]").GetAttribute("data-action").ShouldBe("podDeletion");
        actions.Planned.Single().ShouldBe(new PodDeletionIntent(set.Name, "web-1", "uid-1"));
    }

    [Fact]
    public void Trap_NoneIsThere_IsNotOffered() =>
        Open(SampleOperations.Rollout(OperationState.Aborting), Samples.Set()).FindAll("[data-testid=trap]").ShouldBeEmpty();

    [Fact]
    public async Task Deletion_IsDoneAndTheSetIsGone_OffersReceiptAndRestoration()
    {
        var panel = Open(SampleOperations.Deletion(OperationState.Done));
        panel.Find("[data-testid=receipt]").GetAttribute("href").ShouldBe("/api/clusters/demo/namespaces/db/operations/op2/receipt");

        await panel.Find("[data-testid=action-restore]").ClickAsync(new());

        actions.Planned.Single().ShouldBe(new RestorationIntent(new("db", "web"), "op2"));
    }

    [Theory]
    [InlineData(OperationState.Running, false)]
    [InlineData(OperationState.Done, true)]
    public void Deletion_SetIsStillThereOrBack_OffersNoRestoration(OperationState state, bool isThere)
    {
        var panel = Open(SampleOperations.Deletion(state), isThere ? Samples.Set() : null);

        panel.FindAll("[data-testid=action-restore]").ShouldBeEmpty();
        panel.FindAll("[data-testid=receipt]").Count.ShouldBe(1);
    }

    [Fact]
    public void Texts_FromTheCluster_AreTextAndNothingElse()
    {
        const string hostile = "<img src=x>\u202Ex";
        var operation = SampleOperations.Rollout() with { StartedBy = hostile, ActsFor = hostile + "2", Reason = Statement.Of(StatementCode.WaitAvailable, hostile), Steps = [new(0, Statement.Of(StatementCode.StepReplace, hostile), "release:1")] };

        var panel = Open(operation);

        panel.FindAll("img").ShouldBeEmpty();
        panel.Find("[data-testid=operation-step]").TextContent.ShouldContain("<img src=x>\\u202ex");
        panel.Find("[data-testid=operation]").TextContent.ShouldContain("Started by <img src=x>\\u202ex");
    }

    private IRenderedComponent<OperationPanel> Open(Operation operation, StatefulSetOverview? set = null) =>
        Render<OperationPanel>(parameters => parameters.Add(panel => panel.Cluster, "demo").Add(panel => panel.Operation, operation).Add(panel => panel.Set, set));

    private sealed class FakeOperations : IOperations
    {
        public TaskCompletionSource<ActionOutcome> Answer { get; } = new();

        public List<(NamespacedName Operation, OperationCommand Command)> Told { get; } = [];

        public Task<ActionOutcome> CommandAsync(Person person, string clusterId, NamespacedName operation, OperationCommand command, CancellationToken cancellationToken)
        {
            Told.Add((operation, command));
            return Answer.Task;
        }

        public Task<string?> ReceiptAsync(Person person, string clusterId, NamespacedName operation, CancellationToken cancellationToken) => Task.FromResult<string?>(null);
    }
}
