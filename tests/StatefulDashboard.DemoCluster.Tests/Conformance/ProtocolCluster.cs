using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.Tests.Support;

namespace StatefulDashboard.DemoCluster.Tests.Conformance;

/// <summary>A demo cluster in the state in which the protocol was recorded: the set web of three with its Service, all ready; and it in a second namespace.</summary>
public sealed class ProtocolCluster : IAsyncLifetime
{
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";
    private TestCluster? cluster;
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, IReadOnlyList<string>> found = new(StringComparer.Ordinal);
    private HttpClient? client;

    internal TestCluster Cluster => cluster!;

    public async ValueTask InitializeAsync()
    {
        cluster = await TestCluster.StartAsync(new DemoClusterOptions { Seed = "empty" });
        client = TestCluster.NewClient(cluster.Host);
        foreach (var home in (string[])["proto", "t1"])
        {
            await cluster.PostAsync("/api/v1/namespaces", $$$"""{"metadata":{"name":"{{{home}}}"}}""");
        }

        await ApplyAsync("/api/v1", "services", "table-services", "proto");
        await ApplyAsync("/apis/apps/v1", "statefulsets", "table-statefulsets", "proto");
        await cluster.UntilAsync("/apis/apps/v1/namespaces/proto/statefulsets", "web", s => (int?)s["status"]?["readyReplicas"] == 3 && (int?)s["status"]?["replicas"] == 3);
        await ApplyAsync("/apis/apps/v1", "statefulsets", "table-statefulsets", "t1", replicas: 0);
    }

    /// <summary>Sends a recorded request; a stream's answer is the list of its lines.</summary>
    public async Task<JsonNode> SendAsync(JsonNode request, string? path = null)
    {
        using var message = new HttpRequestMessage(new HttpMethod((string)request["method"]!), path ?? (string)request["path"]!);
        message.Headers.TryAddWithoutValidation("Accept", (string)request["accept"]!);
        if (request["body"] is { } body)
        {
            message.Content = new StringContent(body.ToJsonString(), Encoding.UTF8);
            message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse((string)request["contentType"]!);
        }

        using var response = await client!.SendAsync(message, TestCluster.Cancellation);
        var text = await response.Content.ReadAsStringAsync(TestCluster.Cancellation);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var headers = new JsonObject { ["Content-Type"] = response.Content.Headers.ContentType?.ToString().Replace("; ", ";", StringComparison.Ordinal), ["Cache-Control"] = response.Headers.CacheControl?.ToString() };
        if (response.Headers.RetryAfter is { } after)
        {
            headers["Retry-After"] = after.ToString();
        }

        return new JsonObject
        {
            ["status"] = (int)response.StatusCode,
            ["headers"] = headers,
            ["answer"] = lines.Length == 0 ? "" : lines.Length == 1 ? JsonNode.Parse(lines[0]) : new JsonArray([.. lines.Select(l => JsonNode.Parse(l))]),
        };
    }

    /// <summary>Remembers what a file's comparison found, for the verdict at the end.</summary>
    public void Note(string file, IReadOnlyList<string> differences) => found[file] = differences;

    public async ValueTask DisposeAsync()
    {
        var lines = found.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key,-28} {(f.Value.Count == 0 ? "equal" : f.Value[0])}");
        Verdicts.Write("protocol", $"{string.Join('\n', lines)}\n{found.Count(f => f.Value.Count == 0)} of {found.Count} protocol files equal");
        client?.Dispose();
        await cluster!.DisposeAsync();
    }

    // as kubectl apply would send what the recorded object says was applied
    private async Task ApplyAsync(string group, string plural, string recording, string home, int? replicas = null)
    {
        var applied = (string)Recordings.Http(recording)["answer"]!["rows"]![0]!["object"]!["metadata"]!["annotations"]![LastApplied]!;
        var body = (JsonObject)JsonNode.Parse(applied.Replace("\"namespace\":\"proto\"", $"\"namespace\":\"{home}\"", StringComparison.Ordinal))!;
        body["metadata"]!["annotations"] = new JsonObject { [LastApplied] = applied };
        if (replicas is not null)
        {
            body["spec"]!["replicas"] = replicas;
        }

        await cluster!.PostAsync($"{group}/namespaces/{home}/{plural}?fieldManager=kubectl-client-side-apply", body.ToJsonString());
    }
}
