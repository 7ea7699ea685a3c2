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
        foreach (var address in new[] { dashboard.Address, dashboard.Set("default", "web"), dashboard.Set("default", "absent"), new Uri(dashboard.Address, "c/demo/health"), new Uri(dashboard.Address, "lab/canary") })
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
}
