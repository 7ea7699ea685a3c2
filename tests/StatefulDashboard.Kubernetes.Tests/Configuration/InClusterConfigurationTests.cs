using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using StatefulDashboard.Kubernetes.Configuration;

namespace StatefulDashboard.Kubernetes.Tests.Configuration;

public sealed class InClusterConfigurationTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("serviceaccount");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Load_InAPod_GivesTheEndpoint()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var authority = new CertificateRequest("CN=a", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddHours(1));
        Write("ca.crt", authority.ExportCertificatePem());
        Write("token", "secret\n");
        Write("namespace", "shop");

        var endpoint = InClusterConfiguration.Load(folder.FullName, "fd00::1", "443", TimeProvider.System);
        endpoint.Server.ShouldBe(new Uri("https://[fd00::1]:443/"));
        endpoint.Namespace.ShouldBe("shop");
        endpoint.CertificateAuthorities!.Count.ShouldBe(1);
        (await endpoint.Token!(TestContext.Current.CancellationToken)).ShouldBe("secret");
    }

    [Fact]
    public void Load_OutsideOfAPodOrWithoutFiles_IsAFault()
    {
        Should.Throw<ConfigurationFaultException>(() => InClusterConfiguration.Load(folder.FullName, null, null, TimeProvider.System)).Message.ShouldContain("no pod");
        Should.Throw<ConfigurationFaultException>(() => InClusterConfiguration.Load(folder.FullName, "h", "1", TimeProvider.System)).Message.ShouldContain("token");
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder.FullName, name), text);
}
