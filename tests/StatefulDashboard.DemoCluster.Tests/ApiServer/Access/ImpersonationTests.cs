using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.Tests.Support;

namespace StatefulDashboard.DemoCluster.Tests.ApiServer.Access;

/// <summary>Acting as somebody else (Kubernetes documentation, Authenticating: user impersonation).</summary>
public class ImpersonationTests
{
    private const string Roles = "/apis/rbac.authorization.k8s.io/v1/clusterroles";
    private const string Bindings = "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings";

    [Fact]
    public async Task Admin_AsAnother_IsThatPerson()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var admin = PersonClient.Of(cluster, "admin");
        var info = await WhoAsync(admin, ("Impersonate-User", "viewer"), ("Impersonate-Group", "readers"), ("Impersonate-Uid", "42"),
            ("Impersonate-Extra-Scopes", "view"), ("Impersonate-Extra-example.com%2fproject", "p"));
        info.ToJsonString().ShouldBe(JsonNode.Parse("""
            {"username":"viewer","uid":"42","groups":["readers","system:authenticated"],"extra":{"example.com/project":["p"],"scopes":["view"]}}
            """)!.ToJsonString());
        (await admin.SendAsync("GET", "/api/v1/secrets", null, "", ("Impersonate-User", "viewer"))).Code.ShouldBe(403);
        (await admin.SendAsync("GET", "/api/v1/pods", null, "", ("Impersonate-User", "viewer"))).Code.ShouldBe(200);
        (await admin.SendAsync("GET", "/api/v1/secrets", null, "", ("Impersonate-User", "viewer"), ("Impersonate-Group", "system:masters"))).Code.ShouldBe(200);
    }

    // an HttpClient writes values of one name into one line, where kubectl writes a line for each: here the lines are written by hand
    [Fact]
    public async Task SeveralGroups_AreSeveralHeaders_NotOneWithCommas()
    {
        await using var cluster = await TestCluster.StartAsync();
        (await RawAsync(cluster, "Impersonate-User: ann\r\nImpersonate-Group: readers\r\nimpersonate-group: others\r\nImpersonate-Extra-Scopes: view\r\nImpersonate-Extra-scopes: more\r\n"))
            .ShouldContain(""" "groups":["readers","others","system:authenticated"],"extra":{"scopes":["view","more"]} """.Trim());
        (await RawAsync(cluster, "Impersonate-User: ann\r\nImpersonate-Group: readers, others\r\n")).ShouldContain(""" "groups":["readers, others","system:authenticated"] """.Trim());
    }

    [Fact]
    public async Task ServiceAccount_HasItsGroups_UnlessOthersAreNamed()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var admin = PersonClient.Of(cluster, "admin");
        Groups(await WhoAsync(admin, ("Impersonate-User", "system:serviceaccount:db:bot"))).ShouldBe(["system:serviceaccounts", "system:serviceaccounts:db", "system:authenticated"]);
        Groups(await WhoAsync(admin, ("Impersonate-User", "system:serviceaccount:db:bot"), ("Impersonate-Group", "g"))).ShouldBe(["g", "system:authenticated"]);
    }

    [Fact]
    public async Task Anonymous_IsNotAuthenticated()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var admin = PersonClient.Of(cluster, "admin");
        (await admin.SendAsync("GET", "/version", null, "", ("Impersonate-User", "system:anonymous"))).Code.ShouldBe(200, "everybody may ask for the version");
        (await admin.SendAsync("GET", "/apis", null, "", ("Impersonate-User", "system:anonymous"))).Code.ShouldBe(403, "only who is known may ask what is served");
    }

    [Theory]
    [InlineData("users \"admin\" is forbidden: User \"viewer\" cannot impersonate resource \"users\" in API group \"\" at the cluster scope", "Impersonate-User", "admin")]
    [InlineData("serviceaccounts \"bot\" is forbidden: User \"viewer\" cannot impersonate resource \"serviceaccounts\" in API group \"\" in the namespace \"db\"", "Impersonate-User", "system:serviceaccount:db:bot")]
    public async Task Viewer_MayBeNobodyElse(string message, string header, string value)
    {
        await using var cluster = await TestCluster.StartAsync();
        using var viewer = PersonClient.Of(cluster, "viewer");
        var (code, body) = await viewer.SendAsync("GET", "/api/v1/pods", null, "", (header, value));
        code.ShouldBe(403);
        ((string?)body["message"]).ShouldBe(message);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("Impersonate-Group=readers", null)]
    [InlineData("Impersonate-Group=system:masters", "groups \"system:masters\" is forbidden: User \"viewer\" cannot impersonate resource \"groups\" in API group \"\" at the cluster scope")]
    [InlineData("Impersonate-Extra-Scopes=view", null)]
    [InlineData("Impersonate-Extra-Scopes=write", "userextras.authentication.k8s.io \"write\" is forbidden: User \"viewer\" cannot impersonate resource \"userextras/scopes\" in API group \"authentication.k8s.io\" at the cluster scope")]
    [InlineData("Impersonate-Extra-Other=view", "userextras.authentication.k8s.io \"view\" is forbidden: User \"viewer\" cannot impersonate resource \"userextras/other\" in API group \"authentication.k8s.io\" at the cluster scope")]
    [InlineData("Impersonate-Uid=7", null)]
    [InlineData("Impersonate-Uid=8", "uids.authentication.k8s.io \"8\" is forbidden: User \"viewer\" cannot impersonate resource \"uids\" in API group \"authentication.k8s.io\" at the cluster scope")]
    public async Task Impersonation_TakesTheVerb_OnEachThingTakenOn(string header, string? message)
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.PostAsync(Roles, """
            {"metadata":{"name":"imp"},"rules":[{"apiGroups":[""],"resources":["users"],"resourceNames":["ann"],"verbs":["impersonate"]},
             {"apiGroups":[""],"resources":["groups"],"resourceNames":["readers"],"verbs":["impersonate"]},
             {"apiGroups":["authentication.k8s.io"],"resources":["userextras/scopes"],"resourceNames":["view"],"verbs":["impersonate"]},
             {"apiGroups":["authentication.k8s.io"],"resources":["uids"],"resourceNames":["7"],"verbs":["impersonate"]}]}
            """);
        await cluster.PostAsync(Bindings, """{"metadata":{"name":"imp"},"roleRef":{"kind":"ClusterRole","name":"imp"},"subjects":[{"kind":"User","name":"viewer"}]}""");
        using var viewer = PersonClient.Of(cluster, "viewer");
        (string, string)[] more = header.Length == 0 ? [] : [(header.Split('=')[0], header.Split('=')[1])];
        var (code, body) = await viewer.SendAsync("GET", "/apis", null, "", [("Impersonate-User", "ann"), .. more]);
        code.ShouldBe(message is null ? 200 : 403, body.ToJsonString());
        if (message is not null)
        {
            ((string?)body["message"]).ShouldBe(message);
        }
    }

    [Theory]
    [InlineData("Impersonate-Group", "system:masters")]
    [InlineData("Impersonate-Uid", "1")]
    [InlineData("Impersonate-Extra-Scopes", "all")]
    public async Task WithoutAUser_NothingCanBeTakenOn(string header, string value)
    {
        await using var cluster = await TestCluster.StartAsync();
        foreach (var person in (string[])["admin", "viewer"])
        {
            using var client = PersonClient.Of(cluster, person);
            var (code, body) = await client.SendAsync("GET", "/api/v1/secrets", null, "", (header, value));
            code.ShouldBe(400);
            ((string)body["message"]!).ShouldContain("without impersonating a user");
        }
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("a\"b\\c%00%zz")]
    [InlineData("system:serviceaccount:")]
    [InlineData("system:serviceaccount::x")]
    [InlineData("system:serviceaccount:a:b:c")]
    [InlineData("../../x")]
    public async Task StrangeName_IsANameLikeAnother(string name)
    {
        await using var cluster = await TestCluster.StartAsync();
        using var admin = PersonClient.Of(cluster, "admin");
        ((string?)(await WhoAsync(admin, ("Impersonate-User", name), ("Impersonate-Extra-%ff%zz", name)))["username"]).ShouldBe(name);
        var (code, body) = await admin.SendAsync("GET", "/api/v1/pods", null, "", ("Impersonate-User", name));
        code.ShouldBe(403);
        ((string)body["message"]!).ShouldContain("cannot list resource \"pods\"");
        using var viewer = PersonClient.Of(cluster, "viewer");
        (await viewer.SendAsync("GET", "/api/v1/pods", null, "", ("Impersonate-User", name))).Code.ShouldBe(403);
    }

    private static async Task<JsonNode> WhoAsync(PersonClient client, params (string, string)[] headers)
    {
        var (code, review) = await client.SendAsync("POST", "/apis/authentication.k8s.io/v1/selfsubjectreviews", "{}", "application/json", headers);
        code.ShouldBe(201, review.ToJsonString());
        return review["status"]!["userInfo"]!;
    }

    private static async Task<string> RawAsync(TestCluster cluster, string headers)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(cluster.Host.Address.Host, cluster.Host.Address.Port, TestCluster.Cancellation);
        await using var stream = new SslStream(connection.GetStream());
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = cluster.Host.Address.Host, CertificateChainPolicy = TestCluster.Trust(cluster.Host) }, TestCluster.Cancellation);
        await stream.WriteAsync(Encoding.ASCII.GetBytes("POST /apis/authentication.k8s.io/v1/selfsubjectreviews HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
            + $"Authorization: Bearer {cluster.Host.Token}\r\n{headers}Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{{}}"), TestCluster.Cancellation);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(TestCluster.Cancellation);
    }

    private static IEnumerable<string?> Groups(JsonNode info) => info["groups"]!.AsArray().Select(g => (string?)g);
}
