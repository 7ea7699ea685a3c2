using System.Net;
using StatefulDashboard.EndToEnd.Tests.Tools;

namespace StatefulDashboard.EndToEnd.Tests;

public sealed class SecurityTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task Answers_Always_CarryThePolicyAndNoInlineScript()
    {
        await using var dashboard = await Dashboard.StartAsync();

        var answer = await dashboard.Http.GetAsync("");
        var html = await answer.Content.ReadAsStringAsync();

        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'self'");
        answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        System.Text.RegularExpressions.Regex.IsMatch(html, "<script(?![^>]*\\bsrc=)[^>]*>\\s*[^<\\s]", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5)).ShouldBeFalse("an inline script would not run");
    }

    [Fact]
    public async Task Request_ForeignHost_IsNotAnswered()
    {
        await using var dashboard = await Dashboard.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/clusters");
        request.Headers.Host = "evil.example";

        (await dashboard.Http.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Post_ForeignOrigin_IsRefused()
    {
        await using var dashboard = await Dashboard.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/clusters/demo/namespaces/default/statefulsets/web/plan")
        {
            Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Origin", "http://127.0.0.1:1");

        (await dashboard.Http.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task LaunchLink_InABrowser_OpensALivePageWithoutTheTokenInItsAddress()
    {
        const string token = "a-token-of-the-tests-0123";
        await using var dashboard = await Dashboard.StartAsync("empty", "--Security:LaunchToken=" + token);
        await dashboard.WithWebAsync();

        var page = await browser.OpenAsync(new(dashboard.Address, "c/demo/ns/default/statefulsets/web?token=" + token));

        await page.Locator("[data-testid=action-scale][data-state=enabled]").WaitForAsync();
        page.Url.ShouldNotContain(token);
        await dashboard.Kubectl.RunAsync("scale", "statefulset/web", "--replicas=4");
        await page.Row(3, "[data-state=available]").WaitForAsync();
    }

    [Fact]
    public async Task Form_WithoutItsToken_IsRefused()
    {
        await using var dashboard = await Dashboard.StartAsync();

        var answer = await dashboard.Http.PostAsync("preferences/language", new FormUrlEncodedContent([new("language", "zh-Hans"), new("returnTo", "/")]));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Fact]
    public async Task LanguageSwitch_IsUsed_SpeaksChineseAndStaysOnThePage()
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync();
        var page = await browser.OpenAsync(dashboard.Set("default", "web"));
        await page.Locator("[data-testid=action-scale][data-state=enabled]").WaitForAsync();

        await page.GetByTestId("language-switch").SelectOptionAsync("zh-Hans");

        await page.GetByText("全部副本均可用").First.WaitForAsync();
        new Uri(page.Url).AbsolutePath.ShouldBe("/c/demo/ns/default/statefulsets/web");
    }

    [Fact]
    public async Task LaunchToken_IsSet_KeepsEverybodyElseOut()
    {
        const string token = "a-token-of-the-tests-0123";
        await using var dashboard = await Dashboard.StartAsync("empty", "--Security:LaunchToken=" + token);
        using var plain = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = dashboard.Address };

        foreach (var path in new[] { "", "api/clusters", "c/demo/ns/default/statefulsets/web", "hubs/statefulsets/negotiate?negotiateVersion=1", "_blazor/negotiate" })
        {
            (await plain.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, path);
        }

        var link = await plain.GetAsync("?token=" + token + "&q=x");
        link.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        link.Headers.Location!.ToString().ShouldBe("/?q=x");
        var cookie = link.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=strict");
        (await plain.GetAsync("?token=wrong")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        using var signedIn = new HttpRequestMessage(HttpMethod.Get, "api/clusters");
        signedIn.Headers.Add("Cookie", cookie.Split(';')[0]);
        (await plain.SendAsync(signedIn)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var program = new HttpRequestMessage(HttpMethod.Get, "api/clusters");
        program.Headers.Authorization = new("Bearer", token);
        (await plain.SendAsync(program)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
