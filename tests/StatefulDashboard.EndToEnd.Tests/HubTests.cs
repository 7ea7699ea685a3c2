using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using StatefulDashboard.EndToEnd.Tests.Tools;

namespace StatefulDashboard.EndToEnd.Tests;

/// <summary>The SignalR twin, spoken as its protocol is written (JSON messages that end in 0x1E).</summary>
public sealed class HubTests
{
    [Fact]
    public async Task Stream_KubectlScales_GivesSnapshotThenChanges()
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync();
        using var socket = new ClientWebSocket();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await socket.ConnectAsync(new UriBuilder(dashboard.Address) { Scheme = "ws", Path = "/hubs/statefulsets" }.Uri, limit.Token);
        await SendAsync(socket, """{"protocol":"json","version":1}""", limit.Token);
        await SendAsync(socket, """{"type":4,"invocationId":"1","target":"WatchStatefulSet","arguments":["demo","default","web"]}""", limit.Token);
        await using var messages = Items(socket, limit.Token).GetAsyncEnumerator(limit.Token);

        (await messages.MoveNextAsync()).ShouldBeTrue();
        messages.Current.GetProperty("type").GetString().ShouldBe("snapshot");
        messages.Current.GetProperty("items")[0].GetProperty("name").GetString().ShouldBe("web");
        await dashboard.Kubectl.RunAsync("scale", "statefulset/web", "--replicas=4");
        var types = new HashSet<string>();
        JsonElement last;
        do
        {
            (await messages.MoveNextAsync()).ShouldBeTrue();
            types.Add(messages.Current.GetProperty("type").GetString()!);
            last = messages.Current.GetProperty("items")[0];
        }
        while (last.GetProperty("availableReplicas").GetInt32() < 4);

        types.ShouldBe(["changed"]);
        await dashboard.Kubectl.RunAsync("delete", "statefulset", "web");
        while (messages.Current.GetProperty("type").GetString() != "deleted")
        {
            (await messages.MoveNextAsync()).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Part_WithWhatIsMeantOfIt_GivesTheDocumentThatTheJsonGives()
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync();
        using var socket = new ClientWebSocket();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await socket.ConnectAsync(new UriBuilder(dashboard.Address) { Scheme = "ws", Path = "/hubs/statefulsets" }.Uri, limit.Token);
        await SendAsync(socket, """{"protocol":"json","version":1}""", limit.Token);
        await SendAsync(socket, """{"type":4,"invocationId":"1","target":"WatchPart","arguments":["demo","default","web","manifest?object=service/nginx"]}""", limit.Token);
        await using var messages = Items(socket, limit.Token).GetAsyncEnumerator(limit.Token);

        (await messages.MoveNextAsync()).ShouldBeTrue();
        var document = messages.Current.GetProperty("items")[0];
        using var answer = JsonDocument.Parse(await dashboard.Http.GetStringAsync(new Uri("api/clusters/demo/namespaces/default/statefulsets/web/manifest?object=service/nginx", UriKind.Relative), limit.Token));

        JsonElement.DeepEquals(document, answer.RootElement).ShouldBeTrue(document.GetRawText() + "\n" + answer.RootElement.GetRawText());
        document.GetProperty("value").GetProperty("sections")[0].GetProperty("text").GetString()!.ShouldStartWith("apiVersion: v1\nkind: Service\n");
    }

    [Fact]
    public async Task Workloads_OfOtherKinds_AreInTheStreamAndInTheJson()
    {
        await using var dashboard = await Dashboard.StartAsync("showcase");
        using var socket = new ClientWebSocket();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await socket.ConnectAsync(new UriBuilder(dashboard.Address) { Scheme = "ws", Path = "/hubs/statefulsets" }.Uri, limit.Token);
        await SendAsync(socket, """{"protocol":"json","version":1}""", limit.Token);
        await SendAsync(socket, """{"type":4,"invocationId":"1","target":"WatchWorkloads","arguments":["demo","office"]}""", limit.Token);
        await using var messages = Items(socket, limit.Token).GetAsyncEnumerator(limit.Token);

        (await messages.MoveNextAsync()).ShouldBeTrue();
        messages.Current.GetProperty("type").GetString().ShouldBe("snapshot");
        messages.Current.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString()).ShouldBe(["mail", "wiki"]);
        using var answer = JsonDocument.Parse(await dashboard.Http.GetStringAsync(new Uri("api/clusters/demo/workloads", UriKind.Relative), limit.Token));
        var wiki = answer.RootElement.EnumerateArray().Single(item => item.GetProperty("name").GetString() == "wiki");
        (wiki.GetProperty("kind").GetString(), wiki.GetProperty("shape").GetString()).ShouldBe(("deployment", "singleWithClaim"));
        wiki.GetProperty("claims")[0].GetProperty("name").GetString().ShouldBe("wiki-data");

