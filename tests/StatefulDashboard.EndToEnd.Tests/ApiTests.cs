using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using StatefulDashboard.EndToEnd.Tests.Tools;

namespace StatefulDashboard.EndToEnd.Tests;

/// <summary>The JSON twin, and what it says where something is missing.</summary>
public sealed class ApiTests
{
    [Fact]
    public async Task Set_IsThere_HasTheDocumentOfTheContract()
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync();
        await Eventually.HoldsAsync(
            async () => (await Json(dashboard, "api/clusters/demo/namespaces/default/statefulsets/web")).GetProperty("phase").GetString() == "steady", "web is steady");

        var set = await Json(dashboard, "api/clusters/demo/namespaces/default/statefulsets/web");

        set.GetProperty("replicas").GetInt32().ShouldBe(3);
        set.GetProperty("stale").GetBoolean().ShouldBeFalse();
        var first = set.GetProperty("ordinals")[0];
        first.GetProperty("podName").GetString().ShouldBe("web-0");
        first.GetProperty("position").GetString().ShouldBe("replica");
        first.GetProperty("state").GetString().ShouldBe("available");
        first.GetProperty("revisionRole").GetString().ShouldBe("current");
        first.GetProperty("claims")[0].GetProperty("phase").GetString().ShouldBe("Bound");
        first.GetProperty("dns").GetProperty("expected").GetString().ShouldBe("web-0.nginx.default.svc.cluster.local");
        first.GetProperty("dns").GetProperty("publishedVerdict").GetString().ShouldBe("Published");
    }

    [Theory]
    [InlineData("api/clusters/nowhere/statefulsets", "nowhere")]
    [InlineData("api/clusters/demo/namespaces/missing/statefulsets/web", "missing")]
    [InlineData("api/clusters/demo/namespaces/default/statefulsets/absent", "absent")]
    [InlineData("api/nothing/here", "nothing/here")]
    public async Task Missing_AnyPart_IsAProblemThatNamesIt(string path, string named)
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync();
        await Eventually.HoldsAsync(async () => (await dashboard.Http.GetAsync("api/clusters/demo/namespaces/default/statefulsets/web")).IsSuccessStatusCode, "web is known");

        var answer = await dashboard.Http.GetAsync(path);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()!.ShouldContain(named);
    }

    [Theory]
    [InlineData("no/such/page", "no/such/page")]
    [InlineData("c/nowhere/ns/default/statefulsets/web", "nowhere")]
    [InlineData("c/demo/ns/missing/statefulsets/web", "missing")]
    [InlineData("c/demo/ns/default/statefulsets/absent", "absent")]
    public async Task MissingPage_AnyPart_SaysWhatIsMissing(string path, string named)
    {
        await using var dashboard = await Dashboard.StartAsync();

        var answer = await dashboard.Http.GetAsync(path);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(named);
    }

    [Fact]
    public async Task Plan_PostedIntent_IsPlannedAndNotDone()
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync();

        var answer = await dashboard.Http.PostAsJsonAsync("api/clusters/demo/namespaces/default/statefulsets/web/plan", new { action = "scale", replicas = 5 });
        var plan = await answer.Content.ReadFromJsonAsync<JsonElement>();

        plan.GetProperty("dryRun").GetString().ShouldBe("applied");
        plan.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("code").GetString()).ShouldBe(["stepScale", "stepCreateClaim", "stepCreate", "stepCreateClaim", "stepCreate"]);
        (await dashboard.Kubectl.RunAsync("get", "statefulset", "web", "-o", "jsonpath={.spec.replicas}")).ShouldBe("3");
    }

    [Theory]
    [InlineData("{\"action\":\"explode\"}", 400)]
    [InlineData("{\"action\":\"scale\",\"replicas\":\"many\"}", 400)]
    [InlineData("not json", 400)]
    public async Task Plan_BadIntent_IsRefused(string body, int status)
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync();

        var answer = await dashboard.Http.PostAsync(
            "api/clusters/demo/namespaces/default/statefulsets/web/plan", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        ((int)answer.StatusCode).ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Plan_NotSentAsJson_SaysSo()
    {
        await using var dashboard = await Dashboard.StartAsync();

        var answer = await dashboard.Http.PostAsync("api/clusters/demo/namespaces/default/statefulsets/web/plan", new StringContent("{}", System.Text.Encoding.UTF8, "text/plain"));

        answer.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("application/json");
    }

    private static Task<JsonElement> Json(Dashboard dashboard, string path) => dashboard.Http.GetFromJsonAsync<JsonElement>(path);
}
