using System.Text.Json;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using StatefulDashboard.EndToEnd.Tests.Tools;

namespace StatefulDashboard.EndToEnd.Tests;

/// <summary>Storage in a real browser and as JSON, on the showcase and on what kubectl changes meanwhile.</summary>
public sealed class StorageTests(Browser browser) : IClassFixture<Browser>
{
    [Theory]
    [InlineData(ColorScheme.Light, "en-US", 1440)]
    [InlineData(ColorScheme.Dark, "zh-CN", 1440)]
    [InlineData(ColorScheme.Dark, "en-US", 360)]
    public async Task TabAndPage_InABrowser_SayWhatWaitsAndWhatIsLeftAndHaveNoViolations(ColorScheme scheme, string language, int width)
    {
        await using var dashboard = await Dashboard.StartAsync("showcase");
        var complaints = new List<string>();
        var options = new BrowserNewContextOptions { ColorScheme = scheme, Locale = language, ViewportSize = new() { Width = width, Height = 900 } };

        var page = await browser.OpenAsync(new Uri(dashboard.Address, "c/demo/storage"), options, complaints);
        await page.Locator("[data-testid=storage-claim][data-name=data-store-4][data-use=LeftBehind]").WaitForAsync();
        (await page.Locator("[data-name=data-warehouse-0] [data-testid=claim-why]").GetAttributeAsync("data-code")).ShouldBe("ClaimWhyNoSuchClass");
        await HoldsAsync(page, "the page of storage");
        await page.GetByTestId("filter-leftBehind").ClickAsync();
        await page.WaitForURLAsync("**/c/demo/storage?show=leftBehind");
        await Assertions.Expect(page.GetByTestId("storage-claim")).ToHaveCountAsync(3);
        await page.Locator("#search").FillAsync("store-3");
        await Assertions.Expect(page.GetByTestId("storage-claim")).ToHaveCountAsync(1);
        await page.GetByTestId("storage-claim").Locator("a").ClickAsync();
        await page.WaitForURLAsync("**/ns/db/statefulsets/store?tab=storage");

        await Assertions.Expect(page.GetByTestId("storage-claim")).ToHaveCountAsync(5);
        await page.Locator("details summary").First.ClickAsync();
        await HoldsAsync(page, "the tab of storage");
        await page.GotoAsync(dashboard.Set("reports", "archive") + "?tab=storage");
        await page.GetByTestId("shared-claim").WaitForAsync();
        (await page.Locator("[data-name=store-archive-1] [data-testid=claim-drift]").First.GetAttributeAsync("data-code")).ShouldBe("ClaimDriftLarger");
        await HoldsAsync(page, "the tab of a set with a shared claim");
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Changes_ByKubectl_AreSeenWithoutReloading()
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync();
        var page = await browser.OpenAsync(new Uri(dashboard.Set("default", "web") + "?tab=storage"));
        await Assertions.Expect(page.Locator("[data-testid=storage-claim][data-use=Used]")).ToHaveCountAsync(3);

        await dashboard.Kubectl.RunAsync("scale", "statefulset/web", "--replicas=1", "--namespace", "default");
        await page.Locator("[data-name=www-web-2][data-use=LeftBehind] [data-code=ClaimUseTakenBack]").WaitForAsync();
        await dashboard.Kubectl.RunAsync("delete", "pvc", "www-web-2", "--namespace", "default");
        await Assertions.Expect(page.Locator("[data-name=www-web-2]")).ToHaveCountAsync(0);
        await page.Locator("[data-name=www-web-1][data-use=LeftBehind]").WaitForAsync();
    }

    [Fact]
    public async Task Json_OfBothParts_SaysTheSameAsThePages()
    {
        await using var dashboard = await Dashboard.StartAsync("showcase");

        using var set = JsonDocument.Parse(await dashboard.Http.GetStringAsync("api/clusters/demo/namespaces/db/statefulsets/store/storage"));
        set.RootElement.GetProperty("part").GetString().ShouldBe("storage");
        var value = set.RootElement.GetProperty("value");
        value.GetProperty("totals").GetProperty("leftBehindBytes").GetInt64().ShouldBe(3L * 2 << 30);
        var left = value.GetProperty("claims").EnumerateArray().Single(claim => claim.GetProperty("name").GetString() == "data-store-3");
        left.GetProperty("use").GetString().ShouldBe("LeftBehind");
        left.GetProperty("notes")[0].GetProperty("code").GetString().ShouldBe("ClaimUseTakenBack");
        left.GetProperty("notes")[0].GetProperty("text").GetString().ShouldBe("store-3 takes it back, with its data, when the set is scaled up to 4.");
        left.GetProperty("volume").GetProperty("kind").GetString().ShouldBe("CSI");

        using var cluster = JsonDocument.Parse(await dashboard.Http.GetStringAsync("api/clusters/demo/storage"));
        var all = cluster.RootElement.GetProperty("value");
        all.GetProperty("claims").EnumerateArray().Single(claim => claim.GetProperty("name").GetString() == "ledger-copy").GetProperty("provisioning").GetString().ShouldBe("Static");
        all.GetProperty("classes").EnumerateArray().Single(item => item.GetProperty("isDefault").GetBoolean()).GetProperty("name").GetString().ShouldBe("standard");
        (await dashboard.Http.GetAsync("api/clusters/demo/namespaces/db/statefulsets/absent/storage")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    private static async Task HoldsAsync(IPage page, string what)
    {
        var result = await page.RunAxe();
        result.Violations.ShouldBeEmpty(string.Join('\n', result.Violations.Select(violation => $"{what} {violation.Id}: {violation.Help} {string.Join(' ', violation.Nodes.Take(3).Select(node => node.Html))}")));
        (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth")).ShouldBeLessThanOrEqualTo(0, $"{what} scrolls sideways");
    }
}
