using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Kubernetes.Tests.Support;

namespace StatefulDashboard.Kubernetes.Tests.Client;

public sealed class TlsTests
{
    [Theory]
    [InlineData("localhost", null, true, null)]
    [InlineData("localhost", null, false, "not trusted by the configured certificate authority")]
    [InlineData("other.example", null, true, "not for the name localhost")]
    [InlineData("other.example", "other.example", true, null)]
    [InlineData("other.example", "third.example", true, "not for the name third.example")]
    public async Task Server_WithCertificate_IsTrustedOnlyByItsAuthorityAndName(string certified, string? asked, bool rightAuthority, string? fault)
    {
        using var authority = Authority();
        using var other = Authority();
        using var certificate = Issue(authority, certified);
        await using var server = await FakeApiServer.StartAsync(listen => listen.UseHttps(certificate));
        var protocol = "";
        server.Then(context =>
        {
            protocol = context.Request.Protocol;
            return context.Response.WriteAsync(Api.Pod("a", "1"));
        });
        var endpoint = server.Endpoint with
        {
            Server = new Uri($"https://localhost:{server.Address.Port}"),
            CertificateAuthorities = [rightAuthority ? authority : other],
            TlsServerName = asked,
        };
        using var client = new KubernetesClient(endpoint, TimeProvider.System, NullLogger.Instance);

        Task<Pod> Read() => client.GetAsync(ResourceKinds.Pods, new("ns", "a"), TestContext.Current.CancellationToken);
        if (fault is null)
        {
            (await Read()).Metadata.Name.ShouldBe("a");
            protocol.ShouldBe("HTTP/2");
        }
        else
        {
            (await Should.ThrowAsync<KubernetesUnreachableException>(Read)).Message.ShouldContain(fault);
        }
    }

    private static X509Certificate2 Authority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private static X509Certificate2 Issue(X509Certificate2 authority, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(authority, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1), [1, 2, 3, 4]);
        using var pair = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), null);
    }
}
