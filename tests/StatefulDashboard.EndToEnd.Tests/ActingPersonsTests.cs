using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using StatefulDashboard.EndToEnd.Tests.Tools;

namespace StatefulDashboard.EndToEnd.Tests;

/// <summary>Who may not act is told why, and cannot: neither by a button nor past it.</summary>
public sealed class ActingPersonsTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task Viewer_SeesWhyNotOnEachButtonAndAClickPastItDoesNothing()
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync();
        var page = await OpenAsAsync(dashboard, "viewer");

        foreach (var (action, right) in new[] { ("scale", "patch statefulsets/scale"), ("rollout", "patch statefulsets"), ("delete", "delete statefulsets") })
        {
            var button = page.Locator($"[data-testid=action-{action}][data-state=disabled][title*=viewer]");
            await button.WaitForAsync(new() { Timeout = Acting.Patience });
            (await button.GetAttributeAsync("title"))!.ShouldContain(right);
            (await button.GetAttributeAsync("aria-disabled")).ShouldBe("true");
            await button.DispatchEventAsync("click");
        }

        // an answer to something else shows that the clicks before it were taken
        await page.GetByTestId("person-switch").SelectOptionAsync("admin");
        await page.Locator("[data-testid=action-delete][data-state=enabled]").WaitForAsync(new() { Timeout = Acting.Patience });
        (await page.GetByTestId("plan").CountAsync()).ShouldBe(0);
        (await dashboard.GetAsync("statefulset/web", "{.metadata.generation}")).ShouldBe("1");
    }

    [Fact]
    public async Task Viewer_OfAnOperationUnderWay_SeesItButCannotApproveIt()
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync();
        var admin = await browser.OpenAsync(dashboard.Set("default", "web"));
        await (await admin.PlanRolloutAsync("registry.k8s.io/nginx-slim:0.25", approval: true)).ConfirmAsync();
        await admin.OperationAsync("waitingForApproval", "release:1");
        var before = await dashboard.PodsAsync();
        var viewer = await OpenAsAsync(dashboard, "viewer");

        var operation = await viewer.OperationAsync("waitingForApproval", "release:1");
        await operation.GetByTestId("command-approve").ClickAsync(new() { Timeout = Acting.Patience });
        var refused = operation.GetByTestId("command-outcome");
        await refused.WaitForAsync(new() { Timeout = Acting.Patience });
        (await refused.InnerTextAsync()).ShouldContain("viewer");
        await operation.GetByTestId("command-abort").ClickAsync();
        await operation.GetByTestId("command-abort-sure").ClickAsync();
        await operation.GetByTestId("command-abort-sure").WaitForAsync(new() { State = WaitForSelectorState.Detached, Timeout = Acting.Patience });

        (await dashboard.PodsAsync()).ShouldBe(before, ignoreOrder: true);
        await admin.OperationAsync("waitingForApproval", "release:1");
        (await dashboard.GetAsync("statefulset/web", "{.spec.updateStrategy.rollingUpdate.partition}")).ShouldBe("2");
    }

    [Theory]
    [InlineData("""{"action": "scale", "replicas": 0}""", "patch statefulsets/scale")]
    [InlineData("""{"action": "rollout", "images": [{"container": "nginx", "image": "nginx:1.27"}], "partitions": [0]}""", "patch statefulsets")]
    [InlineData("""{"action": "deletion"}""", "statefulsets")]
    public async Task Viewer_PostsAnIntentPastThePages_IsToldWhichRightIsMissing(string intent, string right)
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/clusters/demo/namespaces/default/statefulsets/web/plan")
        {
            Content = new StringContent(intent, System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new("Bearer", dashboard.Demo.People.Single(person => person.Name == "viewer").Token);

        var plan = await (await dashboard.Http.SendAsync(request)).Content.ReadFromJsonAsync<JsonElement>();

        plan.GetProperty("dryRun").GetString().ShouldBe("refused");
        plan.GetProperty("dryRunMessage").GetString()!.ShouldContain("viewer");
        plan.GetProperty("dryRunMessage").GetString()!.ShouldContain(right);
        (await dashboard.GetAsync("statefulset/web", "{.metadata.generation} {.spec.replicas}")).ShouldBe("1 3");
    }

    [Fact]
    public async Task Operator_MayActInTheOwnNamespaceAndSeesNothingOfAnother()
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.Kubectl.RunAsync("create", "namespace", "other");
        await dashboard.WithWebAsync();
        await dashboard.WithWebAsync("other");
        dashboard.Demo.People.Single(person => person.Name == "operator").Namespace.ShouldBe("default");
        var page = await OpenAsAsync(dashboard, "operator");

        await (await page.PlanRolloutAsync("registry.k8s.io/nginx-slim:0.25")).ConfirmAsync();
        var operation = await page.OperationAsync("done");
        (await operation.InnerTextAsync()).ShouldContain("operator");

        await page.GotoAsync(dashboard.Set("other", "web").ToString());
        await page.GetByTestId("no-rights").WaitForAsync(new() { Timeout = Acting.Patience });
        (await page.GetByTestId("no-rights").InnerTextAsync()).ShouldContain("operator");
        (await page.Locator("[data-testid^=action-]").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Operator_WhoLosesTheRightWhileTheDialogIsOpen_IsRefusedByTheClusterAndNothingIsBegun()
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync();
        var page = await OpenAsAsync(dashboard, "operator");
        var dialog = await page.OpenDialogAsync("scale");
        await dialog.GetByRole(AriaRole.Spinbutton).FillAsync("5");
        await dialog.Locator("[data-testid=dry-run][data-outcome=applied]").WaitForAsync(new() { Timeout = Acting.Patience });

        // the dashboard remembers for a while that it was allowed: the cluster does not
        await dashboard.Kubectl.RunAsync("delete", "rolebindings", "--all", "--namespace", "default");
        await dialog.GetByTestId("confirm").EvaluateAsync("button => button.click()");

        await Eventually.HoldsAsync(
            async () => await dialog.Locator("[data-testid=outcome][data-outcome=refused]").CountAsync() > 0 || await page.GetByTestId("no-rights").CountAsync() > 0,
            "the operator is told", 60);
        (await dashboard.GetAsync("statefulset/web", "{.spec.replicas}")).ShouldBe("3");
        (await dashboard.GetAsync("statefulset/web", "{.metadata.generation}")).ShouldBe("1");
    }

    private async Task<IPage> OpenAsAsync(Dashboard dashboard, string person)
    {
        var page = await browser.OpenAsync(dashboard.Set("default", "web"));
        await page.GetByTestId("person-switch").SelectOptionAsync(person);
        await page.Locator($"[data-testid=person-switch] option[selected][value={person}]").WaitForAsync(new() { State = WaitForSelectorState.Attached, Timeout = Acting.Patience });
        return page;
    }
}
