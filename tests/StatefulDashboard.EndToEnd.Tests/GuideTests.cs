using System.Globalization;
using System.Text.RegularExpressions;
using StatefulDashboard.EndToEnd.Tests.Tools;

namespace StatefulDashboard.EndToEnd.Tests;

/// <summary>
/// The pictures of docs/guide.md. Each is taken anew, with what differs in each run put out (ages, hashes, addresses), and held against
/// the one of the guide. STATEFULDASHBOARD_GUIDE=write takes them all over.
/// </summary>
public sealed partial class GuideTests(Browser browser) : IClassFixture<Browser>
{
    /// <summary>Of the light, on average: fonts and a moment's state may differ, not what is on the page.</summary>
    private const double MostDifference = 0.03;

    private static readonly string Folder = Path.Combine(Repository.Root, "docs");

    private static bool Writes => Environment.GetEnvironmentVariable("STATEFULDASHBOARD_GUIDE") == "write";

    [Fact]
    public async Task Pictures_OfTheGuide_AreWhatThePagesShow()
    {
        Picture[] pictures = [.. Pictures(await File.ReadAllTextAsync(Path.Combine(Folder, "guide.md"), TestContext.Current.CancellationToken))];
        pictures.Length.ShouldBeGreaterThan(8);
        await using var dashboard = await Dashboard.StartAsync("showcase");
        List<string> faults = [];
        foreach (var picture in pictures)
        {
            var taken = await TakeAsync(dashboard, picture);
            var file = Path.Combine(Folder, "images", "guide", picture.File);
            if (Writes)
            {
                await File.WriteAllBytesAsync(file, taken, TestContext.Current.CancellationToken);
            }
            else if (!File.Exists(file))
            {
                faults.Add(picture.File + " is not there");
            }
            else if (await DifferenceAsync(dashboard, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken), taken) is var difference && difference > MostDifference)
            {
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"{picture.File} differs from {picture.Page} by {difference:0.000}"));
            }
        }

        faults.ShouldBeEmpty("take them over with STATEFULDASHBOARD_GUIDE=write, and look at them");
    }

    [Fact]
    public async Task Comparison_OfAnotherPage_TellsThemApart()
    {
        await using var dashboard = await Dashboard.StartAsync("empty");
        var images = Path.Combine(Folder, "images", "guide");
        var one = await File.ReadAllBytesAsync(Path.Combine(images, "set.png"), TestContext.Current.CancellationToken);
        var other = await File.ReadAllBytesAsync(Path.Combine(images, "trap.png"), TestContext.Current.CancellationToken);

        (await DifferenceAsync(dashboard, one, one)).ShouldBe(0);
        (await DifferenceAsync(dashboard, one, other)).ShouldBeGreaterThan(MostDifference, "else the test above proves nothing");
    }

    private async Task<byte[]> TakeAsync(Dashboard dashboard, Picture picture)
    {
        var page = await browser.OpenAsync(new Uri(dashboard.Address, picture.Page), new() { Locale = "en-US", ViewportSize = new() { Width = 1280, Height = 800 } });
        foreach (var shown in picture.Shows)
        {
            await page.GetByTestId(shown).First.WaitForAsync();
        }

        await page.EvaluateAsync("() => document.fonts.ready");
        await page.EvaluateAsync(Calm);
        var taken = await page.ScreenshotAsync(new() { FullPage = false, Animations = Microsoft.Playwright.ScreenshotAnimations.Disabled });
        await page.Context.CloseAsync();
        return taken;
    }

    private async Task<double> DifferenceAsync(Dashboard dashboard, byte[] one, byte[] other)
    {
        var page = await browser.OpenAsync(new Uri(dashboard.Address, "favicon.svg"));
        var difference = await page.EvaluateAsync<double>(Compare, new[] { Convert.ToBase64String(one), Convert.ToBase64String(other) });
        await page.Context.CloseAsync();
        return difference;
    }

    private static IEnumerable<Picture> Pictures(string guide) => Line().Matches(guide).Select(match => new Picture(
        match.Groups["file"].Value, match.Groups["page"].Value, match.Groups["shows"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)));

    [GeneratedRegex(@"<!-- picture: (?<file>\S+) page: (?<page>\S+) shows: (?<shows>.*?) -->", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Line();

    private sealed record Picture(string File, string Page, string[] Shows);

    // each text that is chance becomes one that is not, and always as long
    private const string Calm = """
        () => {
          const calm = text => text
            .replace(/\b[0-9a-f]{8}-[0-9a-f-]{4,27}/g, match => match.replace(/[0-9a-f]/g, "0"))
            .replace(/\b(?=[bcdfghjklmnpqrstvwxz2456789]*\d)[bcdfghjklmnpqrstvwxz2456789]{8,10}\b/g, "ddddddddd")
            .replace(/\b10\.244\.\d+\.\d+\b/g, "10.244.0.10")
            .replace(/\b127\.0\.0\.1:\d+\b/g, "127.0.0.1:12345")
            .replace(/\b\d+:\d\d(:\d\d)?\b/g, "0:42");
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) { const text = calm(node.nodeValue); if (text !== node.nodeValue) node.nodeValue = text; }
        }
        """;

    // both drawn at an eighth of their size, in grey: the mean of what differs, 0 to 1; another size is another picture
    private const string Compare = """
        async ([one, other]) => {
          const small = async data => {
            const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(data), c => c.charCodeAt(0))]));
            const canvas = new OffscreenCanvas(Math.ceil(bitmap.width / 8), Math.ceil(bitmap.height / 8));
            const context = canvas.getContext("2d");
            context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
            const { data: pixels } = context.getImageData(0, 0, canvas.width, canvas.height);
            const grey = [];
            for (let i = 0; i < pixels.length; i += 4) grey.push((pixels[i] * 0.3 + pixels[i + 1] * 0.6 + pixels[i + 2] * 0.1) / 255);
            return { width: bitmap.width, height: bitmap.height, grey };
          };
          const [a, b] = [await small(one), await small(other)];
          if (a.width !== b.width || a.height !== b.height) return 1;
          return a.grey.reduce((sum, value, i) => sum + Math.abs(value - b.grey[i]), 0) / a.grey.length;
        }
        """;
}
