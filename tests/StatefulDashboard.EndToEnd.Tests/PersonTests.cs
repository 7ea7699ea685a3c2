using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using StatefulDashboard.EndToEnd.Tests.Tools;

namespace StatefulDashboard.EndToEnd.Tests;

/// <summary>The demo's three people, in a real browser and for programs.</summary>
public sealed class PersonTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task PersonSwitch_ViewerIsChosen_StaysOnThePageAndMayNotScaleUntilTheAdminIsBack()
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync();
        var page = await browser.OpenAsync(dashboard.Set("default", "web"));
        await page.Locator("[data-testid=action-scale][data-state=enabled]").WaitForAsync();

        await page.GetByTestId("person-switch").SelectOptionAsync("viewer");

        var scale = page.Locator("[data-testid=action-scale][data-state=disabled][title*=viewer]");
        await scale.WaitForAsync();
        (await scale.GetAttributeAsync("title"))!.ShouldBe("You (viewer) may not patch statefulsets/scale in namespace default.");
        new Uri(page.Url).AbsolutePath.ShouldBe("/c/demo/ns/default/statefulsets/web");

        // pressed in spite of it, by mouse and by its key
        await scale.DispatchEventAsync("click");
        await page.Keyboard.PressAsync("s");
        (await page.GetByTestId("plan").CountAsync()).ShouldBe(0);

        await page.GetByTestId("person-switch").SelectOptionAsync("admin");
        await page.Locator("[data-testid=action-scale][data-state=enabled]").WaitForAsync();
    }

    [Fact]
    public async Task Programs_EachWithTheirOwnToken_SeeAndMayWhatTheClusterLetsThem()
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.Kubectl.RunAsync("create", "namespace", "other");
        await dashboard.WithWebAsync();
        await dashboard.WithWebAsync("other");
        var own = dashboard.Demo.People.Single(person => person.Name == "operator").Namespace;

        (await NamespacesAsync(dashboard, "admin")).ShouldBe(["default", "other"]);
        (await NamespacesAsync(dashboard, "viewer")).ShouldBe(["default", "other"]);
        (await NamespacesAsync(dashboard, "operator")).ShouldBe(new[] { "default", "other" }.Where(name => name == own));
        (await PlanAsync(dashboard, "viewer", "other")).ShouldBe(("refused", "You (viewer) may not patch statefulsets/scale in namespace other."));
        (await PlanAsync(dashboard, "admin", "other")).Outcome.ShouldBe("applied");
    }

    private static async Task<string[]> NamespacesAsync(Dashboard dashboard, string person)
    {
        var answer = await SendAsync(dashboard, person, HttpMethod.Get, "api/clusters/demo/statefulsets", null);
        return answer.StatusCode == HttpStatusCode.Forbidden
            ? []
            : [.. (await answer.Content.ReadFromJsonAsync<JsonElement>()).EnumerateArray().Select(set => set.GetProperty("namespace").GetString()!)];
    }

    private static async Task<(string? Outcome, string? Message)> PlanAsync(Dashboard dashboard, string person, string namespaceName)
    {
        var answer = await SendAsync(
            dashboard, person, HttpMethod.Post, $"api/clusters/demo/namespaces/{namespaceName}/statefulsets/web/plan", JsonContent.Create(new { action = "scale", replicas = 5 }));
        var plan = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (plan.GetProperty("dryRun").GetString(), plan.GetProperty("dryRunMessage").GetString());
    }

    private static async Task<HttpResponseMessage> SendAsync(Dashboard dashboard, string person, HttpMethod method, string path, HttpContent? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        request.Headers.Authorization = new("Bearer", dashboard.Demo.People.Single(known => known.Name == person).Token);
        return await dashboard.Http.SendAsync(request);
    }
}
