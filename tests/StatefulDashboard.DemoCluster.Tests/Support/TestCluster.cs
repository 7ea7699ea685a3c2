using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace StatefulDashboard.DemoCluster.Tests.Support;

/// <summary>An empty demo cluster with fast pods and an HTTP client that talks to it over its socket.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private readonly HttpClient client;

    private TestCluster(DemoClusterHost host)
    {
        Host = host;
        client = NewClient(host);
    }

    public DemoClusterHost Host { get; }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<TestCluster> StartAsync(DemoClusterOptions? options = null)
    {
        var quick = new DemoClusterOptions { Seed = "empty", StartDelay = TimeSpan.FromMilliseconds(5), StopDelay = TimeSpan.FromMilliseconds(5) };
        return new TestCluster(await DemoClusterHost.StartAsync(options ?? quick, null, Cancellation));
    }

    public static HttpClient NewClient(DemoClusterHost host, string? token = null)
    {
        var handler = new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = Trust(host) } };
        var created = new HttpClient(handler) { BaseAddress = host.Address, Timeout = TimeSpan.FromSeconds(30) };
        created.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token ?? host.Token);
        return created;
    }

    /// <summary>Trusts the authority of the host's kubeconfig and no other.</summary>
    public static X509ChainPolicy Trust(DemoClusterHost host)
    {
        var authority = File.ReadLines(host.KubeconfigPath).Single(l => l.Contains("certificate-authority-data:", StringComparison.Ordinal)).Split(": ")[1];
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(X509Certificate2.CreateFromPem(Encoding.ASCII.GetString(Convert.FromBase64String(authority))));
        return trust;
    }

    public async Task<(HttpStatusCode Code, JsonNode Body)> SendAsync(string method, string path, string? body = null, string contentType = "application/json", string? accept = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        }

        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        using var response = await client.SendAsync(request, Cancellation);
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        return (response.StatusCode, text.StartsWith('{') ? JsonNode.Parse(text)! : JsonValue.Create(text));
    }

    public async Task<JsonNode> GetAsync(string path)
    {
        var (code, body) = await SendAsync("GET", path);
        code.ShouldBe(HttpStatusCode.OK, body.ToJsonString());
        return body;
    }

    public async Task<JsonNode> PostAsync(string path, string body)
    {
        var (code, answer) = await SendAsync("POST", path, body);
        code.ShouldBe(HttpStatusCode.Created, answer.ToJsonString());
        return answer;
    }

    public async Task<JsonNode> MergeAsync(string path, string patch)
    {
        var (code, answer) = await SendAsync("PATCH", path, patch, "application/merge-patch+json");
        code.ShouldBe(HttpStatusCode.OK, answer.ToJsonString());
        return answer;
    }

    /// <summary>The events of a watch, as they come.</summary>
    public async IAsyncEnumerable<JsonNode> WatchAsync(string path, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellation, Cancellation);
        using var response = await client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, linked.Token);
        await using var stream = await response.Content.ReadAsStreamAsync(linked.Token);
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(linked.Token) is { } line)
        {
            yield return JsonNode.Parse(line)!;
        }
    }

    /// <summary>Follows a collection by watch until the condition holds for one of its objects; fails after ten seconds.</summary>
    public async Task<JsonNode> UntilAsync(string collection, string name, Func<JsonNode, bool> holds)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(10));
        JsonNode? last = null;
        try
        {
            await foreach (var change in WatchAsync($"{collection}?watch=true&fieldSelector=metadata.name%3D{name}", patience.Token))
            {
                last = change["object"]!;
                if (holds(last))
                {
                    return last;
                }
            }
        }
        catch (OperationCanceledException) when (!Cancellation.IsCancellationRequested)
        {
            Assert.Fail($"{collection}/{name} did not get there. Last seen: {last?.ToJsonString() ?? "nothing"}");
        }

        throw new InvalidOperationException("The watch ended.");
    }

    /// <summary>Waits until an object is gone; whether it went before the watch began makes no difference.</summary>
    public async Task UntilGoneAsync(string collection, string name)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(10));
        var isThere = false;
        var streamingList = "?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true&fieldSelector=metadata.name%3D";
        await foreach (var change in WatchAsync(collection + streamingList + name, patience.Token))
        {
            switch ((string?)change["type"])
            {
                case "DELETED":
                case "BOOKMARK" when !isThere:
                    return;
                case "ADDED":
                    isThere = true;
                    break;
            }
        }
    }

    public Task<JsonNode> UntilReadyAsync(string set, int replicas) => UntilAsync(Sets, set, s =>
        (int?)s["status"]?["readyReplicas"] == replicas && (int?)s["status"]?["replicas"] == replicas
        && (long?)s["status"]?["observedGeneration"] == (long?)s["metadata"]?["generation"]);

    public const string Sets = "/apis/apps/v1/namespaces/default/statefulsets";
    public const string Pods = "/api/v1/namespaces/default/pods";
    public const string Claims = "/api/v1/namespaces/default/persistentvolumeclaims";
    public const string Services = "/api/v1/namespaces/default/services";

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await Host.DisposeAsync();
    }

    public static string NewSet(string name = "web", int replicas = 3, string more = "", string annotations = "", string image = "registry.k8s.io/nginx-slim:0.24") => $$$$$$"""
        {"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"{{{{{{name}}}}}}"},"spec":{"serviceName":"nginx","replicas":{{{{{{replicas}}}}}},{{{{{{more}}}}}}
         "selector":{"matchLabels":{"app":"{{{{{{name}}}}}}"}},
         "template":{"metadata":{"labels":{"app":"{{{{{{name}}}}}}"},"annotations":{ {{{{{{annotations}}}}}} }},"spec":{"terminationGracePeriodSeconds":10,
           "containers":[{"name":"nginx","image":"{{{{{{image}}}}}}","ports":[{"containerPort":80,"name":"web"}],"volumeMounts":[{"name":"www","mountPath":"/data"}]}]}},
         "volumeClaimTemplates":[{"metadata":{"name":"www"},"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"}}}}]}}
        """;

    public static string NewService(string name = "nginx", string app = "web") => $$$$$$"""
        {"apiVersion":"v1","kind":"Service","metadata":{"name":"{{{{{{name}}}}}}"},"spec":{"clusterIP":"None","selector":{"app":"{{{{{{app}}}}}}"},"ports":[{"name":"web","port":80}]}}
        """;
}
