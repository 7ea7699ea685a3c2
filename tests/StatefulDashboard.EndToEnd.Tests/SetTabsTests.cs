using System.Text.Json.Nodes;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using StatefulDashboard.EndToEnd.Tests.Tools;
using StatefulDashboard.Tests.Shared;

namespace StatefulDashboard.EndToEnd.Tests;

/// <summary>The tabs of revisions, disruption, events and YAML in a real browser, and their JSON.</summary>
public sealed class SetTabsTests(Browser browser) : IClassFixture<Browser>
{
    [Theory]
    [InlineData(ColorScheme.Light, "en-US", 1440)]
    [InlineData(ColorScheme.Dark, "zh-CN", 1440)]
    [InlineData(ColorScheme.Light, "zh-CN", 360)]
    [InlineData(ColorScheme.Dark, "en-US", 360)]
    public async Task Tabs_ByAxe_HaveNoViolations(ColorScheme scheme, string language, int width)
    {
        await using var dashboard = await Dashboard.StartAsync("showcase");
        var complaints = new List<string>();
        var page = await browser.OpenAsync(dashboard.Address, new() { ColorScheme = scheme, Locale = language, ViewportSize = new() { Width = width, Height = 900 } }, complaints);
        foreach (var (space, name, tab) in new[]
        {
            ("bank", "ledger", "rollout"), ("office", "mail", "rollout"), ("shop", "web", "rollout"), ("infra", "quorum", "disruption"), ("office", "mail", "disruption"),
            ("shop", "web", "disruption"), ("office", "mail", "events"), ("office", "mail", "events&type=nonsense"), ("shop", "web", "yaml"), ("shop", "web", "yaml&object=secret/x"),
        })
        {
            await page.GotoAsync(dashboard.Set(space, name) + "?tab=" + tab);
            await page.Locator("[data-testid=part][data-state=Live]").WaitForAsync(new() { Timeout = Acting.Patience });
            foreach (var fold in await page.Locator("[data-testid=part] details:not([open]) > summary").AllAsync())
            {
                await fold.ClickAsync();
            }

            var result = await page.RunAxe();

            result.Violations.ShouldBeEmpty(string.Join('\n', result.Violations.Select(violation => $"{name} {tab} {violation.Id}: {violation.Help} {string.Join(' ', violation.Nodes.Take(3).Select(node => node.Html))}")));
            (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth")).ShouldBeLessThanOrEqualTo(0, $"{name} {tab} scrolls sideways at {width} px");
        }

        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Yaml_OfAChosenPod_FollowsItAndIsCopiedWithoutManagedFields()
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync();
        var page = await browser.OpenAsync(new(dashboard.Set("default", "web") + "?tab=yaml"), new() { Locale = "en-US", Permissions = ["clipboard-read", "clipboard-write"] });
        await page.GetByTestId("manifest-choice").SelectOptionAsync("pod/web-1");
        await page.Locator("[data-testid=manifest-object]:has-text('pod/web-1')").WaitForAsync();
        page.Url.ShouldEndWith("object=pod%2Fweb-1");

        await dashboard.Kubectl.RunAsync("annotate", "pod", "web-1", "answer=yes");

        await page.GetByTestId("manifest").Locator("text=answer: \"yes\"").WaitForAsync();
        await page.GetByTestId("manifest-copy").ClickAsync();
        await page.Locator("[data-testid=manifest-copy].ok").WaitForAsync();
        var copied = await page.EvaluateAsync<string>("() => navigator.clipboard.readText()");
        copied.ShouldContain("kind: Pod\nmetadata:\n  annotations:\n    answer: \"yes\"\n");
        copied.ShouldNotContain("managedFields");
        copied.ShouldEndWith("\n");
    }

    // kubectl reads YAML with a reader of its own (1.1, in Go): what it makes of ours must be what the server has
    [Fact]
    public async Task Yaml_WithTextsThatYamlMisreads_IsReadByKubectlAsTheServerHasIt()
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync();
        string[] odd = ["yes", "No", "0x1", "017", "1e3", "1_000", "1:30", "2001-01-01", ".inf", "~", "null", " a ", "a: b", "a #b", "- a", "one\ntwo", "one\ntwo\n", "one \ntwo", "\n", "tab\there", "bell\u0007", "\u202Eturned", "\u2028", "\u0085", "'", "\"", "\\", "{}", "*x", "&x", "!x", "%x", "@x", "`x", "=", "<<", "_1", "1Gi", "有", "😀", "a\r\nb", "\uFEFFa", "# a\nb"];
        await dashboard.Kubectl.RunAsync(["annotate", "statefulset", "web", .. odd.Select((text, index) => $"odd/{index}={text}")]);
        var whole = JsonNode.Parse(await dashboard.Http.GetStringAsync(Api("manifest/json")))!;
        var sections = JsonNode.Parse(await dashboard.Http.GetStringAsync(Api("manifest")))!["value"]!["sections"]!.AsArray();
        var yaml = string.Concat(sections.Where(section => (string?)section!["fold"] != "managedFields").Select(section => (string)section!["text"]!));

        var read = (await Commands.RunAsync(KubectlPrograms.Oldest, ["--kubeconfig", dashboard.Demo.KubeconfigPath, "create", "--dry-run=client", "--validate=false", "-o", "json", "-f", "-"], yaml)).ShouldSucceed().Output;

        whole["metadata"]!.AsObject().Remove("managedFields");
        (whole["apiVersion"], whole["kind"]) = ("apps/v1", "StatefulSet");
        whole["metadata"]!["annotations"]!.AsObject().Count(pair => pair.Key.StartsWith("odd/", StringComparison.Ordinal)).ShouldBe(odd.Length);
        var made = JsonNode.Parse(read)!;
        foreach (var node in new[] { made, whole })
        {
            // kubectl create writes this one anew
            node["metadata"]!["annotations"]!.AsObject().Remove("kubectl.kubernetes.io/last-applied-configuration").ShouldBeTrue();
        }

        JsonNode.DeepEquals(made, whole).ShouldBeTrue(read + "\n" + whole.ToJsonString());
    }