        await dashboard.Kubectl.RunAsync("scale", "deployment/wiki", "--namespace=office", "--replicas=2");
        JsonElement? shared = null;
        while (shared is null)
        {
            (await messages.MoveNextAsync()).ShouldBeTrue();
            shared = messages.Current.GetProperty("items").EnumerateArray().Cast<JsonElement?>().FirstOrDefault(item => item!.Value.GetProperty("name").GetString() == "wiki" && item.Value.GetProperty("shape").GetString() == "sharedClaim");
        }

        messages.Current.GetProperty("type").GetString().ShouldBe("changed");
        shared.Value.GetProperty("notices")[0].GetProperty("text").GetProperty("code").GetString().ShouldBe("SharedClaimOfOneNode");
        await dashboard.Kubectl.RunAsync("delete", "deployment", "wiki", "--namespace=office");
        while (messages.Current.GetProperty("type").GetString() != "deleted")
        {
            (await messages.MoveNextAsync()).ShouldBeTrue();
        }

        messages.Current.GetProperty("items")[0].GetProperty("name").GetString().ShouldBe("wiki");
    }

    [Fact]
    public async Task Stream_WithTheLaunchTokenAsBearer_IsServed()
    {
        const string token = "a-token-of-the-tests-0123";
        await using var dashboard = await Dashboard.StartAsync("empty", "--Security:LaunchToken=" + token);
        using var socket = new ClientWebSocket();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        socket.Options.SetRequestHeader("Authorization", "Bearer " + token);
        await socket.ConnectAsync(new UriBuilder(dashboard.Address) { Scheme = "ws", Path = "/hubs/statefulsets" }.Uri, limit.Token);
        await SendAsync(socket, """{"protocol":"json","version":1}""", limit.Token);
        await SendAsync(socket, """{"type":4,"invocationId":"1","target":"WatchStatefulSets","arguments":["demo",null]}""", limit.Token);
        await using var messages = Items(socket, limit.Token).GetAsyncEnumerator(limit.Token);

        (await messages.MoveNextAsync()).ShouldBeTrue();

        messages.Current.GetProperty("type").GetString().ShouldBe("snapshot");
    }

    [Fact]
    public async Task Connect_FromAPageOfAnotherSite_IsRefused()
    {
        await using var dashboard = await Dashboard.StartAsync();
        foreach (var path in new[] { "/hubs/statefulsets", "/_blazor" })
        {
            using var socket = new ClientWebSocket();
            socket.Options.SetRequestHeader("Origin", "https://evil.example");
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));

            var refused = await Should.ThrowAsync<WebSocketException>(
                () => socket.ConnectAsync(new UriBuilder(dashboard.Address) { Scheme = "ws", Path = path }.Uri, limit.Token));

            refused.Message.ShouldContain("403");
        }
    }

    private static Task SendAsync(ClientWebSocket socket, string message, CancellationToken cancellationToken) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message + '\u001e'), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);

    private static async IAsyncEnumerable<JsonElement> Items(ClientWebSocket socket, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        var text = new StringBuilder();
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer, cancellationToken);
            text.Append(Encoding.UTF8.GetString(buffer, 0, received.Count));
            var parts = text.ToString().Split('\u001e');
            text.Clear().Append(parts[^1]);
            foreach (var part in parts[..^1])
            {
                using var message = JsonDocument.Parse(part);
                if (message.RootElement.TryGetProperty("item", out var item))
                {
                    yield return item.Clone();
                }
                else if (message.RootElement.TryGetProperty("error", out var error))
                {
                    throw new InvalidOperationException(error.GetString());
                }
            }
        }
    }
}
