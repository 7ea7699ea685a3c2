using Bunit;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Web.Components.Actions;

namespace StatefulDashboard.Web.Tests.Components;

public sealed class ActionButtonTests : ComponentTest
{
    private static readonly Statement Reason = Statement.Of(StatementCode.ButtonMayNot, "viewer", "patch statefulsets/scale", "db");
    private int clicks;

    public ActionButtonTests() => SetRendererInfo(new("Server", isInteractive: true));

    [Fact]
    public void Button_Enabled_CanBePressedAndSaysNoReason()
    {
        var button = Open(ActionAvailability.Enabled).Find("button");

        button.Click();

        clicks.ShouldBe(1);
        button.GetAttribute("data-state").ShouldBe("enabled");
        button.HasAttribute("aria-disabled").ShouldBeFalse();
        button.HasAttribute("aria-describedby").ShouldBeFalse();
    }

    [Fact]
    public void Button_Disabled_SaysWhyToEyesAndEarsAndIgnoresAForgedClick()
    {
        var component = Open(new(AvailabilityState.Disabled, Reason));
        var button = component.Find("[data-testid=action-scale]");

        button.Click();

        clicks.ShouldBe(0);
        button.GetAttribute("data-state").ShouldBe("disabled");
        button.GetAttribute("aria-disabled").ShouldBe("true");
        button.HasAttribute("disabled").ShouldBeFalse("it must stay reachable by keyboard");
        button.GetAttribute("title").ShouldBe("You (viewer) may not patch statefulsets/scale in namespace db.");
        component.Find("#" + button.GetAttribute("aria-describedby")).TextContent.ShouldBe(button.GetAttribute("title"));
    }

    [Fact]
    public void Button_BeforeThereIsACircuit_IsDisabled()
    {
        SetRendererInfo(new("Static", isInteractive: false));

        Open(ActionAvailability.Enabled).Find("button").GetAttribute("data-state").ShouldBe("disabled");
    }

    [Fact]
    public void Button_Hidden_IsNotThere() => Open(ActionAvailability.Hidden).Markup.Trim().ShouldBeEmpty();

    private IRenderedComponent<ActionButton> Open(ActionAvailability availability) => Render<ActionButton>(parameters => parameters
        .Add(button => button.TestId, "action-scale").Add(button => button.Availability, availability).Add(button => button.Text, "Scale").Add(button => button.OnClick, () => clicks++));
}
