using Bunit;
using StatefulDashboard.DemoCluster;
using StatefulDashboard.DemoCluster.Scenarios.Lab;
using StatefulDashboard.Web.Components.Lab;

namespace StatefulDashboard.Web.Tests.Components;

public sealed class LabTests : ComponentTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Switches_PressedByABrowserThatIgnoresDisabled_WorkOnlyForWhoMayAct(bool mayAct)
    {
        await using var demo = await DemoClusterHost.StartAsync(new DemoClusterOptions { Seed = "empty", Clock = new VirtualTime() }, null, Xunit.TestContext.Current.CancellationToken);
        var lab = demo.Lab;
        var controls = Render<LabControls>(parameters => parameters.Add(c => c.Lab, lab).Add(c => c.Scenario, lab.Catalog.Scenarios[0]).Add(c => c.State, lab.State).Add(c => c.MayAct, mayAct));
        var board = Render<FaultBoard>(parameters => parameters.Add(b => b.Lab, lab).Add(b => b.MayAct, mayAct));

        await controls.Find("[data-testid=lab-speed][data-speed='5']").ClickAsync(new());
        await board.Find("[data-fault=api-500]").ChangeAsync(new() { Value = true });

        lab.Speed.ShouldBe(mayAct ? 5 : 1);
        lab.FaultsOn.Contains("api-500").ShouldBe(mayAct);
        controls.Find("[data-testid=lab-play]").HasAttribute("disabled").ShouldBe(!mayAct);
    }

    [Fact]
    public async Task Steps_Failed_TellWhatWasWaitedForAndWhatIsThereInstead()
    {
        await using var demo = await DemoClusterHost.StartAsync(new DemoClusterOptions { Seed = "empty", Clock = new VirtualTime() }, null, Xunit.TestContext.Current.CancellationToken);
        var scenario = demo.Lab.Catalog.Scenarios[0];
        var state = new LabState(scenario.Id, LabPhase.Failed, 1, IsPlaying: false, Samples.Now, null, new LabWaiting("StatefulSet/web status.readyReplicas = 5", "4"));

        var steps = Render<LabSteps>(parameters => parameters.Add(s => s.Scenario, scenario).Add(s => s.State, state));

        steps.FindAll("[data-testid=lab-step]").Select(s => s.GetAttribute("data-state")).ShouldBe(["done", "failed", "later", "later"]);
        steps.Find("[data-state=failed]").TextContent.ShouldContain("StatefulSet/web status.readyReplicas = 5 (now 4)");
        steps.Find("[aria-live=polite]").TextContent.ShouldBe("failed");
    }
}
