using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace StatefulDashboard.Kubernetes.Configuration;

/// <summary>The certificates of clusters and users. Those in files are read again when the files change; those in the kubeconfig itself never do.</summary>
internal static class KubeconfigCertificates
{
    private const string Authority = "certificate-authority";
    private const string Certificate = "client-certificate";
    private const string Key = "client-key";

    /// <summary>Null where the cluster names no authority.</summary>
    public static ReloadedFiles<X509Certificate2Collection>? Authorities(KubeconfigEntry cluster) =>
        cluster.Pem(Authority) is null ? null : new(() => LoadAuthorities(cluster), Files(cluster, Authority));

    /// <summary>Null where the user has no client certificate.</summary>
    public static ReloadedFiles<X509Certificate2>? ClientCertificate(KubeconfigEntry user)
    {
        var hasKey = user.Has(Key) || user.Has(Key + "-data");
        if (!user.Has(Certificate) && !user.Has(Certificate + "-data"))
        {
            return hasKey ? throw user.Fault("client-key without client-certificate", Key) : null;
        }

        return hasKey ? new(() => LoadPair(user), [.. Files(user, Certificate), .. Files(user, Key)]) : throw user.Fault("client-certificate without client-key", Certificate);
    }

    /// <exception cref="CryptographicException">The texts are no certificate and its key.</exception>
    public static X509Certificate2 Pair(string certificatePem, string keyPem)
    {
        using var pair = X509Certificate2.CreateFromPem(certificatePem, keyPem);

        // a key that lives in memory only is not accepted by TLS on Windows; the round trip is harmless elsewhere
        return X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>The file that counts; none where the data stand in the kubeconfig.</summary>
    private static string[] Files(KubeconfigEntry entry, string field) =>
        entry.Text(field + "-data") is null && entry.FilePath(field) is { } path ? [path] : [];

    private static X509Certificate2Collection LoadAuthorities(KubeconfigEntry cluster)
    {
        var (field, pem) = cluster.Pem(Authority)!.Value;
        try
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPem(pem);
            return authorities.Count > 0 ? authorities : throw cluster.Fault($"{field} holds no PEM certificate", field);
        }
        catch (CryptographicException fault)
        {
            throw cluster.Fault($"{field} holds a broken certificate", field, fault);
        }
    }

    private static X509Certificate2 LoadPair(KubeconfigEntry user)
    {
        var (field, certificate) = user.Pem(Certificate)!.Value;
        var (_, key) = user.Pem(Key)!.Value;
        try
        {
            return Pair(certificate, key);
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            throw user.Fault("client-certificate and client-key are no PEM certificate and its unencrypted key", field, fault);
        }
    }
}
