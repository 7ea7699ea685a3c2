using System.Text.Json;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using StatefulDashboard.EndToEnd.Tests.Tools;

namespace StatefulDashboard.EndToEnd.Tests;

/// <summary>The lives of pods and what they find outside, in a browser and for programs.</summary>
public sealed class PodsTests(Browser browser) : IClassFixture<Browser>
{
    /// <summary>Of the showcase's Secret, as it is and as it is kept.</summary>
    private static readonly string[] SecretValues = ["not-a-real-password", "bm90LWEtcmVhbC1wYXNzd29yZA=="];

    [Fact]
    public async Task Tabs_OfTheShowcase_TellItAndHoldByAxe()
    {
        await using var dashboard = await Dashboard.StartAsync("showcase");
        foreach (var (scheme, language, width) in new[] { (ColorScheme.Light, "en-US", 1440), (ColorScheme.Dark, "zh-CN", 1440), (ColorScheme.Dark, "en-US", 360) })
        {
            var complaints = new List<string>();
            var options = new BrowserNewContextOptions { ColorScheme = scheme, Locale = language, ViewportSize = new() { Width = width, Height = 900 } };
            var page = await browser.OpenAsync(Tab(dashboard, "search", "index", "pods"), options, complaints);
            await page.GetByTestId("pod-life").Nth(2).WaitForAsync();
            var card = page.Locator("[data-testid=pod-life][data-pod=index-0]");
            await card.Locator("button.open").ClickAsync();
            await card.Locator("[data-testid=container-life][data-container=keystore][data-state=Done]").WaitForAsync();
            await card.Locator("[data-testid=probe-now][data-kind=Startup][data-passes=true]").WaitForAsync();
            (await page.Locator("[data-testid=probe-plan][data-kind=Liveness]").GetAttributeAsync("data-worst")).ShouldBe("61");
            await HoldsAsync(page, "the pods of search/index", complaints);

            await page.GotoAsync(Tab(dashboard, "media", "transcoder", "pods").ToString());
            await page.GetByTestId("container-life").First.WaitForAsync();
            await HoldsAsync(page, "the pods of media/transcoder", complaints);

            await page.GotoAsync(Tab(dashboard, "bank", "invoices", "dns").ToString());
            await page.Locator("[data-testid=store][data-name=invoices-db]").WaitForAsync();
            await page.Locator("[data-testid=variable][data-name=DATABASE_PASSWORD][data-state=Present]").WaitForAsync();
            var html = await page.ContentAsync();
            Array.ForEach(SecretValues, value => html.ShouldNotContain(value));
            await HoldsAsync(page, "what bank/invoices finds", complaints);
            await page.Context.CloseAsync();
        }
    }

    [Fact]
    public async Task Json_OfBothParts_SaysTheSameAsTheTabs()
    {
        await using var dashboard = await Dashboard.StartAsync("showcase");

        using var pods = JsonDocument.Parse(await dashboard.Http.GetStringAsync("api/clusters/demo/namespaces/search/statefulsets/index/pods"));
        var life = pods.RootElement.GetProperty("value");
        life.GetProperty("pods").EnumerateArray().Select(pod => pod.GetProperty("name").GetString()).ShouldBe(["index-0", "index-1", "index-2"]);
        var probes = life.GetProperty("template").GetProperty("containers")[1].GetProperty("probes").EnumerateArray().Select(probe => $"{probe.GetProperty("kind")} {probe.GetProperty("worstSeconds")}");
        probes.ShouldBe(["Startup 300", "Liveness 61", "Readiness 16"]);
        life.GetProperty("template").GetProperty("group").GetProperty("text").GetString()!.ShouldStartWith("Files on its volumes belong to group 1000. OnRootMismatch");

        var text = await dashboard.Http.GetStringAsync("api/clusters/demo/namespaces/bank/statefulsets/invoices/discovery");
        using var discovery = JsonDocument.Parse(text);
        var store = discovery.RootElement.GetProperty("value").GetProperty("stores")[0];
        (store.GetProperty("name").GetString(), store.GetProperty("target").GetString(), store.GetProperty("namedBy")[0].GetProperty("variable").GetString()).ShouldBe(("invoices-db", "invoices.db.example.com", "DATABASE_HOST"));
        Array.ForEach(SecretValues, value => text.ShouldNotContain(value));
    }

    [Fact]
    public async Task Pod_ThatIsStopped_TellsItsTimeWhileItLasts()
    {
        await using var dashboard = await Dashboard.StartAsync("empty", "--DemoCluster:Speed=1");
        await dashboard.WithWebAsync(change: yaml => yaml.Replace("terminationGracePeriodSeconds: 10", "terminationGracePeriodSeconds: 40", StringComparison.Ordinal));
        await dashboard.Kubectl.RunAsync("patch", "pod", "web-1", "--namespace", "default", "--type=merge", "-p", """{"metadata":{"finalizers":["example.com/drain"]}}""");
        var page = await browser.OpenAsync(Tab(dashboard, "default", "web", "pods"));
        await page.Locator("[data-testid=pod-life][data-pod=web-1][data-stopping=false]").WaitForAsync();

        await dashboard.Kubectl.RunAsync("delete", "pod", "web-1", "--namespace", "default", "--wait=false");

        var end = page.Locator("[data-testid=pod-life][data-pod=web-1] [data-testid=pod-end]");
        await end.Locator("[data-code=StopFinalizer]").WaitForAsync();
        (await end.Locator("[data-code=StopFinalizer]").TextContentAsync())!.ShouldContain("example.com/drain");
        (await end.Locator("[data-code=StopReplacement]").CountAsync()).ShouldBe(1);
        (await end.Locator("[data-code=StopProof]").CountAsync()).ShouldBe(0, "its node is well");
        await dashboard.Kubectl.RunAsync("patch", "pod", "web-1", "--namespace", "default", "--type=merge", "-p", """{"metadata":{"finalizers":null}}""");
        await page.Locator("[data-testid=pod-life][data-pod=web-1][data-stopping=false][data-ready=true]").WaitForAsync();
    }

    private static Uri Tab(Dashboard dashboard, string namespaceName, string name, string tab) => new(dashboard.Set(namespaceName, name) + "?tab=" + tab);

    private static async Task HoldsAsync(IPage page, string what, List<string> complaints)
    {
        var result = await page.RunAxe();
        result.Violations.ShouldBeEmpty(string.Join('\n', result.Violations.Select(violation => $"{what} {violation.Id}: {violation.Help} {string.Join(' ', violation.Nodes.Take(3).Select(node => node.Html))}")));
        (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth")).ShouldBeLessThanOrEqualTo(0, $"{what} scrolls sideways");
        complaints.ShouldBeEmpty(what);
    }
}
