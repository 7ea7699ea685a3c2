using Microsoft.Playwright;

namespace StatefulDashboard.EndToEnd.Tests.Tools;

/// <summary>What a person does in the dialogs and panels of acting.</summary>
internal static class Acting
{
    /// <summary>The machine may be busy with other things: only what never comes takes this long.</summary>
    public const float Patience = 60_000;

    /// <summary>Opens a dialog by its button, as soon as that is enabled.</summary>
    public static async Task<ILocator> OpenDialogAsync(this IPage page, string action)
    {
        await page.Locator($"[data-testid=action-{action}][data-state=enabled]").ClickAsync(new() { Timeout = Patience });
        var dialog = page.GetByTestId("plan");
        await dialog.WaitForAsync();
        return dialog;
    }

    /// <summary>Fills in a rollout of another image, without a soak time, and waits until it is planned.</summary>
    public static async Task<ILocator> PlanRolloutAsync(this IPage page, string image, bool approval = false)
    {
        var dialog = await page.OpenDialogAsync("rollout");
        await dialog.GetByTestId("rollout-soak").FillAsync("0");
        if (approval)
        {
            await dialog.GetByTestId("rollout-approval").CheckAsync();
        }

        await dialog.GetByTestId("rollout-image").FillAsync(image);
        await dialog.GetByTestId("plan-step").First.WaitForAsync(new() { Timeout = Patience });
        await dialog.Locator("[data-testid=dry-run][data-outcome=applied]").WaitForAsync(new() { Timeout = Patience });
        return dialog;
    }

    /// <summary>Confirms, where a danger wants it with the name typed, and waits until the dialog has closed since it was done.</summary>
    public static async Task ConfirmAsync(this ILocator dialog, string? typed = null)
    {
        if (typed is not null)
        {
            await dialog.GetByTestId("confirm-name").FillAsync(typed);
        }

        await dialog.GetByTestId("confirm").ClickAsync(new() { Timeout = Patience });
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Detached, Timeout = Patience });
    }

    /// <summary>Waits until the page shows the operation in this state, and at this step where one is named.</summary>
    public static async Task<ILocator> OperationAsync(this IPage page, string state, string? step = null)
    {
        var operation = page.Locator($"[data-testid=operation][data-state={state}]" + (step is null ? "" : $"[data-step=\"{step}\"]"));
        await operation.WaitForAsync(new() { Timeout = Patience });
        return operation;
    }

    /// <summary>Waits until the page's verdict on the set is this phase.</summary>
    public static Task PhaseAsync(this IPage page, string phase) =>
        page.Locator($"[data-testid=verdict][data-phase={phase}]").WaitForAsync(new() { Timeout = Patience });
}
