using Microsoft.Playwright;
using StatefulDashboard.EndToEnd.Tests.Tools;

namespace StatefulDashboard.EndToEnd.Tests;

/// <summary>kubectl on one side, a real browser on the other: rows move in the right order, with no reload.</summary>
public sealed class LiveTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task Rows_KubectlScalesUp_ComeInOrder()
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync();
        var page = await browser.OpenAsync(dashboard.Set("default", "web"));
        await page.Row(2, "[data-state=available]").WaitForAsync();
        await page.StartRowLogAsync();

        await dashboard.Kubectl.RunAsync("scale", "statefulset/web", "--replicas=5");

        await page.Row(4, "[data-state=available]").WaitForAsync();
        var log = await page.RowLogAsync();
        At(log, "3 replica available").ShouldBeLessThan(First(log, "4 replica"), string.Join('\n', log));
        log.ShouldNotContain(line => line.StartsWith("0 ", StringComparison.Ordinal) || line.StartsWith("2 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rows_KubectlScalesDown_GoFromTheTopAndLeaveTheirClaims()
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync();
        var page = await browser.OpenAsync(dashboard.Set("default", "web"));
        await page.Row(2, "[data-state=available]").WaitForAsync();
        await page.StartRowLogAsync();

        await dashboard.Kubectl.RunAsync("scale", "statefulset/web", "--replicas=1");

        await page.Row(1, "[data-position=leftBehind]").WaitForAsync();
        var log = await page.RowLogAsync();
        First(log, "2 condemned terminating").ShouldBeLessThan(First(log, "1 condemned terminating"), string.Join('\n', log));
        (await page.MostTerminatingAsync()).ShouldBe(1, "OrderedReady takes one at a time");
        (await page.Row(1).GetByTestId("claim").InnerTextAsync()).ShouldContain("www-web-1");
    }

    [Fact]
    public async Task Rows_KubectlSetsImage_UpdateFromTheTop()
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync();
        var page = await browser.OpenAsync(dashboard.Set("default", "web"));
        await page.Row(2, "[data-state=available]").WaitForAsync();
        await page.StartRowLogAsync();

        await dashboard.Kubectl.RunAsync("set", "image", "statefulset/web", "nginx=registry.k8s.io/nginx-slim:0.25");
        await dashboard.Kubectl.RunAsync("rollout", "status", "statefulset/web", "--timeout=60s");

        await page.Locator("[data-testid=verdict]").GetByText("Available").First.WaitForAsync();
        await Eventually.HoldsAsync(async () => Ordinals(await page.RowLogAsync(), "terminating").Length == 3, "three rows were seen terminating");
        Ordinals(await page.RowLogAsync(), "terminating").ShouldBe(["2", "1", "0"]);
        (await page.MostTerminatingAsync()).ShouldBe(1, "one at a time");
    }

    [Fact]
    public async Task Rows_PartitionIsSet_ShowTheLineAndHold()
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync();
        var page = await browser.OpenAsync(dashboard.Set("default", "web"));

        await dashboard.Kubectl.RunAsync("patch", "statefulset/web", "-p", """{"spec":{"updateStrategy":{"rollingUpdate":{"partition":2}}}}""");
        await dashboard.Kubectl.RunAsync("set", "image", "statefulset/web", "nginx=registry.k8s.io/nginx-slim:0.25");

        await page.Row(2, "[data-state=available][data-revision-role=update]").WaitForAsync();
        await page.GetByTestId("partition-line").WaitForAsync();
        await page.Row(1, "[data-revision-role=current]").WaitForAsync();
        (await page.GetByTestId("verdict").InnerTextAsync()).ShouldContain("web-2");
    }

    [Fact]
    public async Task Rows_HundredsOfOrdinals_AreDrawnAsTheyAreScrolledTo()
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync(change: yaml => yaml.Replace("  serviceName: nginx", "  serviceName: nginx\n  podManagementPolicy: Parallel", StringComparison.Ordinal));
        await dashboard.Kubectl.RunAsync("scale", "statefulset/web", "--replicas=300");
        var page = await browser.OpenAsync(dashboard.Set("default", "web"));

        await page.Row(299).WaitForAsync();
        (await page.GetByTestId("ordinal-row").CountAsync()).ShouldBeLessThan(150);

        // the height of what is not drawn is estimated, so the end moves while one gets there
        await Eventually.HoldsAsync(
            async () =>
            {
                await page.EvaluateAsync("() => { const frame = document.querySelector('.tall'); frame.scrollTo(0, frame.scrollHeight); }");
                return await page.Row(0).CountAsync() == 1;
            },
            "the last row is drawn");
    }

    [Fact]
    public async Task List_SetIsMadeAndDeleted_FollowsWithoutReload()
    {
        await using var dashboard = await Dashboard.StartAsync();
        var page = await browser.OpenAsync(dashboard.Address);

        await dashboard.WithWebAsync();
        await page.Locator("[data-testid=workload-row][data-name=web][data-phase=steady]").WaitForAsync();
        await dashboard.Kubectl.RunAsync("delete", "statefulset", "web");

        await page.Locator("[data-testid=workload-row][data-name=web]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    [Fact]
    public async Task StaleBanner_ApiIsAway_ShowsTheAgeKeepsTheStateAndRecovers()
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync();
        var page = await browser.OpenAsync(dashboard.Set("default", "web"));
        await page.Row(2, "[data-state=available]").WaitForAsync();
        await page.StartRowLogAsync();

        await dashboard.Demo.StopApiAsync(CancellationToken.None);
        var banner = page.GetByTestId("stale-banner");
        await banner.WaitForAsync();
        // its age counts on in the browser: five seconds are seen to pass
        await page.WaitForFunctionAsync("() => /0:0[5-9]/.test(document.querySelector('[data-testid=stale-banner]')?.innerText ?? '')");
        await page.Row(2, "[data-state=available]").WaitForAsync();
        await dashboard.Demo.StartApiAsync(CancellationToken.None);
        await dashboard.Kubectl.RunAsync("scale", "statefulset/web", "--replicas=4");

        await banner.WaitForAsync(new() { State = WaitForSelectorState.Detached, Timeout = 40_000 });
        await page.Row(3, "[data-state=available]").WaitForAsync();
        (await page.RowLogAsync()).ShouldNotContain(line => line.StartsWith("0 ", StringComparison.Ordinal), "the known state was kept");
    }

    private static int At(string[] log, string start) => First(log, start);

    private static int First(string[] log, string start)
    {
        var index = Array.FindIndex(log, line => line.StartsWith(start, StringComparison.Ordinal));
        index.ShouldBeGreaterThanOrEqualTo(0, $"no \"{start}\" in:\n{string.Join('\n', log)}");
        return index;
    }

    private static string[] Ordinals(string[] log, string state) =>
        [.. log.Select(line => line.Split(' ')).Where(parts => parts.Length > 2 && parts[2] == state).Select(parts => parts[0])];
}
