using StatefulDashboard.EndToEnd.Tests.Tools;

namespace StatefulDashboard.EndToEnd.Tests;

/// <summary>The partitioned rollout, as a person uses it.</summary>
public sealed class RolloutTests(Browser browser) : IClassFixture<Browser>
{
    private const string Old = "registry.k8s.io/nginx-slim:0.24";

    [Fact]
    public async Task Rollout_OfAnImageThatCannotBePulled_IsHeldThenAbortedThenMendedByDeletingTheOnePod()
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync();
        var before = await dashboard.PodsAsync();
        var revision = await dashboard.GetAsync("statefulset/web", "{.status.updateRevision}");
        var page = await browser.OpenAsync(dashboard.Set("default", "web"));
        await (await page.PlanRolloutAsync("nginx:broken")).ConfirmAsync();

        var operation = await page.OperationAsync("held");
        (await operation.GetByTestId("operation-reason").InnerTextAsync()).ShouldContain("web-2");
        (await dashboard.GetAsync("statefulset/web", "{.spec.updateStrategy.rollingUpdate.partition}")).ShouldBe("2", "the second ordinal is not let go");
        var held = await dashboard.PodsAsync();
        held["web-2"].ShouldNotBe(before["web-2"]);
        (held["web-1"], held["web-0"]).ShouldBe((before["web-1"], before["web-0"]), "the others were not touched");

        await operation.GetByTestId("command-abort").ClickAsync();
        await operation.GetByTestId("command-abort-sure").ClickAsync();
        var trap = page.GetByTestId("trap");
        await trap.WaitForAsync(new() { Timeout = Acting.Patience });
        (await trap.GetAttributeAsync("data-pod")).ShouldBe("web-2");
        (await dashboard.PodsAsync()).ShouldBe(held, ignoreOrder: true, "the template alone brings nothing back: the broken pod stays");

        await trap.GetByTestId("action-delete-pod").ClickAsync();
        var dialog = page.Locator("[data-testid=plan][data-action=podDeletion]");
        await dialog.Locator("[data-testid=plan-step]").First.WaitForAsync();
        await dialog.ConfirmAsync();

        await page.OperationAsync("aborted");
        await page.PhaseAsync("steady");
        await page.Row(2, "[data-state=available][data-revision-role=current]").WaitForAsync();
        var after = await dashboard.PodsAsync();
        after["web-2"].ShouldNotBe(held["web-2"]);
        (after["web-1"], after["web-0"]).ShouldBe((before["web-1"], before["web-0"]), "only the broken pod was replaced");
        (await dashboard.GetAsync("statefulset/web", "{.status.updateRevision} {.status.currentRevision} {.spec.template.spec.containers[0].image}")).ShouldBe($"{revision} {revision} {Old}");
        (await dashboard.GetAsync("pod/web-2", "{.metadata.labels.controller-revision-hash}")).ShouldBe(revision);
    }

    [Fact]
    public async Task Rollout_WithApproval_GoesOnStepByStepAndASecondBrowserPausesIt()
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync();
        var page = await browser.OpenAsync(dashboard.Set("default", "web"));
        var second = await browser.OpenAsync(dashboard.Set("default", "web"));
        await second.StartRowLogAsync();
        var before = await dashboard.PodsAsync();
        await (await page.PlanRolloutAsync("registry.k8s.io/nginx-slim:0.25", approval: true)).ConfirmAsync();

        // the first pod is what was confirmed; the next one wants to be approved, and nothing moves until then
        var asked = await second.OperationAsync("waitingForApproval", "release:1");
        (await dashboard.PodsAsync()).Where(pod => pod.Value != before[pod.Key]).Select(pod => pod.Key).ShouldBe(["web-2"]);
        await asked.GetByTestId("command-pause").ClickAsync();
        await (await page.OperationAsync("paused", "release:1")).GetByTestId("command-resume").ClickAsync();
        await (await page.OperationAsync("waitingForApproval", "release:1")).GetByTestId("command-approve").ClickAsync();

        await (await second.OperationAsync("waitingForApproval", "release:0")).GetByTestId("command-approve").ClickAsync();
        await page.OperationAsync("done");
        await second.OperationAsync("done");
        await page.PhaseAsync("steady");
        (await second.RowLogAsync()).Where(line => line.Contains(" terminating ", StringComparison.Ordinal)).Select(line => line.Split(' ')[0]).ShouldBe(["2", "1", "0"]);
        (await second.MostTerminatingAsync()).ShouldBe(1, "one at a time");
        (await dashboard.PodsAsync()).ShouldAllBe(pod => pod.Value != before[pod.Key]);
    }
}
