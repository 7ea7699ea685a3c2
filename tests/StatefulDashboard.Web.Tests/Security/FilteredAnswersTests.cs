using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using StatefulDashboard.Web.Tests.Support;

namespace StatefulDashboard.Web.Tests.Security;

/// <summary>Pages, JSON and hub show one person what this person may see, and tell another why they show nothing.</summary>
public sealed class FilteredAnswersTests : IAsyncLifetime
{
    private readonly ManualTime time = new();
    private readonly CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
    private AccountApiServer server = null!;
    private TestDashboard dashboard = null!;

    public async ValueTask InitializeAsync()
    {
        server = await AccountApiServer.StartAsync();
        foreach (var name in new[] { "bank", "shop" })
        {
            server.Put("statefulsets", name, "web", """{"spec":{"replicas":1,"serviceName":"web","selector":{"matchLabels":{"app":"web"}}}}""");
            server.Put("pods", name, "web-0", """{"metadata":{"labels":{"app":"web"}},"spec":{"nodeName":"secret-node"},"status":{"phase":"Pending","podIP":"10.0.0.1"}}""");
        }

        server.Let("admin", _ => true);
        server.Let("operator", asked => asked is { Verb: "list", Namespace: "bank", Resource: not "pods" });
        dashboard = await TestDashboard.StartAsync(server, time);
        await Eventually.HoldsAsync(() => dashboard.Client().GetAsync("readyz").GetAwaiter().GetResult().IsSuccessStatusCode, () => "it is ready");
    }

    public async ValueTask DisposeAsync()
    {
        limit.Dispose();
        await dashboard.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Json_ThreePeople_GetWhatEachMaySee()
    {
        (await SetsAsync("admin")).ShouldBe(["bank/web", "shop/web"]);
        (await SetsAsync("operator")).ShouldBe(["bank/web"]);
        var text = await (await GetAsync("operator", "api/clusters/demo/namespaces/bank/statefulsets/web")).Content.ReadAsStringAsync(limit.Token);
        text.ShouldContain("\"unread\":[\"pods\"");
        text.ShouldNotContain("secret-node");
        text.ShouldNotContain("10.0.0.1");
    }

    [Theory]
    [InlineData("viewer", "statefulsets", "neither in the whole cluster")]
    [InlineData("viewer", "namespaces/shop/statefulsets", "neither in the whole cluster")]
    [InlineData("viewer", "namespaces/shop/statefulsets/web", "neither in the whole cluster")]
    [InlineData("operator", "namespaces/shop/statefulsets", "sees none in namespace \"shop\"")]
    [InlineData("operator", "namespaces/shop/statefulsets/web", "sees none in namespace \"shop\"")]
    [InlineData("operator", "namespaces/nowhere/statefulsets/web", "sees none in namespace \"nowhere\"")]
    public async Task Json_WithoutTheRight_Is403AndSaysWhoLacksWhichVerb(string person, string path, string where)
    {
        var answer = await GetAsync(person, "api/clusters/demo/" + path);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var detail = (await answer.Content.ReadFromJsonAsync<JsonElement>(limit.Token)).GetProperty("detail").GetString()!;
        detail.ShouldContain($"\"{person}\" may not list statefulsets.apps");
        detail.ShouldContain(where);
    }

    [Fact]
    public async Task Json_RightsCannotBeFoundOut_Is503AndShowsNothing()
    {
        server.RefusesReviews = true;
        time.Advance(TimeSpan.FromMinutes(1));

        var answer = await GetAsync("admin", "api/clusters/demo/statefulsets");

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await answer.Content.ReadAsStringAsync(limit.Token)).ShouldContain("could not be found out");
    }

    [Fact]
    public async Task Pages_ThreePeople_ShowWhatEachMaySeeAndExplainTheRest()
    {
        var admin = await PageAsync("admin", "");
        var some = await PageAsync("operator", "");
        var none = await PageAsync("viewer", "");

        admin.ShouldContain("data-namespace=\"shop\"");
        admin.ShouldNotContain("rights-banner");
        some.ShouldContain("data-namespace=\"bank\"");
        some.ShouldNotContain("data-namespace=\"shop\"");
        some.ShouldContain("operator sees StatefulSets only in: bank.");
        none.ShouldNotContain("workload-row");
        none.ShouldContain("viewer may not list statefulsets.apps: neither in the whole cluster demo nor in a namespace that has some.");

        var hidden = await PageAsync("operator", "c/demo/ns/shop/statefulsets/web");
        var absent = await PageAsync("operator", "c/demo/ns/shap/statefulsets/web");
        hidden.ShouldContain("data-testid=\"no-rights\"");
        Comparable(hidden).ShouldBe(Comparable(absent).Replace("shap", "shop", StringComparison.Ordinal), "whether there is something must not be told");
        (await PageAsync("operator", "c/demo/ns/bank/statefulsets/web")).ShouldNotContain("secret-node");

        static string Comparable(string html) => html[html.IndexOf("<main", StringComparison.Ordinal)..html.IndexOf("</main>", StringComparison.Ordinal)];
    }

