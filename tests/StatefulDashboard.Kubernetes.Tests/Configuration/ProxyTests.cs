using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Configuration;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Kubernetes.Tests.Support;

namespace StatefulDashboard.Kubernetes.Tests.Configuration;

/// <summary>Through real proxies to a server over TLS; and which environment asks for which.</summary>
public sealed class ProxyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("http://127.0.0.1:PORT", false, "localhost", null, "localhost:6443 ")]
    [InlineData("http://me:p%40ss@127.0.0.1:PORT", false, "wants-password.example", "localhost", "wants-password.example:6443 me:p@ss")]
    [InlineData("http://127.0.0.1:PORT", false, "far.example", "localhost", "far.example:6443 ")]
    [InlineData("socks5://127.0.0.1:PORT", true, "localhost", null, "localhost:6443 ")]
    [InlineData("socks5h://me:secret@127.0.0.1:PORT", true, "far.example", "localhost", "far.example:6443 me:secret")]
    public async Task ProxyUrl_CarriesTheConnectionAndLeavesTlsWhole(string proxyUrl, bool isSocks, string host, string? tlsServerName, string asked)
    {
        using var certificate = Certificates.SelfSigned(); // for localhost
        await using var server = await FakeApiServer.StartAsync(listen => listen.UseHttps(certificate));
        await using var proxy = new TestProxy(isSocks, server.Address.Port);
        var protocol = "";
        server.Then(context =>
        {
            protocol = context.Request.Protocol;
            return context.Response.WriteAsync(Api.Pod("a", "1"));
        });
        var endpoint = Endpoint($"server: \"https://{host}:6443\", proxy-url: \"{proxyUrl.Replace("PORT", proxy.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)}\", "
            + $"certificate-authority-data: {Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(certificate.ExportCertificatePem()))}"
            + (tlsServerName is null ? "" : $", tls-server-name: {tlsServerName}"));
        using var client = new KubernetesClient(endpoint, TimeProvider.System, NullLogger.Instance);

        (await client.GetAsync(ResourceKinds.Pods, new("ns", "a"), TestContext.Current.CancellationToken)).Metadata.Name.ShouldBe("a");
        proxy.Asked.ShouldBe([asked]);
        protocol.ShouldBe("HTTP/2");
    }

    [Fact]
    public async Task ProxyUrl_NobodyThere_IsSaidWithoutItsPassword()
    {
        using var client = new KubernetesClient(Endpoint("server: \"https://far.example\", proxy-url: \"http://me:secret@127.0.0.1:1\""), TimeProvider.System, NullLogger.Instance);

        var fault = await Should.ThrowAsync<KubernetesUnreachableException>(() => client.GetAsync(ResourceKinds.Pods, new("ns", "a"), TestContext.Current.CancellationToken));
        fault.ToString().ShouldNotContain("secret");
        fault.Message.ShouldContain("connection refused");
    }

    // the rules of golang.org/x/net/http/httpproxy, which kubectl follows
    [Theory]
    [InlineData("https://api.example:6443", "HTTPS_PROXY=http://p:1", "http://p:1/")]
    [InlineData("https://api.example:6443", "HTTPS_PROXY=http://p:1,https_proxy=http://q:2", "http://q:2/")]
    [InlineData("https://api.example:6443", "HTTPS_PROXY=p:1", "http://p:1/")]
    [InlineData("https://api.example:6443", "HTTP_PROXY=http://p:1", null)]
    [InlineData("http://api.example", "HTTP_PROXY=http://p:1", "http://p:1/")]
    [InlineData("https://localhost:6443", "HTTPS_PROXY=http://p:1", null)]
    [InlineData("https://127.0.0.2", "HTTPS_PROXY=http://p:1", null)]
    [InlineData("https://[::1]", "HTTPS_PROXY=http://p:1", null)]
    [InlineData("https://api.example", "HTTPS_PROXY=http://p:1;NO_PROXY=*", null)]
    [InlineData("https://api.example", "HTTPS_PROXY=http://p:1;NO_PROXY=example", null)]
    [InlineData("https://api.example", "HTTPS_PROXY=http://p:1;NO_PROXY=.example", null)]
    [InlineData("https://example", "HTTPS_PROXY=http://p:1;NO_PROXY=.example", "http://p:1/")]
    [InlineData("https://myexample", "HTTPS_PROXY=http://p:1;NO_PROXY=example", "http://p:1/")]
    [InlineData("https://api.example:6443", "HTTPS_PROXY=http://p:1;NO_PROXY=api.example:443", "http://p:1/")]
    [InlineData("https://api.example:6443", "HTTPS_PROXY=http://p:1;NO_PROXY=x, api.example:6443", null)]
    [InlineData("https://10.1.2.3", "HTTPS_PROXY=http://p:1;NO_PROXY=10.0.0.0/8", null)]
    [InlineData("https://11.1.2.3", "HTTPS_PROXY=http://p:1;NO_PROXY=10.0.0.0/8", "http://p:1/")]
    [InlineData("https://10.1.2.3", "HTTPS_PROXY=http://p:1;no_proxy=10.1.2.3", null)]
    public void Environment_AsksForAProxy(string server, string variables, string? expected)
    {
        var environment = variables.Split([';', ',']).Where(pair => pair.Contains('=', StringComparison.Ordinal)).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        if (variables.Contains("x, ", StringComparison.Ordinal))
        {
            environment["NO_PROXY"] = "x, api.example:6443";
        }

        EnvironmentProxy.For(new Uri(server), name => environment.GetValueOrDefault(name))?.GetProxy(new Uri(server))?.ToString().ShouldBe(expected);
        (EnvironmentProxy.For(new Uri(server), name => environment.GetValueOrDefault(name)) is null).ShouldBe(expected is null);
    }

    [Fact]
    public async Task ImpersonationAndBasicAuth_AreSent()
    {
        await using var server = await FakeApiServer.StartAsync();
        var headers = "";
        server.Then(context =>
        {
            headers = string.Join('\n', context.Request.Headers.Where(header => header.Key.StartsWith("Impersonate", StringComparison.Ordinal) || header.Key == "Authorization")
                .OrderBy(header => header.Key, StringComparer.Ordinal).Select(header => header.Key + "=" + string.Join('|', header.Value.ToArray())));
            return context.Response.WriteAsync(Api.Pod("a", "1"));
        });
        var endpoint = Endpoint($"server: \"{server.Address}\"", "username: ann, password: \"pä:ss\", as: bob, as-uid: u1, as-groups: [dev], as-user-extra: {\"Example.com/Reason x\": [a]}");
        using var client = new KubernetesClient(endpoint, TimeProvider.System, NullLogger.Instance);

        await client.GetAsync(ResourceKinds.Pods, new("ns", "a"), TestContext.Current.CancellationToken);
        headers.ShouldBe("""
            Authorization=Basic YW5uOnDDpDpzcw==
            Impersonate-Extra-example.com%2Freason%20x=a
            Impersonate-Group=dev
            Impersonate-Uid=u1
            Impersonate-User=bob
            """);
    }

    private ClusterEndpoint Endpoint(string cluster, string user = "token: t") => Kubeconfig.Load(folder.Write("config", $$$"""
        clusters:
        - {name: prod, cluster: { {{{cluster}}} } }
        users:
        - {name: ann, user: { {{{user}}} } }
        contexts:
        - {name: prod, context: {cluster: prod, user: ann} }
        """)).Resolve("prod");
}
