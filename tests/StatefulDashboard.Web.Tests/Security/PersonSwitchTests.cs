using System.Net;
using System.Text.RegularExpressions;
using StatefulDashboard.Web.Security;
using StatefulDashboard.Web.Tests.Support;

namespace StatefulDashboard.Web.Tests.Security;

/// <summary>Who somebody is in the demo: by choice, by token, and never more by a cookie that was tampered with.</summary>
public sealed partial class PersonSwitchTests : IAsyncLifetime
{
    private TestDashboard dashboard = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => dashboard = await TestDashboard.StartAsync();

    public ValueTask DisposeAsync() => dashboard.DisposeAsync();

    [Fact]
    public async Task Browser_ThatNeverChose_IsTheAdmin() => (await WhoAsync(dashboard.Client())).ShouldBe("admin");

    [Fact]
    public async Task Browser_Chooses_IsThatPersonFromThenOn()
    {
        var (status, location, cookie) = await ChooseAsync("viewer", "/health?x=1");

        status.ShouldBe(HttpStatusCode.Redirect);
        location.ShouldBe("/health?x=1");
        cookie.ShouldNotBeNull();
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=strict");
        cookie.ShouldNotContain("viewer", customMessage: "who can read it could write it");
        (await WhoAsync(dashboard.Client(cookie: Pair(cookie)))).ShouldBe("viewer");
        (await WhoAsync(dashboard.Client(cookie: Pair((await ChooseAsync("admin", "/", Pair(cookie))).Cookie!)))).ShouldBe("admin");
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("https://evil.example/")]
    public async Task Choice_WithAForeignAddress_StaysWithinTheSite(string returnTo) => (await ChooseAsync("viewer", returnTo)).Location.ShouldBe("/");

    [Fact]
    public async Task Choice_OfSomebodyUnknown_IsRefused()
    {
        var (status, _, cookie) = await ChooseAsync("root", "/");

        status.ShouldBe(HttpStatusCode.BadRequest);
        cookie.ShouldBeNull();
    }

    [Fact]
    public async Task Choice_WithoutTheFormsToken_IsRefused()
    {
        var answer = await dashboard.Client().PostAsync("preferences/person", new FormUrlEncodedContent([new("person", "admin")]), Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Theory]
    [InlineData("admin")]
    [InlineData("CfDJ8AAAAAAAAAAA")]
    [InlineData("%00%ff")]
    public async Task Cookie_NotWrittenHere_IsNobodyAndStaysSoUntilAChoice(string forged)
    {
        var answer = await dashboard.Client(cookie: PersonCookie.Name + "=" + forged).GetAsync("", Cancellation);

        Who(await answer.Content.ReadAsStringAsync(Cancellation)).ShouldBe("");
        var replaced = Pair(answer.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith(PersonCookie.Name, StringComparison.Ordinal)));
        (await WhoAsync(dashboard.Client(cookie: replaced))).ShouldBe("", "the next request must not fall back to the admin");
        (await WhoAsync(dashboard.Client(cookie: Pair((await ChooseAsync("operator", "/", replaced)).Cookie!)))).ShouldBe("operator");
    }

    [Fact]
    public async Task Cookie_OfTheViewerChangedAnywhere_IsNeverMoreThanTheViewer()
    {
        var cookie = Pair((await ChooseAsync("viewer", "/")).Cookie!);
        var value = cookie[(PersonCookie.Name.Length + 1)..];
        foreach (var at in new[] { 0, value.Length / 3, value.Length / 2, value.Length - 3 })
        {
            var changed = value[..at] + (value[at] == 'A' ? 'B' : 'A') + value[(at + 1)..];
            (await WhoAsync(dashboard.Client(cookie: PersonCookie.Name + "=" + changed))).ShouldBe("");
        }
    }

    [Fact]
    public async Task Program_WithAToken_IsWhoseTokenItIsWhateverTheCookieSays()
    {
        var cookie = Pair((await ChooseAsync("admin", "/")).Cookie!);

        (await WhoAsync(dashboard.Client("token-of-the-viewer", cookie))).ShouldBe("viewer");
    }

    [Theory]
    [InlineData("Bearer nobodys")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Basic YWRtaW46YWRtaW4=")]
    [InlineData("Bearer token-of-the-viewer, Bearer token-of-the-admin")]
    public async Task Program_WithATokenOfNobody_IsTurnedAway(string header)
    {
        foreach (var path in new[] { "", "api/clusters", "hubs/statefulsets/negotiate?negotiateVersion=1", "metrics" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation("Authorization", header);
            (await dashboard.Client().SendAsync(request, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, path);
        }
    }

    [Fact]
    public async Task Local_HasOnePersonAndNoSwitch()
    {
        await using var local = await TestDashboard.StartAsync(mode: SignInMode.Local);
        var token = ((LaunchToken)local.Services.GetService(typeof(LaunchToken))!).Value;

        (await local.Client("token-of-the-admin").GetAsync("api/clusters", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var html = await local.Client(token).GetStringAsync("", Cancellation);
        html.ShouldNotContain("person-switch");
    }

    private async Task<(HttpStatusCode Status, string? Location, string? Cookie)> ChooseAsync(string person, string returnTo, string? cookie = null)
    {
        using var client = dashboard.Client(cookie: cookie);
        var page = await client.GetAsync("", Cancellation);
        var form = FormToken().Match(await page.Content.ReadAsStringAsync(Cancellation)).Groups["token"].Value;
        var antiforgery = Pair(page.Headers.GetValues("Set-Cookie").Single(value => value.Contains("Antiforgery", StringComparison.Ordinal)));
        using var request = new HttpRequestMessage(HttpMethod.Post, "preferences/person")
        {
            Content = new FormUrlEncodedContent([new("__RequestVerificationToken", form), new("person", person), new("returnTo", returnTo)]),
        };
        client.DefaultRequestHeaders.Remove("Cookie");
        request.Headers.Add("Cookie", cookie is null ? antiforgery : antiforgery + "; " + cookie);
        var answer = await client.SendAsync(request, Cancellation);
        var set = answer.Headers.TryGetValues("Set-Cookie", out var values) ? values.SingleOrDefault(value => value.StartsWith(PersonCookie.Name, StringComparison.Ordinal)) : null;
        return (answer.StatusCode, answer.Headers.Location?.ToString(), set);
    }

    private static async Task<string> WhoAsync(HttpClient client)
    {
        using (client)
        {
            return Who(await client.GetStringAsync("", Cancellation));
        }
    }

    private static string Who(string html) => Selected().Match(html[html.IndexOf("person-switch", StringComparison.Ordinal)..]).Groups["name"].Value;

    private static string Pair(string cookie) => cookie.Split(';')[0];

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex FormToken();

    [GeneratedRegex("<option value=\"(?<name>[^\"]*)\" selected", RegexOptions.None, 1000)]
    private static partial Regex Selected();
}
