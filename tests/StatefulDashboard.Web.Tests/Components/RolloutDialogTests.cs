using Bunit;
using Microsoft.Extensions.DependencyInjection;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Web.Components.Actions;
using StatefulDashboard.Web.Operations;

namespace StatefulDashboard.Web.Tests.Components;

public sealed class RolloutDialogTests : ComponentTest
{
    private readonly FakeActions actions = new();

    public RolloutDialogTests() => Services.AddScoped<IActions>(_ => actions);

    [Fact]
    public void Begin_NothingWritten_PlansNothing()
    {
        var dialog = Open(Samples.Set());

        actions.Planned.ShouldBeEmpty();
        dialog.FindAll("[data-testid=nothing-yet]").Count.ShouldBe(1);
        dialog.Find("[data-testid=confirm]").HasAttribute("disabled").ShouldBeTrue();
    }

    [Fact]
    public void Image_IsWritten_MakesTheIntentWithFallingPartitions()
    {
        var dialog = Open(Samples.Set(4));

        Image(dialog, "nginx").Input(" nginx:1.28 ");

        Last().ShouldBe(new RolloutIntent(new("db", "web"), TemplateChange.OfImage("nginx", "nginx:1.28"), [3, 2, 1, 0], TimeSpan.FromSeconds(30), NeedsApproval: false));
        dialog.Find("[data-testid=confirm]").HasAttribute("disabled").ShouldBeFalse();
    }

    [Fact]
    public void Image_IsWrittenBack_IsNoWishAnyMore()
    {
        var dialog = Open(Samples.Set());
        Image(dialog, "nginx").Input("nginx:1.28");

        Image(dialog, "nginx").Input("nginx:1.27");

        dialog.FindAll("[data-testid=plan-step]").ShouldBeEmpty();
        dialog.Find("[data-testid=confirm]").HasAttribute("disabled").ShouldBeTrue();
    }

    [Fact]
    public void Parts_VariableAndResource_GoIntoOneChange()
    {
        var dialog = Open(Samples.Set());
        dialog.Find("[data-testid=add-variable]").Click();
        dialog.Find("[data-testid=rollout-environment] select").Change("sidecar");
        dialog.FindAll("[data-testid=rollout-environment] input")[0].Input("MODE");
        dialog.FindAll("[data-testid=rollout-environment] input")[1].Input("calm");
        dialog.Find("[data-testid=add-resource]").Click();
        dialog.FindAll("[data-testid=rollout-resource] select")[1].Change("memory");
        dialog.FindAll("[data-testid=rollout-resource] input")[1].Input("2Gi");

        Last().Change.ShouldBe(new TemplateChange([], [new("sidecar", "MODE", "calm")], [new("nginx", "memory", null, "2Gi")]));

        dialog.Find("[data-testid=rollout-environment] input[type=checkbox]").Change(true);
        Last().Change!.Environment.ShouldBe([new("sidecar", "MODE", null)]);
    }

    [Fact]
    public void Steps_PatternSoakAndApproval_AreInTheIntent()
    {
        var dialog = Open(Samples.Set(6));
        Image(dialog, "nginx").Input("nginx:1.28");

        Choose(dialog, "OneHalfAll");
        dialog.Find("[data-testid=rollout-soak]").Input("90");
        dialog.Find("[data-testid=rollout-approval]").Change(true);

        var intent = Last();
        intent.Partitions.ShouldBe([5, 3, 0]);
        intent.Soak.ShouldBe(TimeSpan.FromSeconds(90));
        intent.NeedsApproval.ShouldBeTrue();
    }

