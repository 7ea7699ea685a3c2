using Bunit;
using Microsoft.Extensions.DependencyInjection;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Components.Actions;
using StatefulDashboard.Web.Operations;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Tests.Components;

public sealed class ScaleDialogTests : ComponentTest
{
    private readonly FakeScale scale = new();

    public ScaleDialogTests() => Services.AddScoped<IActions>(_ => scale);

    [Fact]
    public void Plan_NumberIsTyped_ShowsTheStepsInOrder()
    {
        var dialog = Open(Samples.Set());

        dialog.Find("input[type=number]").Input("1");

        dialog.FindAll("[data-testid=plan-step]").Select(step => step.GetAttribute("data-ordinal")).ShouldBe([null, "2", "1"]);
        dialog.Find("[data-testid=confirm]").HasAttribute("disabled").ShouldBeFalse();
        dialog.Markup.ShouldContain("kubectl --namespace db scale statefulset web --replicas=1");
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("99999999999")]
    public void Plan_NoUsableNumber_CannotBeConfirmed(string typed)
    {
        var dialog = Open(Samples.Set());
        dialog.Find("input[type=number]").Input("1");

        dialog.Find("input[type=number]").Input(typed);

        dialog.Find("[data-testid=confirm]").HasAttribute("disabled").ShouldBeTrue();
        dialog.Find("[role=alert]").TextContent.ShouldContain("whole number");
    }

    [Fact]
    public void Confirm_DataWouldBeLost_WantsTheExactName()
    {
        var dialog = Open(Samples.Set() with { WhenScaled = "Delete" });
        dialog.Find("input[type=number]").Input("1");
        dialog.Find("[data-testid=hazard]").GetAttribute("data-severity").ShouldBe("danger");

        foreach (var (typed, disabled) in new[] { ("", true), ("we", true), ("WEB", true), ("web", false) })
        {
            dialog.Find("[data-testid=confirm-name]").Input(typed);
            dialog.Find("[data-testid=confirm]").HasAttribute("disabled").ShouldBe(disabled, typed);
        }
    }

    [Fact]
    public async Task Confirm_ClickedTwice_IsDoneOnce()
    {
        var dialog = Open(Samples.Set());
        dialog.Find("input[type=number]").Input("5");

        var confirm = dialog.Find("[data-testid=confirm]");
        var first = confirm.ClickAsync(new());
        var second = confirm.ClickAsync(new());
        scale.Answer.SetResult(new(OutcomeKind.Applied, "done"));
        await Task.WhenAll(first, second);

        scale.Executed.ShouldBe(1);
    }

    [Fact]
    public async Task Confirm_IsRefused_SaysSoAndStays()
    {
        var closed = false;
        var dialog = Open(Samples.Set(), () => closed = true);
        dialog.Find("input[type=number]").Input("5");
        scale.Answer.SetResult(new(OutcomeKind.Refused, "quota exceeded"));

        await dialog.Find("[data-testid=confirm]").ClickAsync(new());

        dialog.Find("[data-testid=outcome]").TextContent.ShouldContain("quota exceeded");
        closed.ShouldBeFalse();
    }

    [Fact]
    public void Plan_SetIsChangedBySomebodyElse_IsMadeAnew()
    {
        var dialog = Open(Samples.Set());
        dialog.Find("input[type=number]").Input("5");

        scale.Set = Samples.Set(4) with { Generation = 4 };
        dialog.Render(parameters => parameters.Add(item => item.Set, scale.Set));

        dialog.FindAll("[data-testid=plan-step]").Select(step => step.GetAttribute("data-ordinal")).ShouldBe([null, "4", "4"]);
    }

    private IRenderedComponent<ScaleDialog> Open(StatefulSetOverview set, Action? onClose = null)
    {
        scale.Set = set;
        return Render<ScaleDialog>(parameters => parameters.Add(dialog => dialog.Cluster, "demo").Add(dialog => dialog.Set, set).Add(dialog => dialog.OnClose, () => onClose?.Invoke()));
    }

    private sealed class FakeScale : IActions
    {
        public StatefulSetOverview Set { get; set; } = null!;

        public TaskCompletionSource<ActionOutcome> Answer { get; } = new();

        public int Executed { get; private set; }

        public Task<ActionPlan?> PlanAsync(Person person, string clusterId, ActionIntent intent, CancellationToken cancellationToken) =>
            Task.FromResult<ActionPlan?>(ScalePlanner.Plan(Set, (ScaleIntent)intent));

        public Task<PlanPreview?> PreviewAsync(Person person, string clusterId, ActionIntent intent, CancellationToken cancellationToken) =>
            Task.FromResult<PlanPreview?>(new(ScalePlanner.Plan(Set, (ScaleIntent)intent), new(OutcomeKind.Applied, ""), []));

        public Task<ActionOutcome> ExecuteAsync(Person person, string clusterId, ActionPlan confirmed, ActionIntent intent, string? typedName, CancellationToken cancellationToken)
        {
            Executed++;
            return Answer.Task;
        }

        public Task<string?> TemplateYamlAsync(Person person, string clusterId, NamespacedName name, CancellationToken cancellationToken) => Task.FromResult<string?>(null);
    }
}
