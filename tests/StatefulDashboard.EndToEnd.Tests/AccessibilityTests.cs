using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using StatefulDashboard.EndToEnd.Tests.Tools;

namespace StatefulDashboard.EndToEnd.Tests;

public sealed class AccessibilityTests(Browser browser) : IClassFixture<Browser>
{
    [Theory]
    [InlineData(ColorScheme.Light, "en-US", 1440)]
    [InlineData(ColorScheme.Dark, "en-US", 1440)]
    [InlineData(ColorScheme.Light, "zh-CN", 1440)]
    [InlineData(ColorScheme.Dark, "en-US", 360)]
    public async Task Pages_ByAxe_HaveNoViolations(ColorScheme scheme, string language, int width)
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync();
        foreach (var address in new[] { dashboard.Address, dashboard.Set("default", "web"), dashboard.Set("default", "absent"), new Uri(dashboard.Address, "c/demo/health"), new Uri(dashboard.Address, "c/demo/operations"), new Uri(dashboard.Address, "lab/canary") })
        {
            var complaints = new List<string>();
            var page = await browser.OpenAsync(address, new() { ColorScheme = scheme, Locale = language, ViewportSize = new() { Width = width, Height = 900 } }, complaints);
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);

            var result = await page.RunAxe();

            result.Violations.ShouldBeEmpty(string.Join('\n', result.Violations.Select(violation => $"{address} {violation.Id}: {violation.Help} {string.Join(' ', violation.Nodes.Take(3).Select(node => node.Html))}")));
            complaints.Where(text => !text.Contains("status of 404", StringComparison.Ordinal)).ShouldBeEmpty($"the console of {address}");
            (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth")).ShouldBeLessThanOrEqualTo(0, $"{address} scrolls sideways at {width} px");
        }
    }

    [Theory]
    [InlineData(ColorScheme.Light, "en-US", 1440)]
    [InlineData(ColorScheme.Dark, "zh-CN", 1440)]
    [InlineData(ColorScheme.Light, "en-US", 360)]
    public async Task Acting_ByAxe_HasNoViolations(ColorScheme scheme, string language, int width)
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync();
        var complaints = new List<string>();
        var page = await browser.OpenAsync(dashboard.Set("default", "web"), new() { ColorScheme = scheme, Locale = language, ViewportSize = new() { Width = width, Height = 900 } }, complaints);

        await page.Locator("[data-testid=action-delete][data-state=enabled]").ClickAsync();
        await page.Locator("details.claim-choices summary").ClickAsync();
        await page.Locator("[data-choice=SnapshotAndDelete]").CheckAsync();
        await page.GetByTestId("snapshot-class").WaitForAsync();
        await HoldsAsync(page, "the deletion dialog");
        await page.Locator("[data-close]").ClickAsync();

        await page.Locator("[data-testid=action-rollout][data-state=enabled]").ClickAsync();
        await page.Locator("[data-choice=Template]").CheckAsync();
        await page.GetByTestId("rollout-template").FillAsync("spec:\n  a: yes\n");
        await page.GetByTestId("yaml-fault").WaitForAsync();
        await HoldsAsync(page, "the rollout dialog with a template");
        await page.Locator("[data-choice=Parts]").CheckAsync();
        await page.GetByTestId("rollout-image").First.FillAsync("registry.k8s.io/nginx-slim:0.27");
        await page.GetByTestId("add-variable").ClickAsync();
        await page.GetByTestId("add-resource").ClickAsync();
        await page.GetByTestId("difference").First.WaitForAsync();
        await HoldsAsync(page, "the rollout dialog");
        await page.GetByTestId("confirm").ClickAsync();
        await page.GetByTestId("command-abort").ClickAsync();
        await page.GetByTestId("abort-question").WaitForAsync();
        await HoldsAsync(page, "the set's page with an operation");

        await page.GotoAsync(new Uri(dashboard.Address, "c/demo/operations").ToString());
        await page.GetByTestId("operation-row").WaitForAsync();
        await HoldsAsync(page, "the operations");
        await page.GetByTestId("operation-row").Locator("a").First.ClickAsync();
        await page.GetByTestId("log-entry").First.WaitForAsync();
        await HoldsAsync(page, "an operation");
        complaints.ShouldBeEmpty();
    }

    private static async Task HoldsAsync(IPage page, string what)
    {
        var result = await page.RunAxe();
        result.Violations.ShouldBeEmpty(string.Join('\n', result.Violations.Select(violation => $"{what} {violation.Id}: {violation.Help} {string.Join(' ', violation.Nodes.Take(3).Select(node => node.Html))}")));
        (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth")).ShouldBeLessThanOrEqualTo(0, $"{what} scrolls sideways");
    }
}
