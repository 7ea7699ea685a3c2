using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace StatefulDashboard.Kubernetes.Configuration;

/// <summary>What Kubernetes gives a pod: the service account's token, authority and namespace, and the server in the environment.</summary>
public static class InClusterConfiguration
{
    internal const string ServiceAccountFolder = "/var/run/secrets/kubernetes.io/serviceaccount";

    /// <summary>True inside a pod that has a service account token.</summary>
    public static bool IsAvailable =>
        !string.IsNullOrEmpty(Host) && !string.IsNullOrEmpty(Port) && File.Exists(Path.Combine(ServiceAccountFolder, "token"));

    private static string? Host => Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST");

    private static string? Port => Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_PORT");

    /// <summary>The token is read again every minute.</summary>
    /// <exception cref="ConfigurationFaultException">This is no pod, or the account's files cannot be read.</exception>
    public static ClusterEndpoint Load(TimeProvider? time = null) => Load(ServiceAccountFolder, Host, Port, time ?? TimeProvider.System);

    internal static ClusterEndpoint Load(string folder, string? host, string? port, TimeProvider time)
    {
        if (string.IsNullOrEmpty(host) || string.IsNullOrEmpty(port))
        {
            throw new ConfigurationFaultException("in-cluster configuration: KUBERNETES_SERVICE_HOST or KUBERNETES_SERVICE_PORT is not set: this is no pod");
        }

        var address = host.Contains(':', StringComparison.Ordinal) ? "[" + host + "]" : host;
        if (!Uri.TryCreate($"https://{address}:{port}", UriKind.Absolute, out var server))
        {
            throw new ConfigurationFaultException($"in-cluster configuration: {host}:{port} is no address");
        }

        var token = new FileToken(Path.Combine(folder, "token"), time);
        _ = token.Get();
        var caPath = Path.Combine(folder, "ca.crt");
        var authorities = new ReloadedFiles<X509Certificate2Collection>(() => ReadAuthorities(caPath), caPath);
        return new ClusterEndpoint
        {
            Name = "in-cluster",
            Server = server,
            CertificateAuthorities = authorities.Get(),
            ReadAuthorities = authorities.Get,
            Problem = () => authorities.Problem,
            Token = token.GetAsync,
            ForgetToken = token.Forget,
            Namespace = ReadNamespace(Path.Combine(folder, "namespace")),
        };
    }

    private static X509Certificate2Collection ReadAuthorities(string path)
    {
        try
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPem(File.ReadAllText(path));
            return authorities.Count > 0
                ? authorities
                : throw new ConfigurationFaultException($"in-cluster configuration: {path} holds no certificate");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new ConfigurationFaultException($"in-cluster configuration: {path} cannot be read: {fault.Message}", fault);
        }
    }

    private static string? ReadNamespace(string path)
    {
        try
        {
            var name = File.ReadAllText(path).Trim();
            return name.Length == 0 ? null : name;
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return null; // the namespace is only a default
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationFaultException($"in-cluster configuration: {path} cannot be read: {fault.Message}", fault);
        }
    }
}
