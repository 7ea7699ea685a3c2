using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.Tests.Support;

namespace StatefulDashboard.DemoCluster.Tests.ApiServer;

public class RequestTests
{
    [Fact]
    public async Task Request_WithoutToken_IsUnauthorizedAsRecorded()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var stranger = TestCluster.NewClient(cluster.Host, "not-the-token");
        using var response = await stranger.GetAsync(TestCluster.Pods, TestCluster.Cancellation);
        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestCluster.Cancellation));
        JsonNode.DeepEquals(body, Recordings.Http("unauthorized")["answer"]).ShouldBeTrue();
    }

    [Fact]
    public async Task Request_WithAForeignHost_IsForbidden()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, cluster.Host.Address.Port, TestCluster.Cancellation);
        await using var tls = new SslStream(socket.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "127.0.0.1", CertificateChainPolicy = TestCluster.Trust(cluster.Host) }, TestCluster.Cancellation);
        await tls.WriteAsync(Encoding.ASCII.GetBytes($"GET /version HTTP/1.1\r\nHost: evil.example\r\nAuthorization: Bearer {cluster.Host.Token}\r\n\r\n"), TestCluster.Cancellation);
        using var reader = new StreamReader(tls);
        (await reader.ReadLineAsync(TestCluster.Cancellation)).ShouldBe("HTTP/1.1 403 Forbidden");
    }

    [Fact]
    public async Task Body_OverThreeMegabytes_IsTooLarge()
    {
        await using var cluster = await TestCluster.StartAsync();
        var (code, status) = await cluster.SendAsync("POST", "/api/v1/namespaces/default/configmaps", "{\"x\":\"" + new string('x', 4_000_000) + "\"}");
        code.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        ((int?)status["code"]).ShouldBe(413);
    }

    [Fact]
    public async Task UnknownFields_ComeBackAsTheyWereSent()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.PostAsync("/api/v1/namespaces/default/configmaps", """{"metadata":{"name":"a"},"data":{"k":"v"},"future":{"deep":[1,{"x":true}]}}""");
        var read = await cluster.GetAsync("/api/v1/namespaces/default/configmaps/a");
        read["future"]!.ToJsonString().ShouldBe("""{"deep":[1,{"x":true}]}""");
    }

    [Theory]
    [InlineData("resources-discovery-v1")]
    [InlineData("resources-policy-v1")]
    [InlineData("resources-apps-v1")]
    public async Task Discovery_NamesTheResourcesAsRecorded(string recording)
    {
        await using var cluster = await TestCluster.StartAsync();
        var recorded = Recordings.Http(recording);
        var served = await cluster.GetAsync((string)recorded["request"]!["path"]!);
        JsonNode.DeepEquals(served, recorded["answer"]).ShouldBeTrue(served.ToJsonString());
    }

    [Theory]
    [InlineData("table-pods")]
    [InlineData("table-statefulsets")]
    [InlineData("table-persistentvolumeclaims")]
    [InlineData("table-persistentvolumes")]
    [InlineData("table-services")]
    [InlineData("table-nodes")]
    [InlineData("table-events")]
    [InlineData("table-endpointslices")]
    [InlineData("table-controllerrevisions")]
    public async Task Table_HasTheRecordedColumns(string recording)
    {
        await using var cluster = await TestCluster.StartAsync();
        var recorded = Recordings.Http(recording);
        var path = ((string)recorded["request"]!["path"]!).Replace("/proto/", "/default/", StringComparison.Ordinal);
        var (_, table) = await cluster.SendAsync("GET", path, accept: (string)recorded["request"]!["accept"]!);
        Columns(table).ShouldBe(Columns(recorded["answer"]!));

        static IEnumerable<string> Columns(JsonNode t) => t["columnDefinitions"]!.AsArray().Select(c => $"{c!["name"]} {c["format"]} {c["priority"]}");
    }

    [Fact]
    public async Task Pages_OfOneList_AreOfOneMoment()
    {
        await using var cluster = await TestCluster.StartAsync();
        const string maps = "/api/v1/namespaces/kube-public/configmaps";
        foreach (var name in (string[])["a", "b", "c"])
        {
            await cluster.PostAsync(maps, "{\"metadata\":{\"name\":\"" + name + "\",\"labels\":{\"t\":\"y\"}}}");
        }

        var first = await cluster.GetAsync(maps + "?limit=2&labelSelector=t%3Dy");
        first["metadata"]!["remainingItemCount"].ShouldBeNull("a selector hides how many are left");
        await cluster.PostAsync(maps, """{"metadata":{"name":"d","labels":{"t":"y"}}}""");
        var second = await cluster.GetAsync($"{maps}?limit=2&labelSelector=t%3Dy&continue={first["metadata"]!["continue"]}");
        second["items"]!.AsArray().Select(i => (string)i!["metadata"]!["name"]!).ShouldBe(["c"]);
        ((string?)second["metadata"]!["resourceVersion"]).ShouldBe((string?)first["metadata"]!["resourceVersion"]);
    }

    [Theory]
    [InlineData("page-broken")]
    [InlineData("field-selector-refused")]
    public async Task RefusedList_AnswersAsRecorded(string recording)
    {
        await using var cluster = await TestCluster.StartAsync();
        var recorded = Recordings.Http(recording);
        var (code, status) = await cluster.SendAsync("GET", ((string)recorded["request"]!["path"]!).Replace("/proto/", "/default/", StringComparison.Ordinal));
        ((int)code).ShouldBe((int)recorded["status"]!);
        JsonNode.DeepEquals(status, recorded["answer"]).ShouldBeTrue(status.ToJsonString());
    }
}
