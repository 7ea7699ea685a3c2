using Microsoft.Playwright;
using StatefulDashboard.EndToEnd.Tests.Tools;

namespace StatefulDashboard.EndToEnd.Tests;

/// <summary>Two people act on one set at once, each in a browser of their own: one wins, the other is told, nothing is half done.</summary>
public sealed class TwoBrowsersTests(Browser browser) : IClassFixture<Browser>
{
    private const string Done = "done";
    private const string StepsOf = "[...document.querySelectorAll('[data-testid=plan-step]')].map(step => step.innerText).join(', ')";

    [Fact]
    public async Task Rollouts_ConfirmedAtOnce_OneWinsAndTheOtherIsToldWhatIsUnderWay()
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync();
        string[] images = ["registry.k8s.io/nginx-slim:0.25", "registry.k8s.io/nginx-slim:0.26"];
        var pages = await Task.WhenAll(images.Select(_ => browser.OpenAsync(dashboard.Set("default", "web"))));
        await Task.WhenAll(pages.Select((page, index) => page.PlanRolloutAsync(images[index], approval: true)));

        var pressed = await Task.WhenAll(pages.Select(PressAsync));

        var answers = await Task.WhenAll(pages.Select((page, index) => AnswerAsync(page, pressed[index])));
        answers.Count(answer => answer == Done).ShouldBe(1, string.Join(" / ", answers));
        var winner = Array.IndexOf(answers, Done);
        answers[1 - winner].ShouldNotBeEmpty();
        await pages[1 - winner].OperationAsync("waitingForApproval", "release:1");
        (await dashboard.GetAsync("statefulset/web", "{.spec.template.spec.containers[0].image}")).ShouldBe(images[winner]);
        (await OperationsAsync(dashboard)).Length.ShouldBe(1, "the other has left nothing behind");

