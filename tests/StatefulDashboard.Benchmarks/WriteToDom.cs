using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using StatefulDashboard.Kubernetes.Configuration;
using StatefulDashboard.Web.Configuration;

namespace StatefulDashboard.Benchmarks;

/// <summary>
/// From the answer of a write to the changed DOM, on a quiet demo cluster in a real Chromium: the partition of a set is
/// moved to and fro, and the page notes when its partition line says so. Both clocks are this machine's.
/// </summary>
internal static class WriteToDom
{
    private const string Manifest = """
        {"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"web"},"spec":{"serviceName":"nginx","replicas":4,
        "selector":{"matchLabels":{"app":"nginx"}},"template":{"metadata":{"labels":{"app":"nginx"}},
        "spec":{"containers":[{"name":"nginx","image":"registry.k8s.io/nginx-slim:0.24"}]}},
        "updateStrategy":{"type":"RollingUpdate","rollingUpdate":{"partition":1}}}}
        """;

    private const string Watch = """
        wanted => new Promise(done => {
          const shows = () => document.querySelector('[data-testid=partition-line]')?.innerText.includes(wanted);
          const finish = () => { observer.disconnect(); done(performance.timeOrigin + performance.now()); };
          const observer = new MutationObserver(() => { if (shows()) finish(); });
          observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
        })
        """;

    public static async Task RunAsync(int samples)
    {
        await using var dashboard = await DashboardHost.StartAsync(
            ["--urls=http://127.0.0.1:0", "--Clusters:Kubeconfig=", "--DemoCluster:Seed=empty", "--Logging:LogLevel:Default=Warning", "--contentRoot=" + Directory.GetCurrentDirectory()],
            CancellationToken.None);
        var address = dashboard.App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        using var api = Client(dashboard.Demo!);
        (await api.PostAsync("/apis/apps/v1/namespaces/default/statefulsets", Json(Manifest, "application/json"))).EnsureSuccessStatusCode();

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        var page = await browser.NewPageAsync();
        await page.GotoAsync(address + "/c/demo/ns/default/statefulsets/web");
        await page.Locator("[data-testid=ordinal-row][data-ordinal=\"3\"][data-state=available]").WaitForAsync();
        await page.GetByTestId("partition-line").WaitForAsync();

        var took = new List<double>();
        for (var sample = -20; sample < samples; sample++)
        {
            var partition = sample % 2 == 0 ? 2 : 1;
            var changed = page.EvaluateAsync<double>(Watch, partition.ToString(CultureInfo.InvariantCulture));
            // the watcher must stand before the write; a round trip to the page says so
            await page.EvaluateAsync("() => 0");
            var body = """{"spec":{"updateStrategy":{"rollingUpdate":{"partition":PARTITION}}}}""".Replace("PARTITION", partition.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
            (await api.PatchAsync("/apis/apps/v1/namespaces/default/statefulsets/web", Json(body, "application/merge-patch+json"))).EnsureSuccessStatusCode();
            var answered = DateTimeOffset.UtcNow;
            var milliseconds = await changed - (answered - DateTimeOffset.UnixEpoch).TotalMilliseconds;
            if (sample >= 0)
            {
                took.Add(milliseconds); // the first twenty warm up
            }
        }

        Console.WriteLine("write answered -> DOM changed: " + Percentiles.Of(took));
    }

    private static StringContent Json(string body, string type) => new(body, Encoding.UTF8, new MediaTypeHeaderValue(type));

    private static HttpClient Client(DemoCluster.DemoClusterHost demo)
    {
        var endpoint = Kubeconfig.Load(demo.KubeconfigPath).Resolve("demo");
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.AddRange(endpoint.CertificateAuthorities!);
        var client = new HttpClient(new SocketsHttpHandler { SslOptions = new() { CertificateChainPolicy = trust } }) { BaseAddress = demo.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", demo.Token);
        return client;
    }
}