    [Fact]
    public async Task Hub_ThreePeople_GetWhatEachMaySeeOrAreToldWhy()
    {
        (await FirstAsync("admin")).GetProperty("item").GetProperty("items").GetArrayLength().ShouldBe(2);
        (await FirstAsync("operator")).GetProperty("item").GetProperty("items").EnumerateArray().Select(item => item.GetProperty("namespace").GetString()).ShouldBe(["bank"]);
        (await FirstAsync("viewer")).GetProperty("error").GetString()!.ShouldContain("\"viewer\" may not list statefulsets.apps");
        (await FirstAsync("operator", "shop")).GetProperty("error").GetString()!.ShouldContain("sees none in namespace \"shop\"");
    }

    [Fact]
    public async Task Hub_RightsAreTakenAwayInAStream_EndsItWithTheReasonWithinTheMinute()
    {
        using var socket = await ConnectAsync("operator");
        await using var messages = WatchAsync(socket, null).GetAsyncEnumerator(limit.Token);
        (await messages.MoveNextAsync()).ShouldBeTrue();
        messages.Current.GetProperty("item").GetProperty("type").GetString().ShouldBe("snapshot");

        server.Let("operator", asked => asked is { Verb: "list", Namespace: "shop" or "bank" });
        time.Advance(TimeSpan.FromMinutes(1));
        (await messages.MoveNextAsync()).ShouldBeTrue();
        messages.Current.GetProperty("item").GetProperty("type").GetString().ShouldBe("snapshot", "what may be seen has changed: all of it anew");
        messages.Current.GetProperty("item").GetProperty("items").GetArrayLength().ShouldBe(2);

        server.Let("operator", _ => false);
        time.Advance(TimeSpan.FromMinutes(1));
        (await messages.MoveNextAsync()).ShouldBeTrue();
        messages.Current.GetProperty("error").GetString()!.ShouldContain("\"operator\" may not list statefulsets.apps");
    }

    [Fact]
    public async Task Nobody_AfterATamperedCookie_IsAskedToChooseEverywhere()
    {
        using var client = dashboard.Client(cookie: Web.Security.PersonCookie.Name + "=tampered");

        (await client.GetAsync("api/clusters/demo/statefulsets", limit.Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await client.GetAsync("api/clusters", limit.Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var page = await client.GetStringAsync("c/demo/ns/bank/statefulsets/web", limit.Token);
        page.ShouldContain("data-testid=\"nobody\"");
        page.ShouldContain("person-switch");
        page.ShouldNotContain("data-testid=\"verdict\"");
    }

    private async Task<HttpResponseMessage> GetAsync(string person, string path)
    {
        using var client = dashboard.Client("token-of-the-" + person);
        return await client.GetAsync(path, limit.Token);
    }

    private async Task<string> PageAsync(string person, string path) => await (await GetAsync(person, path)).Content.ReadAsStringAsync(limit.Token);

    private async Task<string[]> SetsAsync(string person) =>
    [
        .. (await (await GetAsync(person, "api/clusters/demo/statefulsets")).Content.ReadFromJsonAsync<JsonElement>(limit.Token)).EnumerateArray()
            .Select(set => set.GetProperty("namespace").GetString() + "/" + set.GetProperty("name").GetString()),
    ];

    private async Task<JsonElement> FirstAsync(string person, string? namespaceName = null)
    {
        using var socket = await ConnectAsync(person);
        await foreach (var message in WatchAsync(socket, namespaceName))
        {
            return message;
        }

        throw new InvalidOperationException("the stream said nothing");
    }

    private async Task<ClientWebSocket> ConnectAsync(string person)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", "Bearer token-of-the-" + person);
        await socket.ConnectAsync(new UriBuilder(dashboard.Address) { Scheme = "ws", Path = "/hubs/statefulsets" }.Uri, limit.Token);
        await SendAsync(socket, """{"protocol":"json","version":1}""");
        return socket;
    }

    /// <summary>Items (type 2) and the end (type 3) of one stream, as SignalR's JSON protocol writes them.</summary>
    private async IAsyncEnumerable<JsonElement> WatchAsync(ClientWebSocket socket, string? namespaceName)
    {
        await SendAsync(socket, JsonSerializer.Serialize(new { type = 4, invocationId = "1", target = "WatchStatefulSets", arguments = new[] { "demo", namespaceName } }));
        var text = new StringBuilder();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer, limit.Token);
            text.Append(Encoding.UTF8.GetString(buffer, 0, received.Count));
            var parts = text.ToString().Split('\u001e');
            text.Clear().Append(parts[^1]);
            foreach (var part in parts[..^1].Where(part => part.Length > 2))
            {
                var message = JsonDocument.Parse(part).RootElement;
                if (message.GetProperty("type").GetInt32() is 2 or 3)
                {
                    yield return message;
                }
            }
        }
    }

    private Task SendAsync(ClientWebSocket socket, string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text + "\u001e"), WebSocketMessageType.Text, endOfMessage: true, limit.Token);
}
