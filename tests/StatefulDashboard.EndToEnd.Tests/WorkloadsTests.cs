using System.Globalization;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using StatefulDashboard.EndToEnd.Tests.Tools;

namespace StatefulDashboard.EndToEnd.Tests;

/// <summary>The overview of workloads in a browser: by keyboard, narrow and wide, with much in it.</summary>
public sealed class WorkloadsTests(Browser browser) : IClassFixture<Browser>
{
    private const string Row = "[data-testid=workload-row]";

    [Theory]
    [InlineData(ColorScheme.Light, "en-US", 1440)]
    [InlineData(ColorScheme.Dark, "en-US", 1440)]
    [InlineData(ColorScheme.Light, "en-US", 360)]
    [InlineData(ColorScheme.Dark, "zh-CN", 360)]
    public async Task Showcase_ByAxe_HasNoViolationsAndScrollsNotSideways(ColorScheme scheme, string language, int width)
    {
        await using var dashboard = await Dashboard.StartAsync("showcase");
        var complaints = new List<string>();
        var page = await browser.OpenAsync(dashboard.Address, new() { ColorScheme = scheme, Locale = language, ViewportSize = new() { Width = width, Height = 900 } }, complaints);
        foreach (var shape in new[] { "singleWithClaim", "perNode", "sharedClaim", "sessionsInMemory", "identityAndStorage", "identityInMemory" })
        {
            await page.Locator($"{Row}[data-shape={shape}]").First.WaitForAsync();
        }

        var result = await page.RunAxe();

        result.Violations.ShouldBeEmpty(string.Join('\n', result.Violations.Select(violation => $"{violation.Id}: {violation.Help} {string.Join(' ', violation.Nodes.Take(3).Select(node => node.Html))}")));
        complaints.ShouldBeEmpty();
        (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth")).ShouldBeLessThanOrEqualTo(0);
    }

    [Fact]
    public async Task Keyboard_SearchesSortsAndLeavesOneStepInTheHistory()
    {
        await using var dashboard = await Dashboard.StartAsync("showcase");
        var page = await browser.OpenAsync(dashboard.Address);
        await page.Locator($"{Row}[data-name=wiki]").WaitForAsync();
        await ListeningAsync(page);
        var steps = await page.EvaluateAsync<int>("() => history.length");

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("requarks");

        await page.WaitForFunctionAsync("() => document.querySelectorAll('[data-testid=workload-row]').length === 1");
        (await page.Locator(Row).GetAttributeAsync("data-name")).ShouldBe("wiki", "its image was searched for");
        await page.WaitForURLAsync("**/?q=requarks");
        (await page.EvaluateAsync<int>("() => history.length")).ShouldBe(steps);
        (await page.Locator("#search").InputValueAsync()).ShouldBe("requarks");

        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.PressAsync("Delete");
        await page.Locator($"{Row}[data-name=web]").WaitForAsync();
        await page.Locator("th button.sort").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("th[aria-sort=ascending]").WaitForAsync();
        (await page.Locator(Row).First.GetAttributeAsync("data-name")).ShouldBe("archive");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("th[aria-sort=descending]").WaitForAsync();
        (await page.Locator(Row).First.GetAttributeAsync("data-name")).ShouldBe("wiki");

        // the address is the view: somebody else sees the same
        await page.WaitForURLAsync("**/?sort=-name");
        var other = await browser.OpenAsync(new Uri(page.Url));
        (await other.Locator(Row).First.GetAttributeAsync("data-name")).ShouldBe("wiki");
    }

    [Fact]
    public async Task ManySets_OnlyThoseOnTheScreenAreDrawnAndAllAreFound()
    {
        await using var dashboard = await Dashboard.StartAsync();
        const string Set = """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: set-NUMBER}
            spec:
              replicas: 0
              serviceName: none
              selector: {matchLabels: {app: sNUMBER}}
              template: {metadata: {labels: {app: sNUMBER}}, spec: {containers: [{name: c, image: registry.example.com/c}]}}
            """;
        var sets = Enumerable.Range(0, 150).Select(index => Set.Replace("NUMBER", index.ToString("000", CultureInfo.InvariantCulture), StringComparison.Ordinal));
        await dashboard.Kubectl.ApplyAsync(string.Join("\n---\n", sets), "default");
        var page = await browser.OpenAsync(new Uri(dashboard.Address, "/?sort=name"));

        await page.Locator($"{Row}[data-name=set-000]").WaitForAsync();
        await ListeningAsync(page);
        (await page.Locator(Row).CountAsync()).ShouldBeLessThan(80);
        await Eventually.HoldsAsync(
            async () =>
            {
                await page.EvaluateAsync("() => { const frame = document.querySelector('.tall'); frame.scrollTo(0, frame.scrollHeight); }");
                return await page.Locator($"{Row}[data-name=set-149]").CountAsync() == 1;
            },
            "the last row is drawn");

        await page.Locator("#search").FillAsync("set-07");
        await page.WaitForFunctionAsync("() => { const rows = [...document.querySelectorAll('[data-testid=workload-row]')]; return rows.length === 10 && rows[0].dataset.name === 'set-070'; }");
        await page.Locator("#search").FillAsync("");
        await page.Locator($"{Row}[data-name=set-000]").WaitForAsync();

        // what is deleted while one looks goes, and the rest stays in order
        await dashboard.Kubectl.RunAsync("delete", "statefulset", "set-001");
        await page.WaitForFunctionAsync("() => [...document.querySelectorAll('[data-testid=workload-row]')].slice(0, 2).map(row => row.dataset.name).join() === 'set-000,set-002'");
    }

    // before that an input would be lost
    private static Task ListeningAsync(IPage page) => page.WaitForFunctionAsync("() => !!window.Blazor?._internal?.navigationManager && document.querySelector('[data-testid=cluster-state]') !== null")
        .ContinueWith(_ => page.WaitForLoadStateAsync(LoadState.NetworkIdle), TaskScheduler.Default).Unwrap();
}
