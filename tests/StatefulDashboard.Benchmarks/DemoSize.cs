using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using StatefulDashboard.DemoCluster;

namespace StatefulDashboard.Benchmarks;

/// <summary>
/// How long a demo cluster needs until many sets of ten pods are up, in virtual time, and the most memory that the process had. The sets are
/// sent through the API, over its socket.
/// </summary>
internal static class DemoSize
{
    public static int Run(int sets) => RunAsync(sets).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(int sets)
    {
        var time = new VirtualTime();
        await using var cluster = await DemoClusterHost.StartAsync(new DemoClusterOptions { Seed = "empty", Clock = time });
        using var client = Client(cluster);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < sets; i++)
        {
            await PostAsync(client, "/api/v1/namespaces/default/services", Service(i));
            await PostAsync(client, "/apis/apps/v1/namespaces/default/statefulsets", Set(i));
        }

        var sent = watch.Elapsed;
        var ready = 0;
        while (ready < sets && time.Elapsed < TimeSpan.FromMinutes(10))
        {
            time.Advance(TimeSpan.FromMilliseconds(500));
            ready = Count(await client.GetStringAsync("/apis/apps/v1/statefulsets"));
        }

        using var process = Process.GetCurrentProcess();
        process.Refresh();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{ready} of {sets} sets of 10 pods ready after {watch.Elapsed.TotalSeconds:0.0} s ({sent.TotalSeconds:0.0} s of it sending), {time.Elapsed.TotalSeconds:0.0} s of virtual time; peak {process.PeakWorkingSet64 / 1048576} MB, heap after a collection {GC.GetTotalMemory(true) / 1048576} MB"));
        return ready == sets ? 0 : 1;
    }

    private static int Count(string list) => list.Split("\"readyReplicas\":10,").Length - 1;

    private static async Task PostAsync(HttpClient client, string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(path, content);
        answer.EnsureSuccessStatusCode();
    }

    private static HttpClient Client(DemoClusterHost cluster)
    {
        var authority = File.ReadLines(cluster.KubeconfigPath).Single(l => l.Contains("certificate-authority-data:", StringComparison.Ordinal)).Split(": ")[1];
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(X509Certificate2.CreateFromPem(Encoding.ASCII.GetString(Convert.FromBase64String(authority))));
        var client = new HttpClient(new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = trust } }) { BaseAddress = cluster.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", cluster.Token);
        return client;
    }

    private static string Service(int i) => $$$"""
        {"apiVersion":"v1","kind":"Service","metadata":{"name":"svc-{{{i}}}"},"spec":{"clusterIP":"None","selector":{"app":"web-{{{i}}}"},"ports":[{"name":"web","port":80}]}}
        """;

    private static string Set(int i) => $$$"""
        {"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"web-{{{i}}}"},"spec":{"serviceName":"svc-{{{i}}}","replicas":10,
         "selector":{"matchLabels":{"app":"web-{{{i}}}"}},
         "template":{"metadata":{"labels":{"app":"web-{{{i}}}"}},"spec":{"containers":[{"name":"nginx","image":"registry.k8s.io/nginx-slim:0.24",
           "ports":[{"containerPort":80,"name":"web"}],"volumeMounts":[{"name":"www","mountPath":"/data"}]}]}},
         "volumeClaimTemplates":[{"metadata":{"name":"www"},"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"} } } }]} }
        """;
}
