using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using StatefulDashboard.Kubernetes.Configuration;

namespace StatefulDashboard.Benchmarks.LargeCluster;

/// <summary>Where the synthetic API server is and the certificate that it shows; as text, "address base64".</summary>
internal sealed class ServerAddress(string text)
{
    private readonly Uri address = new(text.Split(' ')[0]);
    private readonly X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(text.Split(' ')[1]));

    public override string ToString() => text;

    public ClusterEndpoint ToEndpoint() => new() { Name = "synthetic", Server = address, CertificateAuthorities = [certificate] };

    /// <summary>For what no API server has: its orders, and bare reading.</summary>
    public HttpClient CreateHttpClient()
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(certificate);
        var handler = new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust }, EnableMultipleHttp2Connections = true };
        return new HttpClient(handler) { BaseAddress = address, DefaultRequestVersion = HttpVersion.Version20, Timeout = TimeSpan.FromMinutes(5) };
    }
}
