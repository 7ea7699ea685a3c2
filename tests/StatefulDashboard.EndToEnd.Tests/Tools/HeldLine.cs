using Microsoft.Playwright;

namespace StatefulDashboard.EndToEnd.Tests.Tools;

/// <summary>
/// A browser whose connection can be held up on the way to the screen: what is shown grows old, while what is clicked still arrives.
/// Nothing is lost, and nothing changes its place.
/// </summary>
internal static class HeldLine
{
    private const string Script = """
        (() => {
          window.line = { held: false, waiting: [] };
          window.WebSocket = class extends window.WebSocket {
            set onmessage(take) {
              super.onmessage = event => window.line.held ? window.line.waiting.push(() => take(event)) : take(event);
            }
          };
        })();
        """;

    /// <summary>Before the page is loaded.</summary>
    public static Task AttachAsync(IPage page) => page.AddInitScriptAsync(Script);

    public static Task HoldLineAsync(this IPage page) => page.EvaluateAsync("() => { window.line.held = true; }");

    public static Task LineHoldsSomethingAsync(this IPage page) => page.WaitForFunctionAsync("() => window.line.waiting.length > 0");

    public static Task ReleaseLineAsync(this IPage page) =>
        page.EvaluateAsync("() => { window.line.held = false; for (const take of window.line.waiting.splice(0)) take(); }");
}
