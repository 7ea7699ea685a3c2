using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using StatefulDashboard.EndToEnd.Tests.Tools;

namespace StatefulDashboard.EndToEnd.Tests;

/// <summary>Names, really asked of the demo's DNS server; dig is the second opinion.</summary>
public sealed partial class DnsTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task Names_OfShowcaseSets_AreWhatDigAnswers()
    {
        await using var dashboard = await Dashboard.StartAsync("showcase");
        var dig = new Dig(dashboard);
        foreach (var (home, set, replicas, isThere) in new[] { ("shop", "web", 3, true), ("infra", "quorum", 3, true), ("shop", "cart", 2, false) })
        {
            await dashboard.Kubectl.RunAsync("rollout", "status", "statefulset/" + set, "--namespace", home, "--timeout=60s");
            var names = await NamesAsync(dashboard, home, set);

            var ordinals = names.GetProperty("ordinals").EnumerateArray().ToArray();
            ordinals.Length.ShouldBe(replicas);
            foreach (var ordinal in ordinals)
            {
                var expected = Text(ordinal, "expected");
                var said = await dig.ShortAsync("A", expected);
                Values(ordinal.GetProperty("resolved")).ShouldBe(said, expected);
                said.Length.ShouldBe(isThere ? 1 : 0, expected);
                (await dig.FullAsync("A", expected)).ShouldContain("status: " + Text(ordinal.GetProperty("resolved"), "code"));
            }

            foreach (var peer in names.GetProperty("peers").EnumerateArray())
            {
                Values(peer.GetProperty("resolved")).ShouldBe(await dig.ShortAsync(Text(peer, "type"), Text(peer, "name")), Text(peer, "name"));
                Text(peer.GetProperty("resolved"), "verdict").ShouldBe("Matches");
            }
        }
    }

    /// <summary>A cache keeps the denial of a name that was asked too early: it is published, and still not answered.</summary>
    [Fact]
    public async Task Denial_KeptFromBefore_IsShownWithItsTimeUntilItEnds()
    {
        await using var dashboard = await Dashboard.StartAsync();
        var dig = new Dig(dashboard);
        dashboard.Demo.DenialCache.IsOn = true;
        (await dig.FullAsync("web-0.nginx.default.svc.cluster.local")).ShouldContain("status: NXDOMAIN");
        await dashboard.WithWebAsync();

        var page = await browser.OpenAsync(dashboard.Set("default", "web"));
        await page.Row(0, " [data-testid=dns][data-published=Published][data-resolved=NegativelyCached]").WaitForAsync();
        await page.Row(1, " [data-testid=dns][data-published=Published][data-resolved=Matches]").WaitForAsync();
        await page.GotoAsync(dashboard.Set("default", "web") + "?tab=dns");
        var row = page.Locator("[data-testid=ordinal-name][data-ordinal=\"0\"][data-resolved=NegativelyCached]");
        await row.WaitForAsync();
        (await row.GetAttributeAsync("data-code")).ShouldBe("NXDOMAIN");
        (await row.GetByTestId("ttl-left").InnerTextAsync()).ShouldMatch(@"^0:[0-3]\d$");
        var denied = await dig.FullAsync("web-0.nginx.default.svc.cluster.local");
        denied.ShouldContain("status: NXDOMAIN");
        var left = int.Parse(AuthorityTime().Match(denied).Groups["left"].Value, System.Globalization.CultureInfo.InvariantCulture);
        left.ShouldBeLessThan(30, "the cache counts down");

        // its time is over: what was denied is answered, and nobody had to reload
        dashboard.Demo.DenialCache.IsOn = false;
        await page.Locator("[data-testid=ordinal-name][data-ordinal=\"0\"][data-resolved=Matches]").WaitForAsync(new() { Timeout = Acting.Patience });
    }

    [Fact]
    public async Task Page_Asks_OnlyWhenAskIsPressedOrALinkIsOpened()
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync();
        dashboard.Demo.DenialCache.IsOn = true; // it remembers whatever is asked
        var page = await browser.OpenAsync(new Uri(dashboard.Address, "c/demo/dns"));
        await page.GetByTestId("ask-empty").WaitForAsync();
        await page.Locator("[data-testid=ask-form][data-interactive]").WaitForAsync();
        await page.GetByTestId("ask-name").FillAsync("web-9.nginx");
        await page.GetByTestId("ask-namespace").FillAsync("default");
        dashboard.Demo.DenialCache.Contents.ShouldBeEmpty("typing asks nothing");
        // a request alone, of a crawler or a picture on another site, asks nothing either
        (await dashboard.Http.GetAsync("c/demo/dns?name=web-8.nginx&namespace=default")).StatusCode.ShouldBe(HttpStatusCode.OK);
        dashboard.Demo.DenialCache.Contents.ShouldBeEmpty("a page without a circuit asks nothing");

        await page.GetByTestId("ask").ClickAsync();
        var report = page.Locator("[data-testid=name-report][data-code=NXDOMAIN]");
        await report.WaitForAsync();
        (await report.GetByTestId("ask-why").InnerTextAsync()).ShouldContain("no ready endpoint with the hostname web-9");
        (await page.GetByTestId("tried").CountAsync()).ShouldBe(4);
        page.Url.ShouldEndWith("/c/demo/dns?name=web-9.nginx&type=A&namespace=default");

        var other = await browser.OpenAsync(new Uri(dashboard.Address, "c/demo/dns?name=web-0.nginx&type=a&namespace=default"));
        await other.Locator("[data-testid=name-report][data-verdict=Matches][data-outcome=Records]").WaitForAsync();
        (await other.Locator("[data-testid=record][data-type=A]").CountAsync()).ShouldBe(1);
        (await other.GetByTestId("ask-name").InputValueAsync()).ShouldBe("web-0.nginx");

        await other.Locator("[data-testid=ask-form][data-interactive]").WaitForAsync();
        await other.GetByTestId("ask-name").FillAsync("a..b");
        await other.GetByTestId("ask").ClickAsync();
        (await other.GetByTestId("ask-fault").InnerTextAsync()).ShouldContain("labels of 1 to 63 characters");
    }

    [Theory]
    [InlineData("name=web-0.nginx&namespace=default&type=A", "NOERROR", "Matches")]
    [InlineData("name=nginx.default.svc.cluster.local&type=AAAA", "NOERROR", "Matches")]
    [InlineData("name=nothing&namespace=default", "NXDOMAIN", "Matches")]
    [InlineData("name=dns-version.cluster.local&type=TXT", "NOERROR", "Matches")]
    [InlineData("name=10.96.0.1&type=PTR", "NOERROR", "Matches")]
    [InlineData("name=example.com", "REFUSED", "Failed")]
    public async Task Json_OfAQuestion_HasTheAnswerAndTheReasons(string query, string code, string verdict)
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync();

        var report = await dashboard.Http.GetFromJsonAsync<JsonElement>("api/clusters/demo/dns?" + query);

        Text(report.GetProperty("answer"), "code").ShouldBe(code);
        var shown = report.GetProperty("tried")[report.GetProperty("shown").GetInt32()];
        Text(shown.GetProperty("resolved"), "verdict").ShouldBe(verdict);
        shown.GetProperty("expected").GetProperty("why").GetArrayLength().ShouldBeGreaterThan(0);
        Text(report.GetProperty("resolver"), "server").ShouldBe(dashboard.Demo.DnsEndpoint.ToString());
    }

    /// <summary>Names are open to all in a cluster; what the cluster's objects say of them is not.</summary>
    [Fact]
    public async Task Json_ReasonsFromWhereOneMayNotRead_AreUnknown()
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync(); // in the operator's own namespace: who sees no set at all is refused before that
        await dashboard.Kubectl.RunAsync("create", "namespace", "secret");
        await dashboard.Kubectl.RunAsync("create", "service", "clusterip", "vault", "--tcp=80", "--namespace", "secret");
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/clusters/demo/dns?name=vault.secret.svc.cluster.local");
        request.Headers.Authorization = new("Bearer", dashboard.Demo.People.Single(person => person.Name == "operator").Token);

        using var answer = await dashboard.Http.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        var report = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var expected = report.GetProperty("tried")[0].GetProperty("expected");
        (Text(expected, "outcome"), expected.GetProperty("values").GetArrayLength()).ShouldBe(("Unknown", 0));
        Text(expected.GetProperty("why")[0], "code").ShouldBe("ZoneUnread");
    }

    [Fact]
    public async Task Json_WhatCannotBeAsked_IsRefusedInWords()
    {
        await using var dashboard = await Dashboard.StartAsync();

        (await dashboard.Http.GetAsync("api/clusters/demo/dns")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await dashboard.Http.GetAsync("api/clusters/demo/dns?name=a&type=AXFR")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await dashboard.Http.GetAsync("api/clusters/other/dns?name=a")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var foreign = new HttpRequestMessage(HttpMethod.Get, "api/clusters/demo/dns?name=a");
        foreign.Headers.Add("Sec-Fetch-Site", "cross-site");
        (await dashboard.Http.SendAsync(foreign)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData(ColorScheme.Light, "en-US", 1440)]
    [InlineData(ColorScheme.Dark, "zh-CN", 1440)]
    [InlineData(ColorScheme.Light, "en-US", 360)]
    [InlineData(ColorScheme.Dark, "en-US", 360)]
    public async Task TabAndPage_ByAxe_HaveNoViolations(ColorScheme scheme, string language, int width)
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync();
        foreach (var (address, wait) in new[]
        {
            (dashboard.Set("default", "web") + "?tab=dns", "[data-testid=ordinal-name][data-resolved=Matches]"),
            (dashboard.Address + "c/demo/dns", "[data-testid=ask-empty]"),
            (dashboard.Address + "c/demo/dns?name=nginx&type=SRV&namespace=default", "[data-testid=name-report]"),
            (dashboard.Address + "c/demo/dns?name=nothing&type=A&namespace=default", "[data-testid=ask-tried]"),
            (dashboard.Address + "c/demo/dns?name=a..b", "[data-testid=ask-fault]"),
        })
        {
            var complaints = new List<string>();
            var page = await browser.OpenAsync(new Uri(address), new() { ColorScheme = scheme, Locale = language, ViewportSize = new() { Width = width, Height = 900 } }, complaints);
            await page.Locator(wait).First.WaitForAsync();

            var result = await page.RunAxe();

            result.Violations.ShouldBeEmpty(string.Join('\n', result.Violations.Select(violation => $"{address} {violation.Id}: {violation.Help} {string.Join(' ', violation.Nodes.Take(3).Select(node => node.Html))}")));
            complaints.ShouldBeEmpty($"the console of {address}");
            (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth")).ShouldBeLessThanOrEqualTo(0, $"{address} scrolls sideways at {width} px");
        }
    }

    private static async Task<JsonElement> NamesAsync(Dashboard dashboard, string home, string set) =>
        (await dashboard.Http.GetFromJsonAsync<JsonElement>($"api/clusters/demo/namespaces/{home}/statefulsets/{set}/dns")).GetProperty("value");

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;

    private static string[] Values(JsonElement resolved) => [.. resolved.GetProperty("addresses").EnumerateArray().Select(value => value.GetString()!)];

    [GeneratedRegex(@"cluster\.local\.\s+(?<left>\d+)\s+IN\s+SOA", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AuthorityTime();
}
