using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using StatefulDashboard.EndToEnd.Tests.Tools;

namespace StatefulDashboard.EndToEnd.Tests;

/// <summary>What takes several steps, as a person does it and as a program sees it.</summary>
public sealed class OperationTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task Rollout_PlannedAndConfirmed_GoesStepByStepToItsEnd()
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync();
        var page = await browser.OpenAsync(dashboard.Set("default", "web"));
        await page.Locator("[data-testid=action-rollout][data-state=enabled]").ClickAsync();

        await page.Locator("[data-testid=rollout-image][data-container=nginx]").FillAsync("registry.k8s.io/nginx-slim:0.27");
        await page.GetByTestId("rollout-soak").FillAsync("0");
        await page.Locator("[data-testid=difference][data-path=\"spec.template.spec.containers[nginx].image\"]").WaitForAsync();
        await page.GetByTestId("confirm").ClickAsync();

        await page.Locator("[data-testid=operation][data-kind=rollout][data-state=done]").WaitForAsync(new() { Timeout = 60_000 });
        (await page.TitleAsync()).ShouldStartWith("✓ ");
        (await dashboard.Kubectl.RunAsync("get", "pods", "-l", "app=nginx", "-o", "jsonpath={.items[*].spec.containers[0].image}"))
            .Split(' ').ShouldAllBe(image => image == "registry.k8s.io/nginx-slim:0.27");
        var operation = (await dashboard.Http.GetFromJsonAsync<JsonElement>("api/clusters/demo/operations"))[0];
        operation.GetProperty("state").GetString().ShouldBe("done");
        operation.GetProperty("steps").EnumerateArray().ShouldAllBe(step => step.GetProperty("state").GetString() == "done");
        (await dashboard.Http.GetAsync($"api/clusters/demo/namespaces/default/operations/{operation.GetProperty("id").GetString()}/receipt")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "a rollout has none");
    }

    [Fact]
    public async Task Deletion_ThenRestoration_BringsTheSetBackWithItsClaims()
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync();
        var before = await Claims(dashboard);
        var page = await browser.OpenAsync(dashboard.Set("default", "web"));
        await page.Locator("[data-testid=action-delete][data-state=enabled]").ClickAsync();
        await page.GetByTestId("confirm-name").FillAsync("web");
        await page.GetByTestId("confirm").ClickAsync();
        await page.Locator("[data-testid=operation][data-kind=deletion][data-state=done]").WaitForAsync(new() { Timeout = 60_000 });
        (await Claims(dashboard)).ShouldBe(before, "keep means keep");

        var receipt = await dashboard.Http.GetAsync(await page.GetByTestId("receipt").GetAttributeAsync("href"));
        receipt.Content.Headers.ContentType!.MediaType.ShouldBe("application/yaml");
        receipt.Content.Headers.ContentDisposition!.FileName.ShouldBe("web-receipt.yaml");
        (await receipt.Content.ReadAsStringAsync()).ShouldContain("kind: StatefulSet");
        await page.Locator("[data-testid=action-restore][data-state=enabled]").ClickAsync();
        await page.Locator("[data-testid=confirm]:not([disabled])").ClickAsync();

        await page.Row(2, "[data-state=available]").WaitForAsync();
        (await Claims(dashboard)).ShouldBe(before, "the same claims, not new ones of the same names");
    }

    private static Task<string> Claims(Dashboard dashboard) =>
        dashboard.Kubectl.RunAsync("get", "persistentvolumeclaims", "-o", "jsonpath={range .items[*]}{.metadata.name} {.metadata.uid}{\"\\n\"}{end}");
}
