using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using StatefulDashboard.EndToEnd.Tests.Tools;

namespace StatefulDashboard.EndToEnd.Tests;

/// <summary>The lab in a real browser: what a presenter does, and what the people who look on see.</summary>
public sealed class LabTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task Rollout_PlayedStepByStep_ShowsEachStepAndTheOrderOfThePods()
    {
        await using var dashboard = await Dashboard.StartAsync();
        var page = await OpenAsync(dashboard, "ordered-rollout");
        var onlooker = await OpenAsync(dashboard, "ordered-rollout");
        (await page.GetByTestId("lab-step").CountAsync()).ShouldBe(4);

        await DoStepAsync(page, 1);
        await page.Row(2, "[data-state=available]").WaitForAsync();
        await page.StartRowLogAsync();
        await DoStepAsync(page, 2);
        await page.Locator("[data-testid=lab-step][data-step=\"3\"][data-state=next]").WaitForAsync();
        await DoStepAsync(page, 3);

        var terminating = (await page.RowLogAsync()).Where(line => line.Contains(" terminating ", StringComparison.Ordinal)).Select(line => line.Split(' ')[0]);
        terminating.ShouldBe(["2", "1", "0"], "from the highest number down");
        (await page.MostTerminatingAsync()).ShouldBe(1, "one at a time");
        await onlooker.Locator("[data-testid=lab-step][data-step=\"3\"][data-state=done]").WaitForAsync();

        await DoStepAsync(page, 4);
        await page.Locator("[data-testid=lab-scenario][data-id=ordered-rollout][data-state=finished]").WaitForAsync();
        await page.GetByTestId("lab-reset").ClickAsync();
        await page.Locator("[data-testid=lab-scenario][data-id=ordered-rollout][data-state=idle]").WaitForAsync();
        await page.GetByTestId("verdict").WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    [Fact]
    public async Task Play_AndPause_GoOnByThemselvesAndStop()
    {
        await using var dashboard = await Dashboard.StartAsync();
        var page = await OpenAsync(dashboard, "broken-image");
        await page.GetByTestId("lab-play").ClickAsync();
        // four seconds of rest are there to read the step
        await page.Locator("[data-testid=lab-scenario][data-id=broken-image][data-state=resting]").WaitForAsync();
        await page.GetByTestId("lab-pause").ClickAsync();
        await page.Locator("[data-testid=lab-scenario][data-id=broken-image][data-state=paused]").WaitForAsync();

        await page.Locator("[data-testid=lab-speed][data-speed=\"10\"]").ClickAsync();
        await page.Locator("[data-testid=lab-speed][data-speed=\"10\"][aria-pressed=true]").WaitForAsync();
        await page.GetByTestId("lab-play").ClickAsync();
        await page.Locator("[data-testid=lab-scenario][data-id=broken-image][data-state=finished]").WaitForAsync();
        (await page.Locator("[data-testid=lab-step][data-state=done]").CountAsync()).ShouldBe(4);
    }

    [Fact]
    public async Task Speed_IsStopped_SaysWhyNothingMoves()
    {
        await using var dashboard = await Dashboard.StartAsync();
        var page = await OpenAsync(dashboard, "ordered-start");
        await page.Locator("[data-testid=lab-speed][data-speed=\"0\"]").ClickAsync();
        await page.GetByTestId("lab-step-one").ClickAsync();

        var waiting = page.GetByTestId("lab-waiting");
        await waiting.WaitForAsync();
        (await waiting.InnerTextAsync()).ShouldContain("StatefulSet/web status.readyReplicas = 3 (now 0)");
        await page.GetByText("The clock stands still").WaitForAsync();

        await page.Locator("[data-testid=lab-speed][data-speed=\"10\"]").ClickAsync();
        await page.Locator("[data-testid=lab-step][data-step=\"1\"][data-state=done]").WaitForAsync();
    }

    [Fact]
    public async Task Fault_IsSwitched_IsSeenByAllAndFelt()
    {
        await using var dashboard = await Dashboard.StartAsync();
        var page = await OpenAsync(dashboard, "ordered-start");
        var onlooker = await OpenAsync(dashboard, "canary");
        await page.Locator("[data-testid=fault][data-fault=failing-probes]").CheckAsync();
        await onlooker.Locator("[data-testid=fault][data-fault=failing-probes][data-state=on]").WaitForAsync();

        await dashboard.Kubectl.ApplyAsync(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Manifests", "web.yaml")), "default");
        await page.GotoAsync(dashboard.Set("default", "web").ToString());
        await page.Row(0, "[data-state=notReady]").WaitForAsync();

        await onlooker.Locator("[data-testid=fault][data-fault=failing-probes]").UncheckAsync();
        await page.Row(2, "[data-state=available]").WaitForAsync();
    }

    [Theory]
    [InlineData("lost-watch")]
    [InlineData("api-429")]
    [InlineData("api-500")]
    [InlineData("api-410")]
    public async Task FaultOfTheApi_WhileAScenarioIsPlayed_TheDashboardArrivesAllTheSame(string fault)
    {
        await using var dashboard = await Dashboard.StartAsync();
        await PostAsync(dashboard, "speed", new { speed = 10 });
        await PostAsync(dashboard, "scenarios/ordered-start/play", new { });
        await Eventually.HoldsAsync(async () => (await LabAsync(dashboard)).GetProperty("player").GetProperty("step").GetInt32() >= 1, "the first step is begun");
        await PostAsync(dashboard, "faults/" + fault, new { on = true });

        await Eventually.HoldsAsync(async () => (await LabAsync(dashboard)).GetProperty("player").GetProperty("phase").GetString() == "finished", "the scenario ends, whatever becomes of requests", 60);
        (await LabAsync(dashboard)).GetProperty("faults").EnumerateArray().Single(f => f.GetProperty("id").GetString() == fault).GetProperty("on").GetBoolean().ShouldBeTrue();
        await Eventually.HoldsAsync(() => IsSteadyAsync(dashboard, replicas: 4), "the dashboard shows four replicas while the fault lasts", 60);

        await PostAsync(dashboard, "faults/" + fault, new { on = false });
        await PostAsync(dashboard, "scenarios/ordered-start/reset", new { });
        await Eventually.HoldsAsync(async () => (await dashboard.Http.GetAsync("api/clusters/demo/namespaces/lab-start/statefulsets/web")).StatusCode == HttpStatusCode.NotFound, "the dashboard sees the set go after it", 60);
    }

    [Fact]
    public async Task ReadOnly_ShowsTheLabAndRefusesItsSwitches()
    {
        await using var dashboard = await Dashboard.StartAsync("empty", "--Security:ReadOnly=true");
        (await dashboard.Http.PostAsJsonAsync("api/lab/scenarios/canary/play", new { })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await dashboard.Http.PostAsJsonAsync("api/lab/faults/api-500", new { on = true })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await LabAsync(dashboard)).GetProperty("player").GetProperty("phase").GetString().ShouldBe("idle");

        var page = await OpenAsync(dashboard, "canary");
        foreach (var id in (string[])["lab-play", "lab-step-one", "lab-reset", "fault", "lab-speed"])
        {
            (await page.GetByTestId(id).First.IsDisabledAsync()).ShouldBeTrue(id);
            (await page.Locator($"[title*=\"Security:ReadOnly\"] [data-testid={id}], [data-testid={id}][title*=\"Security:ReadOnly\"]").CountAsync()).ShouldBeGreaterThan(0, $"{id} says why not");
        }
    }

    [Theory]
    [InlineData("scenarios/nothing/play", "{}", "nothing")]
    [InlineData("scenarios/canary/explode", "{}", "explode")]
    [InlineData("faults/rain", """{"on":true}""", "rain")]
    [InlineData("speed", """{"speed":-1}""", "speed")]
    [InlineData("speed", """{"speed":"fast"}""", "right type")]
    public async Task Post_ThatMakesNoSense_IsAProblemThatNamesIt(string path, string body, string named)
    {
        await using var dashboard = await Dashboard.StartAsync();
        var answer = await dashboard.Http.PostAsync("api/lab/" + path, new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await answer.Content.ReadAsStringAsync()).ShouldContain(named);
    }

    [Fact]
    public async Task OwnScenario_InItsFolder_CanBePlayed_AndABrokenOneIsTold()
    {
        var folder = Directory.CreateTempSubdirectory("lab");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "mine.yaml"), """
            title: {en: Mine, zh-Hans: 我的}
            about: {en: A ConfigMap, zh-Hans: 一个 ConfigMap}
            namespace: lab-mine
            set: web
            steps:
              - text: {en: "It is made <b>now</b>", zh-Hans: 现在创建}
                do:
                  - apply: '{apiVersion: v1, kind: ConfigMap, metadata: {name: mine}}'
                until: [ConfigMap/mine exists]
            """);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "wrong.yaml"), "title: <script>alert(1)</script>\n");
        await using var dashboard = await Dashboard.StartAsync("empty", "--DemoCluster:Scenarios=" + folder.FullName);
        var page = await OpenAsync(dashboard, "mine");

        (await page.GetByTestId("lab-broken-file").InnerTextAsync()).ShouldContain("wrong.yaml, line 1");
        (await page.GetByTestId("lab-step").First.InnerTextAsync()).ShouldContain("<b>now</b>", Case.Sensitive, "a file's text is text");
        await page.GetByTestId("lab-play").ClickAsync();
        await page.Locator("[data-testid=lab-scenario][data-id=mine][data-state=finished]").WaitForAsync();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(ColorScheme.Light, "en-US", 1440)]
    [InlineData(ColorScheme.Dark, "zh-CN", 1440)]
    [InlineData(ColorScheme.Light, "zh-CN", 360)]
    public async Task Lab_InUse_HasNoViolations(ColorScheme scheme, string language, int width)
    {
        await using var dashboard = await Dashboard.StartAsync();
        await PostAsync(dashboard, "scenarios/broken-image/step", new { });
        await Eventually.HoldsAsync(async () => (await LabAsync(dashboard)).GetProperty("player").GetProperty("phase").GetString() == "paused", "a step is done");
        await PostAsync(dashboard, "speed", new { speed = 0 });
        await PostAsync(dashboard, "scenarios/broken-image/step", new { });
        await PostAsync(dashboard, "faults/slow-starts", new { on = true });
        var complaints = new List<string>();
        var page = await browser.OpenAsync(new Uri(dashboard.Address, "lab"), new() { ColorScheme = scheme, Locale = language, ViewportSize = new() { Width = width, Height = 900 } }, complaints);
        await page.GetByTestId("lab-waiting").WaitForAsync();
        await page.Locator("[data-testid=lab-reset]:enabled").WaitForAsync();

        var result = await page.RunAxe();

        result.Violations.ShouldBeEmpty(string.Join('\n', result.Violations.Select(v => $"{v.Id}: {v.Help} {string.Join(' ', v.Nodes.Take(3).Select(node => node.Html))}")));
        complaints.ShouldBeEmpty();
        (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth")).ShouldBeLessThanOrEqualTo(0, $"the lab scrolls sideways at {width} px");
    }

    [Fact]
    public async Task JoinPanel_DigLine_AnswersWithTheAddressOfTheFirstReplica()
    {
        await using var dashboard = await Dashboard.StartAsync();
        var page = await OpenAsync(dashboard, "ordered-start");
        await DoStepAsync(page, 1);
        var words = (await page.GetByTestId("lab-dig").InnerTextAsync()).Split(' ');
        words[0].ShouldBe("dig");

        var answer = (await Commands.RunAsync("dig", [.. words[1..], "+short"])).ShouldSucceed();

        answer.Output.Trim().ShouldBe(await dashboard.Kubectl.RunAsync("get", "pod", "web-0", "--namespace", "lab-start", "-o", "jsonpath={.status.podIP}"));
    }

    private async Task<IPage> OpenAsync(Dashboard dashboard, string scenario)
    {
        var page = await browser.OpenAsync(new Uri(dashboard.Address, "lab/" + scenario));
        await page.Locator("[data-testid=lab-scenario][aria-current=page]").WaitForAsync();
        return page;
    }

    private static async Task DoStepAsync(IPage page, int step)
    {
        await page.GetByTestId("lab-step-one").ClickAsync();
        await page.Locator($"[data-testid=lab-step][data-step=\"{step}\"][data-state=done]").WaitForAsync();
    }

    private static async Task PostAsync(Dashboard dashboard, string path, object body)
        => (await dashboard.Http.PostAsJsonAsync("api/lab/" + path, body)).StatusCode.ShouldBe(HttpStatusCode.OK, path);

    private static Task<JsonElement> LabAsync(Dashboard dashboard) => dashboard.Http.GetFromJsonAsync<JsonElement>("api/lab");

    private static async Task<bool> IsSteadyAsync(Dashboard dashboard, int replicas)
    {
        var answer = await dashboard.Http.GetAsync("api/clusters/demo/namespaces/lab-start/statefulsets/web");
        if (!answer.IsSuccessStatusCode)
        {
            return false;
        }

        var set = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return set.GetProperty("phase").GetString() == "steady" && set.GetProperty("ordinals").EnumerateArray().Count(o => o.GetProperty("state").GetString() == "available") == replicas;
    }
}
