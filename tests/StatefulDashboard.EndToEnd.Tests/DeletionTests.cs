using Microsoft.Playwright;
using StatefulDashboard.EndToEnd.Tests.Tools;

namespace StatefulDashboard.EndToEnd.Tests;

/// <summary>Safe deletion and its way back, as a person uses them.</summary>
public sealed class DeletionTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task Deletion_OfAQuorumStoreWhoseClaimsWouldGoAlong_StopsInOrderKeepsTheClaimsAndIsRestored()
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync(change: yaml => yaml
            .Replace("  name: web\nspec:", "  name: web\n  annotations:\n    stateful-dashboard.io/quorum: \"true\"\nspec:", StringComparison.Ordinal)
            .Replace("  serviceName: nginx", "  serviceName: nginx\n  persistentVolumeClaimRetentionPolicy: {whenScaled: Delete, whenDeleted: Delete}", StringComparison.Ordinal));
        var claims = await dashboard.ClaimsAsync();
        claims.Keys.ShouldBe(["www-web-0", "www-web-1", "www-web-2"], ignoreOrder: true);
        var page = await browser.OpenAsync(dashboard.Set("default", "web"));
        await page.StartRowLogAsync();

        var dialog = await page.OpenDialogAsync("delete");
        await dialog.Locator("[data-testid=dry-run][data-outcome=applied]").WaitForAsync(new() { Timeout = Acting.Patience });
        (await KeysAsync(dialog)).ShouldBe(["retain", "unbind", "unbind", "unbind", "stop:2", "stop:1", "stop:0", "delete", "finish"]);
        await dialog.Locator("[data-testid=hazard][data-severity=danger]").First.WaitForAsync();
        (await dialog.GetByTestId("confirm").IsDisabledAsync()).ShouldBeTrue("nothing was typed yet");
        await dialog.ConfirmAsync("web");

        var operation = await page.OperationAsync("done");
        await operation.GetByTestId("action-restore").WaitForAsync();
        (await page.RowLogAsync()).Where(line => line.Contains(" terminating ", StringComparison.Ordinal)).Select(line => line.Split(' ')[0]).ShouldBe(["2", "1", "0"]);
        (await page.MostTerminatingAsync()).ShouldBe(1, "one at a time");
        (await dashboard.Kubectl.RunAsync("get", "statefulsets,pods", "--output=name")).ShouldBeEmpty();
        (await dashboard.ClaimsAsync()).ShouldBe(claims, ignoreOrder: true, "keep means keep");

        await operation.GetByRole(AriaRole.Link, new() { Name = "Details" }).ClickAsync();
        await RestoreAsync(page);

        await page.GotoAsync(dashboard.Set("default", "web").ToString());
        await page.PhaseAsync("steady");
        await page.Row(2, "[data-state=available]").WaitForAsync();
        (await dashboard.PodsAsync()).Keys.ShouldBe(["web-0", "web-1", "web-2"], ignoreOrder: true);
        (await dashboard.ClaimsAsync()).ShouldBe(claims, ignoreOrder: true, "the same claims, not new ones of these names");
        (await dashboard.GetAsync("statefulset/web", "{.spec.persistentVolumeClaimRetentionPolicy.whenDeleted} {.spec.replicas}")).ShouldBe("Delete 3", "as it was before");
    }

    private static async Task RestoreAsync(IPage page)
    {
        await page.WaitForURLAsync("**/c/demo/operations/default/*");
        await page.Locator("[data-testid=action-restore][data-state=enabled]").ClickAsync(new() { Timeout = Acting.Patience });
        var dialog = page.Locator("[data-testid=plan][data-action=restoration]");
        await dialog.GetByTestId("plan-step").First.WaitForAsync(new() { Timeout = Acting.Patience });
        await dialog.ConfirmAsync();
    }

    private static async Task<string[]> KeysAsync(ILocator dialog)
    {
        List<string> keys = [];
        foreach (var step in await dialog.GetByTestId("plan-step").AllAsync())
        {
            keys.Add(await step.GetAttributeAsync("data-key") ?? "");
        }

        return [.. keys];
    }
}
