using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace StatefulDashboard.DemoCluster.Tests.Support;

/// <summary>Requests of one of the demo cluster's people, with headers where a test wants some.</summary>
internal sealed class PersonClient(TestCluster cluster, string token) : IDisposable
{
    private readonly HttpClient client = TestCluster.NewClient(cluster.Host, token);

    public static PersonClient Of(TestCluster cluster, string person) => new(cluster, cluster.Host.People.Single(p => p.Name == person).Token);

    public async Task<(int Code, JsonNode Body)> SendAsync(string method, string path, string? body = null, string contentType = "application/json", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestCluster.Cancellation);
        if (path.Contains("watch=true", StringComparison.Ordinal) && response.IsSuccessStatusCode)
        {
            return ((int)response.StatusCode, new JsonObject());
        }

        var text = await response.Content.ReadAsStringAsync(TestCluster.Cancellation);
        return ((int)response.StatusCode, text.StartsWith('{') ? JsonNode.Parse(text)! : JsonValue.Create(text));
    }

    public Task<(int Code, JsonNode Body)> MergeAsync(string path, string patch, params (string Name, string Value)[] headers)
        => SendAsync("PATCH", path, patch, "application/merge-patch+json", headers);

    public void Dispose() => client.Dispose();
}
