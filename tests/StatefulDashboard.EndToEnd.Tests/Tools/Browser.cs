using Microsoft.Playwright;

namespace StatefulDashboard.EndToEnd.Tests.Tools;

/// <summary>One real Chromium for all tests of a class; each test gets a context of its own.</summary>
public sealed class Browser : IAsyncLifetime
{
    public const string Program = "/usr/bin/chromium";

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Program))
        {
            throw new InvalidOperationException(Program + " is not installed; tests/run installs it (Debian package chromium)");
        }

        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <param name="complaints">Gets what the browser writes to its console as errors.</param>
    /// <param name="before">Done with the page before it is loaded.</param>
    public async Task<IPage> OpenAsync(Uri address, BrowserNewContextOptions? options = null, List<string>? complaints = null, Func<IPage, Task>? before = null)
    {
        var context = await browser!.NewContextAsync(options ?? new() { Locale = "en-US", ViewportSize = new() { Width = 1440, Height = 900 } });
        context.SetDefaultTimeout(20_000);
        var page = await context.NewPageAsync();
        // a refused inline script, a missing file, a failed circuit: the browser says so on its console
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                complaints?.Add(message.Text);
            }
        };
        if (before is not null)
        {
            await before(page);
        }

        await page.GotoAsync(address.ToString());
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }
}