        // who was told can still see it through, once the dialog is closed
        await pages[1 - winner].Keyboard.PressAsync("Escape");
        await ApproveAsync(pages[1 - winner], "release:1");
        await ApproveAsync(pages[1 - winner], "release:0");
        await pages[winner].OperationAsync("done");
        (await dashboard.GetAsync("pods", "{.items[*].spec.containers[0].image}")).ShouldBe(string.Join(' ', Enumerable.Repeat(images[winner], 3)));
    }

    [Fact]
    public async Task Scales_ConfirmedAtOnce_EachIsDoneWholeOrTold()
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync();
        string[] replicas = ["5", "4"];
        var generation = int.Parse(await dashboard.GetAsync("statefulset/web", "{.metadata.generation}"), System.Globalization.CultureInfo.InvariantCulture);
        var pages = await Task.WhenAll(replicas.Select(_ => browser.OpenAsync(dashboard.Set("default", "web"))));
        await Task.WhenAll(pages.Select((page, index) => PlanScaleAsync(page, replicas[index])));

        var pressed = await Task.WhenAll(pages.Select(PressAsync));

        var answers = await Task.WhenAll(pages.Select((page, index) => AnswerAsync(page, pressed[index])));
        var done = answers.Count(answer => answer == Done);
        // the second may have been quick enough to see the new plan, and slow enough to mean it
        done.ShouldBeGreaterThan(0, string.Join(" / ", answers));
        answers.Where(answer => answer != Done).ShouldAllBe(answer => answer.Length > 0);
        (await dashboard.GetAsync("statefulset/web", "{.metadata.generation}")).ShouldBe((generation + done).ToString(System.Globalization.CultureInfo.InvariantCulture), "one write for each that is done");
        var now = await dashboard.GetAsync("statefulset/web", "{.spec.replicas}");
        replicas.Where((_, index) => answers[index] == Done).ShouldContain(now);
    }

    [Fact]
    public async Task Scale_ConfirmedOnAPlanThatIsShownButNoLongerTrue_IsNotDone()
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync();
        var late = await browser.OpenAsync(dashboard.Set("default", "web"), before: HeldLine.AttachAsync);
        var prompt = await browser.OpenAsync(dashboard.Set("default", "web"));
        await PlanScaleAsync(late, "2");
        await PlanScaleAsync(prompt, "5");

        await late.HoldLineAsync();
        await prompt.GetByTestId("plan").ConfirmAsync();
        await prompt.Row(4, "[data-state=available]").WaitForAsync(new() { Timeout = Acting.Patience });
        await late.LineHoldsSomethingAsync();
        var pressed = await PressAsync(late);
        pressed.ShouldNotContain("web-4");
        await late.ReleaseLineAsync();
        await late.Locator("[data-testid=plan] [data-testid=outcome][data-outcome=conflict]").WaitForAsync(new() { Timeout = Acting.Patience });
        (await dashboard.GetAsync("statefulset/web", "{.spec.replicas}")).ShouldBe("5", "nobody has seen that three pods would go");

        // now it is shown, and can be meant
        await late.Locator("[data-testid=plan-step][data-ordinal=\"4\"]").First.WaitForAsync();
        await late.GetByTestId("plan").ConfirmAsync();
        await late.Row(2, "[data-position=leftBehind]").WaitForAsync(new() { Timeout = Acting.Patience });
        (await dashboard.GetAsync("statefulset/web", "{.spec.replicas}")).ShouldBe("2");
    }

    [Fact]
    public async Task Rollout_KubectlChangesTheSetWhileTheDialogIsOpen_IsPlannedAnewOnTheNewGeneration()
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync();
        var page = await browser.OpenAsync(dashboard.Set("default", "web"));
        var dialog = await page.PlanRolloutAsync("registry.k8s.io/nginx-slim:0.25");
        (await dialog.Locator("[data-testid=plan-step][data-key=\"release:3\"]").CountAsync()).ShouldBe(0);

        await dashboard.Kubectl.RunAsync("scale", "statefulset/web", "--replicas=4");

        await dialog.Locator("[data-testid=plan-step][data-key=\"release:3\"]").First.WaitForAsync(new() { Timeout = Acting.Patience });
        await page.Row(3, "[data-state=available]").WaitForAsync(new() { Timeout = Acting.Patience });
        await dialog.ConfirmAsync();
        await page.OperationAsync("done");
        (await dashboard.GetAsync("pods", "{.items[*].spec.containers[0].image}")).ShouldBe(string.Join(' ', Enumerable.Repeat("registry.k8s.io/nginx-slim:0.25", 4)));
    }

    // pressed as it stands on the screen, whatever is on its way: a button that is disabled does nothing
    private static Task<string> PressAsync(IPage page) => page.EvaluateAsync<string>($"() => {{ document.querySelector('[data-testid=confirm]').click(); return {StepsOf}; }}");

    /// <summary>The dialog has closed since it is done, or it says why it is not, or shows another plan than the one that was there when it was pressed.</summary>
    private static async Task<string> AnswerAsync(IPage page, string pressed)
    {
        var answer = "";
        await Eventually.HoldsAsync(
            async () => (answer = await page.EvaluateAsync<string>(
                $$"""
                pressed => {
                  const dialog = document.querySelector('[data-testid=plan]');
                  if (!dialog) return '{{Done}}';
                  const said = dialog.querySelector('[data-testid=outcome]:not([data-outcome=applied]), [data-testid=plan-refusal]');
                  if (said) return said.innerText;
                  const steps = {{StepsOf}};
                  return steps !== pressed ? 'planned anew: ' + steps : '';
                }
                """,
                pressed)).Length > 0,
            "the dialog closes or says why not",
            60);
        return answer;
    }

    private static async Task PlanScaleAsync(IPage page, string replicas)
    {
        var dialog = await page.OpenDialogAsync("scale");
        await dialog.GetByRole(AriaRole.Spinbutton).FillAsync(replicas);
        await dialog.GetByTestId("plan-step").First.WaitForAsync(new() { Timeout = Acting.Patience });
        await dialog.Locator("[data-testid=dry-run][data-outcome=applied]").WaitForAsync(new() { Timeout = Acting.Patience });
    }

    private static async Task ApproveAsync(IPage page, string step) =>
        await (await page.OperationAsync("waitingForApproval", step)).GetByTestId("command-approve").ClickAsync();

    private static async Task<string[]> OperationsAsync(Dashboard dashboard) =>
        (await dashboard.Kubectl.RunAsync("get", "configmaps", "--selector=app.kubernetes.io/managed-by=stateful-dashboard", "--output=name")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