    [Theory]
    [InlineData("5, 2,0", new[] { 5, 2, 0 })]
    [InlineData("3 1", new[] { 3, 1 })]
    [InlineData("2，1、0", new[] { 2, 1, 0 })]
    [InlineData("1, x", null)]
    [InlineData("-1", null)]
    [InlineData("1.5", null)]
    [InlineData("", null)]
    public void Steps_OwnList_IsReadOrRefused(string typed, int[]? partitions)
    {
        var dialog = Open(Samples.Set(6));
        Image(dialog, "nginx").Input("nginx:1.28");
        Choose(dialog, "Own");

        dialog.Find("[data-testid=rollout-partitions]").Input(typed);

        dialog.Find("[data-testid=confirm]").HasAttribute("disabled").ShouldBe(partitions is null);
        if (partitions is not null)
        {
            Last().Partitions.ShouldBe(partitions);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("-5")]
    [InlineData("1e3")]
    [InlineData("86401")]
    public void Steps_SoakIsNoNumberOfSeconds_CannotBeConfirmed(string typed)
    {
        var dialog = Open(Samples.Set());
        Image(dialog, "nginx").Input("nginx:1.28");

        dialog.Find("[data-testid=rollout-soak]").Input(typed);

        dialog.Find("[data-testid=confirm]").HasAttribute("disabled").ShouldBeTrue();
        dialog.Find("[role=alert]").TextContent.ShouldContain("86400");
    }

    [Fact]
    public void Template_AsYaml_StartsFromTheOneThatIsThere()
    {
        actions.Template = "spec:\n  containers: []\n";
        var dialog = Open(Samples.Set());

        Choose(dialog, "Template");
        dialog.Find("[data-testid=rollout-template]").GetAttribute("value").ShouldBe(actions.Template);
        dialog.FindAll("[data-testid=nothing-yet]").Count.ShouldBe(1, "unchanged, it is no wish");

        dialog.Find("[data-testid=rollout-template]").Input("spec:\n  containers: []\n  terminationGracePeriodSeconds: 5\n");
        Last().Change.ShouldBe(TemplateChange.OfTemplate("""{"spec":{"containers":[],"terminationGracePeriodSeconds":5}}""", generation: 3), "and it says on which set it was read");
    }

    [Fact]
    public void Template_IsNoYaml_SaysOnWhichLineAndIsNotPlanned()
    {
        actions.Template = "spec: {}\n";
        var dialog = Open(Samples.Set());
        Choose(dialog, "Template");

        dialog.Find("[data-testid=rollout-template]").Input("spec:\n  <b>x</b>: 1\n  <b>x</b>: 2\n");

        dialog.Find("[data-testid=yaml-fault]").TextContent.ShouldBe("Line 3: <b>x</b> stands there twice.");
        actions.Planned.ShouldBeEmpty();
    }

    [Fact]
    public void Template_CannotBeRead_SaysSo()
    {
        var dialog = Open(Samples.Set());

        Choose(dialog, "Template");

        dialog.Find("[data-testid=yaml-fault]").TextContent.ShouldContain("could not be read");
    }

    [Fact]
    public void TakeOver_ARolloutIsThere_IsOfferedFirst()
    {
        var set = Samples.Set(3, partition: 1);

        Open(set);

        Last().ShouldBe(new RolloutIntent(set.Name, null, [2, 1, 0], TimeSpan.FromSeconds(30), NeedsApproval: false));
    }

    [Fact]
    public void TakeOver_NoRolloutIsThere_IsNotOffered() =>
        Open(Samples.Set()).FindAll("[data-choice=TakeOver]").ShouldBeEmpty();

    [Fact]
    public void Set_IsScaledMeanwhile_HasOtherSteps()
    {
        var dialog = Open(Samples.Set(3));
        Image(dialog, "nginx").Input("nginx:1.28");

        dialog.Render(parameters => parameters.Add(item => item.Set, Samples.Set(5)));

        Last().Partitions.ShouldBe([4, 3, 2, 1, 0]);
    }

    [Fact]
    public async Task Confirm_OperationIsBegun_ClosesTheDialog()
    {
        var closed = 0;
        var dialog = Open(Samples.Set(), () => closed++);
        Image(dialog, "nginx").Input("nginx:1.28");
        actions.Answer.SetResult(new(OutcomeKind.Applied, "", "abc123"));

        await dialog.Find("[data-testid=confirm]").ClickAsync(new());

        actions.Executed.Single().Intent.ShouldBe(Last());
        closed.ShouldBe(1);
    }

    private RolloutIntent Last() => actions.Planned.Last().ShouldBeOfType<RolloutIntent>();

    private static AngleSharp.Dom.IElement Image(IRenderedComponent<RolloutDialog> dialog, string container) => dialog.Find($"[data-testid=rollout-image][data-container={container}]");

    private static void Choose(IRenderedComponent<RolloutDialog> dialog, string choice) => dialog.Find($"[data-choice={choice}]").Change(choice);

    private IRenderedComponent<RolloutDialog> Open(StatefulSetOverview set, Action? onClose = null) => Render<RolloutDialog>(parameters => parameters
        .Add(dialog => dialog.Cluster, "demo").Add(dialog => dialog.Set, set).Add(dialog => dialog.OnClose, () => onClose?.Invoke())
        .Add(dialog => dialog.Containers, [("nginx", "nginx:1.27"), ("sidecar", "busybox:1")]));
}
