using System.Net;
using System.Net.Http.Headers;
using StatefulDashboard.EndToEnd.Tests.Tools;
using StatefulDashboard.Tests.Shared;

namespace StatefulDashboard.EndToEnd.Tests;

public sealed class MetricsTests(Browser browser) : IClassFixture<Browser>
{
    private const string Token = "a-token-of-the-tests-0123";

    private static readonly string[] Kinds =
    [
        "controllerrevisions", "endpointslices", "nodes", "persistentvolumeclaims", "persistentvolumes", "pods", "services", "statefulsets", "storageclasses",
    ];

    /// <summary>Whoever may not read the dashboard may not read this either.</summary>
    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("another-token-of-0123", HttpStatusCode.Unauthorized)]
    [InlineData(Token, HttpStatusCode.OK)]
    public async Task Metrics_WhereATokenIsNeeded_NeedIt(string? token, HttpStatusCode expected)
    {
        await using var dashboard = await Dashboard.StartAsync("empty", "--Security:LaunchToken=" + Token);
        using var request = new HttpRequestMessage(HttpMethod.Get, "metrics");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);

        var answer = await dashboard.Http.SendAsync(request);
        answer.StatusCode.ShouldBe(expected);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain(Token);
        if (expected == HttpStatusCode.OK)
        {
            answer.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
            answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        }
    }

    /// <summary>A scrape every few seconds must not keep a cluster connected that nobody has chosen.</summary>
    [Fact]
    public async Task Metrics_OfAClusterThatNobodyChose_DoNotConnectToIt()
    {
        var file = Path.Combine(Path.GetTempPath(), "metrics-" + Guid.NewGuid().ToString("N") + ".yaml");
        await File.WriteAllTextAsync(file, """
            apiVersion: v1
            kind: Config
            clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
            users: [{name: u, user: {token: secret-of-the-tests}}]
            contexts: [{name: staging, context: {cluster: c, user: u}}]
            """);
        try
        {
            await using var dashboard = await Dashboard.StartAsync("empty", "--Clusters:Kubeconfig=" + file, "--Clusters:Demo=true", "--Security:LaunchToken=" + Token);
            dashboard.Http.DefaultRequestHeaders.Authorization = new("Bearer", Token);
            await ScrapeAsync(dashboard);
            var text = await dashboard.Http.GetStringAsync("metrics");

            PrometheusText.Parse(text)["stateful_dashboard_cluster_connected{cluster=\"staging\"}"].ShouldBe(0);
            text.ShouldNotContain("secret-of-the-tests");
            text.ShouldNotContain("127.0.0.1");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Metrics_OfALiveCluster_TellOfEachKindAndOfThePages()
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync();
        var page = await browser.OpenAsync(new(dashboard.Address, "c/demo/health"));
        await page.Locator("[data-testid=watch][data-kind=pods][data-state=live]").WaitForAsync();
        await Eventually.HoldsAsync(async () => (await ScrapeAsync(dashboard))["stateful_dashboard_connected_circuits"] == 1, "the page's circuit is counted");

        var metrics = await ScrapeAsync(dashboard);
        foreach (var kind in Kinds)
        {
            metrics[$"stateful_dashboard_watches{{cluster=\"demo\",kind=\"{kind}\",state=\"live\"}}"].ShouldBe(1, kind);
            metrics[$"stateful_dashboard_watch_received_bytes_total{{cluster=\"demo\",kind=\"{kind}\"}}"].ShouldBeGreaterThan(0, kind);
        }

        metrics["stateful_dashboard_cached_objects{cluster=\"demo\",kind=\"pods\"}"].ShouldBe(3);
        metrics["stateful_dashboard_watch_events_total{cluster=\"demo\",kind=\"pods\"}"].ShouldBeGreaterThanOrEqualTo(6);
        metrics["stateful_dashboard_kubernetes_requests_total{cluster=\"demo\",verb=\"watch\",code=\"200\"}"].ShouldBeGreaterThanOrEqualTo(Kinds.Length);
        metrics["stateful_dashboard_signalr_connections"].ShouldBe(1);
    }

    private static async Task<PrometheusText> ScrapeAsync(Dashboard dashboard) => PrometheusText.Parse(await dashboard.Http.GetStringAsync("metrics"));
}
