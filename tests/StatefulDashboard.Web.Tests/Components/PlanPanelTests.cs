using Bunit;
using Microsoft.Extensions.DependencyInjection;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Web.Components.Actions;
using StatefulDashboard.Web.Operations;

namespace StatefulDashboard.Web.Tests.Components;

public sealed class PlanPanelTests : ComponentTest
{
    private const string Hostile = "<img src=x onerror=alert(1)>\u202Egnp";
    private readonly FakeActions actions = new();

    public PlanPanelTests() => Services.AddScoped<IActions>(_ => actions);

    [Fact]
    public async Task Plan_WithEverything_ShowsEachPartInItsOrder()
    {
        actions.Planner = intent => FakeActions.PlanOf(
            intent,
            [new(null, Statement.Of(StatementCode.StepScale, "3", "1"), "start"), new(2, Statement.Of(StatementCode.StepTakeDown, "web-2"), "stop:2")],
            [
                new(ConsequenceKind.Kept, 1, "PersistentVolumeClaim", "www-web-1", Statement.Of(StatementCode.ClaimKept, "www-web-1", "1 GiB")),
                new(ConsequenceKind.Deleted, 2, "PersistentVolumeClaim", "www-web-2", Statement.Of(StatementCode.ClaimDeleted, "www-web-2", "1 GiB", "Delete")),
                new(ConsequenceKind.Deleted, 2, "Pod", "web-2", Statement.Of(StatementCode.StepTakeDown, "web-2")),
            ],
            [
                new(Severity.Note, Statement.Of(StatementCode.HazardRolloutUnderWay, "web-new")),
                new(Severity.Danger, Statement.Of(StatementCode.HazardToZero), Statement.Of(StatementCode.DeleteToGoOn, "web-2")),
                new(Severity.Caution, Statement.Of(StatementCode.HazardWaitsFor, "web-0")),
            ]);
        actions.Differences = [new("spec.replicas", "3", "1"), new("metadata.labels.gone", "x", null)];
        var panel = await OpenAsync();

        panel.FindAll("[data-testid=plan-step]").Select(step => (step.GetAttribute("data-ordinal"), step.GetAttribute("data-key"))).ShouldBe([(null, "start"), ("2", "stop:2")]);
        panel.FindAll("[data-testid=hazard]").Select(hazard => hazard.GetAttribute("data-severity")).ShouldBe(["danger", "caution", "note"]);
        panel.Find("[data-testid=to-go-on]").TextContent.ShouldContain("web-2");
        panel.FindAll("[data-testid=consequences]").Select(group => group.GetAttribute("data-kind")).ShouldBe(["deleted", "kept"]);
        panel.FindAll("[data-testid=consequence]").Select(item => item.GetAttribute("data-name")).ShouldBe(["www-web-2", "www-web-1"]);
        panel.FindAll("[data-testid=difference]").Select(item => item.GetAttribute("data-path")).ShouldBe(["spec.replicas", "metadata.labels.gone"]);
        panel.FindAll(".difference .after").Count.ShouldBe(1);
        panel.Find("[data-testid=dry-run]").GetAttribute("data-outcome").ShouldBe("applied");
        panel.FindAll("[data-copy]").Select(button => button.GetAttribute("data-copy")).First().ShouldBe("kubectl --namespace db get statefulset web");
    }

    [Fact]
    public async Task Plan_IsRefused_SaysWhyAndShowsNoDryRun()
    {
        actions.Planner = intent => FakeActions.PlanOf(intent, [], refusal: Statement.Of(StatementCode.RefusedNothingToDo, "3"));

        var panel = await OpenAsync();

        panel.Find("[data-testid=plan-refusal]").TextContent.ShouldContain("3");
        panel.FindAll("[data-testid=dry-run]").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(OutcomeKind.NotChecked, "notChecked")]
    [InlineData(OutcomeKind.Refused, "refused")]
    public async Task DryRun_ServerHasASay_IsShownWithItsReason(OutcomeKind kind, string word)
    {
        actions.DryRun = new(kind, "admission webhook says no");

        var panel = await OpenAsync();

        var line = panel.Find("[data-testid=dry-run]");
        line.GetAttribute("data-outcome").ShouldBe(word);
        line.TextContent.ShouldContain("admission webhook says no");
    }

    [Fact]
    public async Task Texts_FromTheCluster_AreTextAndNothingElse()
    {
        actions.Planner = intent => FakeActions.PlanOf(
            intent,
            [new(0, Statement.Of(StatementCode.StepTakeDown, Hostile))],
            [new(ConsequenceKind.Kept, 0, "PersistentVolumeClaim", Hostile, Statement.Of(StatementCode.ClaimKept, Hostile, "1")), new(ConsequenceKind.Deleted, 0, "Pod", Hostile, Statement.Of(StatementCode.StepTakeDown, Hostile))],
            [new(Severity.Caution, Statement.Of(StatementCode.HazardWaitsFor, Hostile), Statement.Of(StatementCode.DeleteToGoOn, Hostile))]);
        actions.Differences = [new(Hostile, Hostile, Hostile)];
        actions.DryRun = new(OutcomeKind.NotChecked, Hostile);

        var panel = await OpenAsync();

        panel.FindAll("img").ShouldBeEmpty();
        foreach (var part in panel.FindAll("[data-testid=plan-step], [data-testid=hazard], .consequence, .difference .path, .difference .before, [data-testid=dry-run]"))
        {
            part.TextContent.ShouldContain("\\u202egnp", Case.Sensitive, part.OuterHtml);
        }
    }

    private async Task<IRenderedComponent<PlanPanel>> OpenAsync()
    {
        var session = new PlanSession(actions, new("admin", "admin"), "demo", () => Task.CompletedTask);
        await session.WishAsync(new ScaleIntent(new("db", "web"), 1));
        return Render<PlanPanel>(parameters => parameters.Add(panel => panel.Session, session));
    }
}
