using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging.Abstractions;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Configuration;
using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Kubernetes.Tests.Support;

namespace StatefulDashboard.Kubernetes.Tests.Configuration;

/// <summary>Certificates that somebody rotates on disk while a server is spoken to over TLS.</summary>
public sealed class RotationTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly List<string?> shown = [];

    public void Dispose() => folder.Dispose();

    [Fact]
    [Fault(28)]
    public async Task ClientCertificate_Rotated_IsShownFromTheNextRequestOn()
    {
        using var certificate = Certificates.SelfSigned();
        await using var server = await StartAsync(certificate);
        var first = WritePair("one");
        using var client = new KubernetesClient(Endpoint(server, certificate), TimeProvider.System, NullLogger.Instance);
        await ReadAsync(server, client);
        await ReadAsync(server, client);
        var second = WritePair("two");
        await ReadAsync(server, client);

        folder.Write("client.pem", "half a certifi"); // as a writer in the middle of it leaves it
        await ReadAsync(server, client);
        client.Endpoint.Problem!().ShouldNotBeNull().ShouldContain("client-certificate and client-key are no PEM certificate");
        var third = WritePair("three");
        await ReadAsync(server, client);

        shown.ShouldBe([first, first, second, second, third]);
        client.Endpoint.Problem!().ShouldBeNull();
    }

    [Fact]
    [Fault(28)]
    public async Task ClientCertificate_RotatedUnderAWatch_WatchGoesOnWithTheNewOneWhereItWas()
    {
        using var certificate = Certificates.SelfSigned();
        await using var server = await StartAsync(certificate);
        WritePair("one");
        var time = new FakeTime();
        using var client = new KubernetesClient(Endpoint(server, certificate), time, NullLogger.Instance);
        await using var informer = new Informer<Pod>(client, ResourceKinds.Pods, null, time, NullLogger.Instance);
        var stale = new TaskCompletionSource<WatchHealth>(TaskCreationOptions.RunContinuationsAsynchronously);
        informer.HealthChanged += (_, now) =>
        {
            if (now.Health is { State: WatchState.Stale, NextAttemptAt: not null })
            {
                stale.TrySetResult(now.Health);
            }
        };
        server.ThenOpenStream(Api.Added("a", "1"), Api.Bookmark("5", end: true));
        _ = informer.RunAsync(TestContext.Current.CancellationToken);
        await informer.WhenSynced(TestContext.Current.CancellationToken);
        (await server.NextRequestAsync()).ShouldContain("sendInitialEvents");
        var changes = informer.Subscribe(TestContext.Current.CancellationToken).Changes;

        var second = WritePair("two");
        await ReadAsync(server, client); // any request notices it
        await server.NextRequestAsync();
        var broken = await stale.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        broken.Count.ShouldBe(1);
        server.ThenOpenStream(Api.Added("b", "6"));
        await time.AdvanceToTimerAsync(broken.NextAttemptAt!.Value);

        (await changes.ReadAsync(TestContext.Current.CancellationToken)).ShouldHaveSingleItem().Name.Name.ShouldBe("b");
        (await server.NextRequestAsync()).ShouldContain("resourceVersion=5&");
        informer.Health.Relists.ShouldBe(0);
        shown[^1].ShouldBe(second);
    }

    [Fact]
    [Fault(25)]
    public async Task PluginsClientCertificate_IsShownAndAskedForAnewWhenTheServerRefusesIt()
    {
        using var certificate = Certificates.SelfSigned();
        await using var server = await StartAsync(certificate);
        folder.Script("plugin", $"cat '{folder["credential"]}'");
        folder.Write("ca.pem", certificate.ExportCertificatePem());
        var endpoint = Kubeconfig.Load(folder.Write("config", $$"""
            clusters:
            - {name: prod, cluster: {server: "https://127.0.0.1:{{server.Address.Port}}", certificate-authority: ca.pem} }
            users:
            - {name: ann, user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: ./plugin, interactiveMode: Never} } }
            contexts:
            - {name: prod, context: {cluster: prod, user: ann} }
            """)).Resolve("prod");
        using var client = new KubernetesClient(endpoint, TimeProvider.System, NullLogger.Instance);
        var first = WriteCredential("one");
        await ReadAsync(server, client);
        var second = WriteCredential("two");
        await ReadAsync(server, client);

        server.Then(401, Api.Status(401, "Unauthorized"));
        await ReadAsync(server, client);

        shown.ShouldBe([first, first, first, second]);
    }

    [Fact]
    public void DataInTheKubeconfig_BeatsThePath()
    {
        using var certificate = Certificates.SelfSigned();
        var (pem, key, thumbprint) = Certificates.Client("data");
        static string Data(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));
        var endpoint = Kubeconfig.Load(folder.Write("config", $$"""
            clusters:
            - {name: prod, cluster: {server: "https://x", certificate-authority: gone.pem, certificate-authority-data: {{Data(certificate.ExportCertificatePem())}} } }
            users:
            - {name: ann, user: {client-certificate: gone.pem, client-key: gone.key, client-certificate-data: {{Data(pem)}}, client-key-data: {{Data(key)}} } }
            contexts:
            - {name: prod, context: {cluster: prod, user: ann} }
            """)).Resolve("prod");

        endpoint.CertificateAuthorities!.Single().Thumbprint.ShouldBe(certificate.Thumbprint);
        endpoint.ClientCertificate!.Thumbprint.ShouldBe(thumbprint);
    }

    [Fact]
    [Fault(28)]
    public async Task Authority_Rotated_CountsForTheNextConnection()
    {
        using var old = Certificates.SelfSigned();
        using var renewed = Certificates.SelfSigned();
        WritePair("one");
        folder.Write("ca.pem", old.ExportCertificatePem());
        await using var server = await StartAsync(renewed);
        using var client = new KubernetesClient(Endpoint(server, null), TimeProvider.System, NullLogger.Instance);

        (await Should.ThrowAsync<KubernetesUnreachableException>(() => client.GetAsync(ResourceKinds.Pods, new("ns", "a"), TestContext.Current.CancellationToken)))
            .Message.ShouldContain("not trusted by the configured certificate authority");
        folder.Write("ca.pem", renewed.ExportCertificatePem());
        await ReadAsync(server, client);
    }

    private static async Task ReadAsync(FakeApiServer server, KubernetesClient client)
    {
        server.Then(200, Api.Pod("a", "1"));
        await client.GetAsync(ResourceKinds.Pods, new("ns", "a"), TestContext.Current.CancellationToken);
    }

    private string WriteCredential(string name)
    {
        var (certificate, key, thumbprint) = Certificates.Client(name);
        var status = new System.Text.Json.Nodes.JsonObject { ["clientCertificateData"] = certificate, ["clientKeyData"] = key };
        folder.Write("credential", new System.Text.Json.Nodes.JsonObject { ["kind"] = "ExecCredential", ["apiVersion"] = "client.authentication.k8s.io/v1", ["status"] = status }.ToJsonString());
        return thumbprint;
    }

    private string WritePair(string name)
    {
        var (certificate, key, thumbprint) = Certificates.Client(name);
        folder.Write("client.key", key);
        folder.Write("client.pem", certificate);
        return thumbprint;
    }

    private Task<FakeApiServer> StartAsync(X509Certificate2 certificate) => FakeApiServer.StartAsync(listen => listen.UseHttps(https =>
    {
        https.ServerCertificate = certificate;
        https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
        https.ClientCertificateValidation = (_, _, _) => true;
    }), context => shown.Add(context.Connection.ClientCertificate?.Thumbprint));

    private ClusterEndpoint Endpoint(FakeApiServer server, X509Certificate2? authority)
    {
        if (authority is not null)
        {
            folder.Write("ca.pem", authority.ExportCertificatePem());
        }

        return Kubeconfig.Load(folder.Write("config", $$"""
            clusters:
            - {name: prod, cluster: {server: "https://127.0.0.1:{{server.Address.Port}}", certificate-authority: ca.pem} }
            users:
            - {name: ann, user: {client-certificate: client.pem, client-key: client.key} }
            contexts:
            - {name: prod, context: {cluster: prod, user: ann} }
            """)).Resolve("prod");
    }
}
