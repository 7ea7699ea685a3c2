using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using StatefulDashboard.Kubernetes.Configuration;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>Decides whether a server's certificate is trusted, and remembers in words why the last one was not.</summary>
internal sealed class ServerCertificateCheck(ClusterEndpoint endpoint)
{
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");

    private volatile string? lastFault;

    public string? LastFault => lastFault;

    public bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        lastFault = endpoint.InsecureSkipTlsVerify ? null : FindFault(certificate, chain, errors);
        return lastFault is null;
    }

    private string? FindFault(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 server)
        {
            return "the server shows no certificate";
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return $"the server's certificate ({server.Subject}) is not for the name {endpoint.TlsServerName ?? endpoint.Server.Host}";
        }

        if ((endpoint.ReadAuthorities?.Invoke() ?? endpoint.CertificateAuthorities) is { } authorities)
        {
            return FindChainFault(server, chain, authorities);
        }

        return errors == SslPolicyErrors.None
            ? null
            : "the server's certificate is not trusted by this system: " + Describe(chain);
    }

    private static string? FindChainFault(X509Certificate2 server, X509Chain? sent, X509Certificate2Collection authorities)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(ServerAuthentication);
        foreach (var element in sent?.ChainElements.AsEnumerable() ?? [])
        {
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        try
        {
            if (chain.Build(server) || EndsAtAuthority(chain, authorities))
            {
                return null;
            }

            return "the server's certificate is not trusted by the configured certificate authority: " + Describe(chain);
        }
        catch (CryptographicException fault)
        {
            return "the server's certificate cannot be checked: " + fault.Message;
        }
        finally
        {
            foreach (var element in chain.ChainElements)
            {
                element.Certificate.Dispose();
            }
        }
    }

    /// <summary>An authority that is configured is trusted even when it is no root itself: the chain then only lacks its upper end.</summary>
    private static bool EndsAtAuthority(X509Chain chain, X509Certificate2Collection authorities) =>
        chain.ChainElements.Count > 0
        && chain.ChainStatus.All(status => status.Status == X509ChainStatusFlags.PartialChain)
        && authorities.Any(authority => authority.RawDataMemory.Span.SequenceEqual(chain.ChainElements[^1].Certificate.RawDataMemory.Span));

    private static string Describe(X509Chain? chain) =>
        string.Join("; ", chain?.ChainStatus.Select(status => status.StatusInformation.Trim()).Distinct(StringComparer.Ordinal) ?? []);
}