    [Fact]
    public async Task Rollout_WhileItGoesOn_ShowsBothTemplatesAndWhoRunsWhat()
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync();
        var page = await browser.OpenAsync(new(dashboard.Set("default", "web") + "?tab=rollout"));
        await page.GetByTestId("diff-none").WaitForAsync();

        await dashboard.Kubectl.RunAsync("patch", "statefulset", "web", "--patch", """{"spec":{"updateStrategy":{"rollingUpdate":{"partition":2}},"template":{"spec":{"containers":[{"name":"nginx","image":"registry.k8s.io/nginx-slim:0.25"}]}}}}""");

        await page.Locator("[data-testid=revision][data-update=true] [data-testid=revision-runs]:text-is('web-2')").WaitForAsync(new() { Timeout = Acting.Patience });
        await page.Locator("[data-testid=revision][data-current=true] [data-testid=revision-gives]:text-is('web-0, web-1')").WaitForAsync();
        (await page.GetByTestId("diff-row").Locator(".added code").TextContentAsync()).ShouldBe("  - image: registry.k8s.io/nginx-slim:0.25");
        var newest = (await page.GetByTestId("revision-diff").GetAttributeAsync("data-to"))!;
        await page.GetByTestId("diff-from").SelectOptionAsync(newest);
        await page.GetByTestId("diff-equal").WaitForAsync();
        page.Url.ShouldContain("from=" + newest);
    }

    [Fact]
    public async Task Events_AsTheyCome_AreShownAndChosen()
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync();
        var page = await browser.OpenAsync(new(dashboard.Set("default", "web") + "?tab=events"));
        await page.Locator("[data-testid=event][data-object='StatefulSet/web'][data-reason=SuccessfulCreate]").First.WaitForAsync();

        await dashboard.Kubectl.RunAsync("scale", "statefulset", "web", "--replicas=2");
        await page.Locator("[data-testid=event][data-reason=SuccessfulDelete]").WaitForAsync();
        await page.GetByTestId("events-object").SelectOptionAsync("Pod/web-0");

        await page.Locator("[data-testid=event][data-object='StatefulSet/web']").First.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.Locator("[data-testid=event][data-object='Pod/web-0']").First.WaitForAsync();
        page.Url.ShouldContain("object=Pod%2Fweb-0");
    }

    [Fact]
    public async Task Parts_AsJson_SayTheSame()
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync();
        await dashboard.Kubectl.ApplyAsync("""
            apiVersion: policy/v1
            kind: PodDisruptionBudget
            metadata: {name: web}
            spec: {minAvailable: 2, selector: {matchLabels: {app: nginx}}}
            """, "default");

        var revisions = JsonNode.Parse(await dashboard.Http.GetStringAsync(Api("revisions")))!["value"]!;
        ((int)revisions["items"]![0]!["number"]!, revisions["items"]![0]!["runs"]!.ToJsonString()).ShouldBe((1, "[0,1,2]"));
        ((string)revisions["restarts"]![0]!["code"]!).ShouldBe("RestartKeeps");
        var events = JsonNode.Parse(await dashboard.Http.GetStringAsync(Api("events?object=StatefulSet/web&type=Normal")))!["value"]!["items"]!.AsArray();
        events.Select(item => (string)item!["kind"]!).Distinct().ShouldBe(["StatefulSet"]);
        await Eventually.HoldsAsync(
            async () => JsonNode.Parse(await dashboard.Http.GetStringAsync(Api("disruption")))!["value"]!["budgets"]!.AsArray().FirstOrDefault() is { } budget
                && (string)budget["verdict"]!["text"]!["text"]! == "web: 1 may be evicted now. 3 of 3 pods are healthy, 2 must stay so.",
            "the budget says what it allows");
        (await dashboard.Http.GetAsync(Api("manifest/json?object=secret/web"))).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        (await dashboard.Http.GetAsync(Api("manifest/json?object=pod/web-9"))).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    private static string Api(string part) => "api/clusters/demo/namespaces/default/statefulsets/web/" + part;
}
