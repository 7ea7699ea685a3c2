using StatefulDashboard.EndToEnd.Tests.Tools;

namespace StatefulDashboard.EndToEnd.Tests;

/// <summary>The scale action, as a person uses it.</summary>
public sealed class ScaleTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task Scale_PlannedAndConfirmed_HappensAsPlanned()
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync();
        var page = await browser.OpenAsync(dashboard.Set("default", "web"));
        await page.Locator("[data-testid=action-scale][data-state=enabled]").ClickAsync();
        await page.GetByTestId("plan").WaitForAsync();

        await page.GetByTestId("plan").GetByRole(Microsoft.Playwright.AriaRole.Spinbutton).FillAsync("1");
        await page.GetByTestId("plan-step").Nth(2).WaitForAsync();
        var steps = await page.GetByTestId("plan-step").AllInnerTextsAsync();
        steps[1].ShouldContain("web-2");
        steps[2].ShouldContain("web-1");
        await page.GetByTestId("confirm").ClickAsync();

        await page.Row(1, "[data-position=leftBehind]").WaitForAsync();
        (await Replicas(dashboard)).ShouldBe("1");
    }

    [Fact]
    public async Task Scale_ThatDeletesClaims_WantsTheNameTyped()
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync(change: yaml => yaml.Replace("  serviceName: nginx", "  serviceName: nginx\n  persistentVolumeClaimRetentionPolicy: {whenScaled: Delete, whenDeleted: Retain}", StringComparison.Ordinal));
        var page = await browser.OpenAsync(dashboard.Set("default", "web"));
        await page.Locator("[data-testid=action-scale][data-state=enabled]").ClickAsync();
        await page.GetByTestId("plan").GetByRole(Microsoft.Playwright.AriaRole.Spinbutton).FillAsync("2");

        await page.Locator("[data-testid=hazard][data-severity=danger]").WaitForAsync();
        var confirm = page.GetByTestId("confirm");
        (await confirm.IsDisabledAsync()).ShouldBeTrue("nothing was typed yet");
        await page.GetByTestId("confirm-name").FillAsync("web");
        await confirm.ClickAsync();

        await page.Row(2).WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Detached });
        (await Replicas(dashboard)).ShouldBe("2");
    }

    [Fact]
    public async Task Scale_ReadOnlyMode_IsDisabledAndSaysWhy()
    {
        await using var dashboard = await Dashboard.StartAsync("empty", "--Security:ReadOnly=true");
        await dashboard.WithWebAsync();
        var page = await browser.OpenAsync(dashboard.Set("default", "web"));

        (await page.Locator("[data-testid=action-scale][data-state=disabled]").GetAttributeAsync("title"))!.ShouldContain("Security:ReadOnly");
    }

    [Fact]
    public async Task Scale_SetIsChangedWhileTheDialogIsOpen_IsPlannedAnew()
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync();
        var page = await browser.OpenAsync(dashboard.Set("default", "web"));
        await page.Locator("[data-testid=action-scale][data-state=enabled]").ClickAsync();
        await page.GetByTestId("plan").GetByRole(Microsoft.Playwright.AriaRole.Spinbutton).FillAsync("5");
        await page.Locator("[data-testid=plan-step][data-ordinal=\"3\"]").First.WaitForAsync();

        await dashboard.Kubectl.RunAsync("scale", "statefulset/web", "--replicas=4");

        // ordinal 3 is there already: only 4 is left to be made
        await page.Locator("[data-testid=plan-step][data-ordinal=\"3\"]").First.WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Detached });
        await page.GetByTestId("confirm").ClickAsync();
        await page.Row(4, "[data-state=available]").WaitForAsync();
        (await Replicas(dashboard)).ShouldBe("5");
    }

    private static Task<string> Replicas(Dashboard dashboard) => dashboard.Kubectl.RunAsync("get", "statefulset", "web", "-o", "jsonpath={.spec.replicas}");
}
