using Microsoft.Playwright;

namespace StatefulDashboard.EndToEnd.Tests.Tools;

/// <summary>Writes down in the page, without looking away, which state each ordinal's row shows and when.</summary>
internal static class RowLog
{
    private const string Script = """
        () => {
          window.rowLog = []; window.notReloaded = true;
          const seen = {};
          const look = () => {
            const now = {};
            for (const row of document.querySelectorAll('[data-testid=ordinal-row]')) {
              now[row.dataset.ordinal] = row.dataset.position + ' ' + row.dataset.state + ' ' + row.dataset.revisionRole;
            }
            const stopping = Object.values(now).filter(state => state.includes(' terminating ')).length;
            window.mostTerminating = Math.max(window.mostTerminating ?? 0, stopping);
            for (const ordinal of new Set([...Object.keys(seen), ...Object.keys(now)])) {
              if (seen[ordinal] !== now[ordinal]) {
                seen[ordinal] = now[ordinal];
                window.rowLog.push(ordinal + ' ' + (now[ordinal] ?? 'gone'));
              }
            }
          };
          look();
          window.rowLog.length = 0;
          new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
        }
        """;

    public static Task StartRowLogAsync(this IPage page) => page.EvaluateAsync(Script);

    /// <summary>"3 replica starting current", one for each change, in order; fails when the page was loaded anew.</summary>
    public static async Task<string[]> RowLogAsync(this IPage page)
    {
        (await page.EvaluateAsync<bool>("() => window.notReloaded === true")).ShouldBeTrue("the page was loaded anew");
        return await page.EvaluateAsync<string[]>("() => window.rowLog");
    }

    /// <summary>How many rows were ever seen terminating at once.</summary>
    public static Task<int> MostTerminatingAsync(this IPage page) => page.EvaluateAsync<int>("() => window.mostTerminating");

    public static ILocator Row(this IPage page, int ordinal, string attributes = "") =>
        page.Locator($"[data-testid=ordinal-row][data-ordinal=\"{ordinal}\"]{attributes}");
}
