using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using StatefulDashboard.EndToEnd.Tests.Tools;

namespace StatefulDashboard.EndToEnd.Tests;

/// <summary>Every page and tab that shows what a cluster holds, full of the showcase: in both languages, light and dark, wide and narrow.</summary>
public sealed class SeeingPagesTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly (string Path, string Shows)[] Pages =
    [
        ("", "workload-row"),
        ("c/demo/storage", "part"),
        ("c/demo/dns?name=web-0.nginx&type=A&namespace=shop", "name-report"),
        ("c/demo/ns/office/statefulsets/mail", "trap"),
        ("c/demo/ns/office/statefulsets/mail?tab=rollout", "part"),
        ("c/demo/ns/search/statefulsets/index?tab=pods", "part"),
        ("c/demo/ns/reports/statefulsets/warehouse?tab=storage", "part"),
        ("c/demo/ns/bank/statefulsets/invoices?tab=dns", "part"),
        ("c/demo/ns/infra/statefulsets/quorum?tab=disruption", "part"),
        ("c/demo/ns/team-blue/statefulsets/events?tab=events", "part"),
        ("c/demo/ns/bank/statefulsets/ledger?tab=yaml", "part"),
        ("c/demo/ns/bank/statefulsets/ledger?view=present", "presenter"),
    ];

    [Theory]
    [InlineData(ColorScheme.Light, "en-US", 1440)]
    [InlineData(ColorScheme.Dark, "zh-CN", 360)]
    [InlineData(ColorScheme.Light, "zh-CN", 3840)]
    public async Task Pages_OfTheShowcase_HaveNoViolationsNoErrorsAndFitTheScreen(ColorScheme scheme, string language, int width)
    {
        await using var dashboard = await Dashboard.StartAsync("showcase");
        List<string> faults = [];
        foreach (var (path, shows) in Pages)
        {
            List<string> complaints = [];
            var page = await browser.OpenAsync(new Uri(dashboard.Address, path), new() { ColorScheme = scheme, Locale = language, ViewportSize = new() { Width = width, Height = 900 } }, complaints);
            await page.GetByTestId(shows).First.WaitForAsync();

            var result = await page.RunAxe();

            faults.AddRange(result.Violations.Select(violation => $"{path} {violation.Id}: {violation.Help} {string.Join(' ', violation.Nodes.Take(3).Select(node => node.Html))}"));
            faults.AddRange(complaints.Select(complaint => $"{path} the console says: {complaint}"));
            if (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth") is var more and > 0)
            {
                faults.Add($"{path} scrolls sideways by {more} px");
            }

            await page.Context.CloseAsync();
        }

        faults.ShouldBeEmpty();
    }
}
