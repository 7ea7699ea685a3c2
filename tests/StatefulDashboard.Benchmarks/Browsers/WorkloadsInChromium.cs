using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using StatefulDashboard.Benchmarks.LargeCluster;

namespace StatefulDashboard.Benchmarks.Browsers;

/// <summary>What a person in a real Chromium sees of the list of a large cluster.</summary>
internal static class WorkloadsInChromium
{
    private const string Row = "[data-testid=workload-row]";

    // the whole way: rows on the screen, and an input that is answered; what is typed before anybody listens is typed again
    private const string Usable = """
        () => new Promise(done => {
          let rows = 0;
          const look = setInterval(() => {
            const shown = document.querySelectorAll('[data-testid=workload-row]');
            if (shown.length > 1 && !rows) rows = performance.now();
            if (rows && shown.length === 1 && shown[0].dataset.name === 'db-0777') { clearInterval(look); done([rows, performance.now()]); return; }
            const search = document.getElementById('search');
            if (rows && search) { search.value = 'db-0777'; search.dispatchEvent(new Event('input', { bubbles: true })); }
          }, 10);
        })
        """;

    // from the key's own time to the first moment at which the rows are those of the text
    private const string Typed = """
        wanted => new Promise(done => {
          let pressed;
          addEventListener('keydown', event => { pressed = event.timeStamp; }, { once: true, capture: true });
          const shows = () => { const rows = document.querySelectorAll('[data-testid=workload-row]'); return rows.length > 0 && rows[0].dataset.name === wanted; };
          const observer = new MutationObserver(() => { if (pressed && shows()) { observer.disconnect(); done(performance.now() - pressed); } });
          observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
        })
        """;

    // the moment at which the row of a set says that so many of its pods are available; "" waits until it is off the screen
    private const string Changed = """
        ([name, wanted]) => new Promise(done => {
          const shows = () => { const row = document.querySelector(`[data-testid=workload-row][data-name="${name}"]`); return row ? wanted !== '' && row.innerText.includes(wanted) : wanted === ''; };
          const observer = new MutationObserver(() => { if (shows()) { observer.disconnect(); done(performance.timeOrigin + performance.now()); } });
          observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
        })
        """;

    public static async Task OpenAsync(ServerAddress cluster)
    {
        using var dashboard = await DashboardProcess.StartAsync(cluster);
        await using var chromium = await Chromium.StartAsync();
        List<double> rows = [], usable = [];
        for (var round = 0; round < 11; round++)
        {
            // each round is a browser that has never been here
            await using var context = await chromium.Browser.NewContextAsync();
            var page = await context.NewPageAsync();
            await page.GotoAsync(dashboard.Link().ToString(), new() { WaitUntil = WaitUntilState.Commit });
            var took = await page.EvaluateAsync<double[]>(Usable);
            if (round == 0)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the first request of a fresh process: rows after {took[0]:0} ms, typing answered after {took[1]:0} ms"));
                continue;
            }

            rows.Add(took[0]);
            usable.Add(took[1]);
        }

        Console.WriteLine("request -> rows on the screen: " + Percentiles.Of(rows));
        Console.WriteLine("request -> typing is answered: " + Percentiles.Of(usable));
    }

    public static async Task TypingAsync(ServerAddress cluster, HttpClient control, int rate)
    {
        using var dashboard = await DashboardProcess.StartAsync(cluster);
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.Browser.NewPageAsync();
        await page.GotoAsync(dashboard.Link("sort=name").ToString());
        await page.Locator(Row).First.WaitForAsync();
        await page.WaitForTimeoutAsync(1000);
        await page.Locator("#search").FocusAsync();
        (string Key, string First)[] keys = [("0", "db-0000"), ("4", "db-0004"), ("2", "db-0042"), ("Backspace", "db-0004"), ("Backspace", "db-0000"), ("7", "db-0007"), ("7", "db-0077"), ("Backspace", "db-0007"), ("Backspace", "db-0000"), ("Backspace", "db-0000")];
        foreach (var isBusy in new[] { false, true })
        {
            var unrest = isBusy ? control.PostAsync(new Uri($"control/unrest/{rate}/40", UriKind.Relative), null) : Task.CompletedTask;
            List<double> took = [];
            for (var round = -5; round < 30; round++)
            {
                for (var index = 0; index < keys.Length; index++)
                {
                    // the first row stays the same: nothing to be seen
                    var isSeen = index > 0 && keys[index].First != keys[index - 1].First;
                    var typed = isSeen ? page.EvaluateAsync<double>(Typed, keys[index].First) : Task.FromResult(0.0);
                    await page.EvaluateAsync("() => 0");
                    await page.Keyboard.PressAsync(keys[index].Key);
                    var milliseconds = await typed;
                    if (round >= 0 && isSeen)
                    {
                        took.Add(milliseconds);
                    }
                }
            }

            await unrest;
            Console.WriteLine($"key -> rows of the text in the DOM, {(isBusy ? rate + " changes a second" : "quiet")}: " + Percentiles.Of(took));
        }
    }

    public static async Task ChangeAsync(ServerAddress cluster, HttpClient control, int rate)
    {
        foreach (var query in new[] { "sort=name", "" })
        {
            using var dashboard = await DashboardProcess.StartAsync(cluster);
            await using var chromium = await Chromium.StartAsync();
            var page = await chromium.Browser.NewPageAsync();
            await page.GotoAsync(dashboard.Link(query).ToString());
            await page.Locator(Row).First.WaitForAsync();
            await page.WaitForTimeoutAsync(1000);
            var unrest = control.PostAsync(new Uri($"control/unrest/{rate}/60", UriKind.Relative), null);
            await page.WaitForTimeoutAsync(2000);
            List<double> took = [];
            for (var sample = -20; sample < 300; sample++)
            {
                // in the usual order a set that is well again is far below: it leaves the screen
                var isReady = sample % 2 != 0;
                var wanted = isReady ? query.Length > 0 ? "10/10" : "" : "9/10";
                var changed = page.EvaluateAsync<double>(Changed, new[] { "db-0003", wanted });
                await page.EvaluateAsync("() => 0");
                using var answer = await control.PostAsync(new Uri($"control/ready/35/{(isReady ? "true" : "false")}", UriKind.Relative), null);
                var at = double.Parse(await answer.Content.ReadAsStringAsync(), CultureInfo.InvariantCulture);
                var milliseconds = await changed.WaitAsync(TimeSpan.FromSeconds(10)) - at;
                if (sample >= 0)
                {
                    took.Add(milliseconds);
                }

                await Task.Delay(Random.Shared.Next(40, 90)); // in no step with anything
            }

            var stillBusy = !unrest.IsCompleted;
            await unrest;
            Console.WriteLine($"change -> DOM on /?{query}, {rate} changes a second besides{(stillBusy ? "" : " (ENDED BEFORE THE SAMPLES DID)")}: " + Percentiles.Of(took));
        }
    }
}
