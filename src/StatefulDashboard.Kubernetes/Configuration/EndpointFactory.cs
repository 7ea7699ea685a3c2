using System.Net;
using System.Security.Cryptography.X509Certificates;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Configuration;

/// <summary>Puts a context, its cluster and its user together; what is not supported is refused, never ignored.</summary>
internal static class EndpointFactory
{
    public static ClusterEndpoint Create(KubeconfigEntry context, KubeconfigEntry cluster, KubeconfigEntry? user, TimeProvider time)
    {
        var authorities = KubeconfigCertificates.Authorities(cluster);
        var insecure = cluster.Flag("insecure-skip-tls-verify");
        if (insecure && authorities is not null)
        {
            throw cluster.Fault("insecure-skip-tls-verify together with a certificate authority", "insecure-skip-tls-verify");
        }

        var certificate = user is null ? null : KubeconfigCertificates.ClientCertificate(user);
        var server = Server(cluster, isTls: authorities is not null || insecure || certificate is not null);
        var endpoint = new ClusterEndpoint
        {
            Name = context.Name,
            Server = server,
            CertificateAuthorities = authorities?.Get(),
            ReadAuthorities = authorities is null ? null : authorities.Get,
            TlsServerName = cluster.Text("tls-server-name"),
            InsecureSkipTlsVerify = insecure,
            Proxy = Proxy(cluster, server),
            ClientCertificate = certificate?.Get(),
            ReadClientCertificate = certificate is null ? null : _ => ValueTask.FromResult<X509Certificate2?>(certificate.Get()),
            Problem = () => authorities?.Problem ?? certificate?.Problem,
            Namespace = context.Text("namespace"),
        };
        return user is null ? endpoint : WithUser(endpoint, user, cluster, time);
    }

    private static ClusterEndpoint WithUser(ClusterEndpoint endpoint, KubeconfigEntry user, KubeconfigEntry cluster, TimeProvider time)
    {
        CheckCombinations(user);
        endpoint = endpoint with { Impersonation = Impersonation(user), Basic = Basic(user) };
        if (user.Has("exec"))
        {
            var plugin = new ExecPlugin(ExecSettings.Read(user, cluster), time);
            return endpoint with
            {
                Token = plugin.TokenAsync,
                ForgetToken = plugin.Forget,
                ReadClientCertificate = endpoint.ReadClientCertificate ?? plugin.CertificateAsync,
            };
        }

        var (token, forget) = Token(user, time);
        return endpoint with { Token = token, ForgetToken = forget };
    }

    // as client-go's validation has it (tools/clientcmd/validation.go)
    private static void CheckCombinations(KubeconfigEntry user)
    {
        if (user.Has("exec") && user.Has("auth-provider"))
        {
            throw user.Fault("exec together with auth-provider", "exec");
        }

        if (user.Has("username") && (user.Has("token") || user.Has("tokenFile")))
        {
            throw user.Fault("a token together with username and password", "username");
        }

        if (user.Has("auth-provider"))
        {
            throw user.Fault("auth-provider is no longer supported by Kubernetes (since 1.26): use exec with the provider's credential plugin", "auth-provider");
        }
    }

    private static BasicCredentials? Basic(KubeconfigEntry user) => user.Text("username") is { } name
        ? name.Contains(':', StringComparison.Ordinal) ? throw user.Fault("username holds a colon", "username") : new(name, user.Text("password") ?? "")
        : null;

    private static Impersonation? Impersonation(KubeconfigEntry user)
    {
        var name = user.Text("as");
        if (name is null)
        {
            foreach (var field in (string[])["as-uid", "as-groups", "as-user-extra"])
            {
                if (user.Has(field))
                {
                    throw user.Fault($"{field} without as: impersonation needs a user", field);
                }
            }

            return null;
        }

        var extra = user.TextLists("as-user-extra").Select(pair => new KeyValuePair<string, ValueList<string>>(pair.Key, pair.Value.ToValueList())).ToValueList();
        var impersonation = new Impersonation(name, user.Text("as-uid"), user.Texts("as-groups").ToValueList(), extra);
        if (impersonation.Groups.Count > 1 || extra.Any(pair => pair.Value.Count > 1))
        {
            // the HTTP stack would join them to one header, and the server take that for one name
            throw user.Fault("only one group, and one value for each extra, can be impersonated", impersonation.Groups.Count > 1 ? "as-groups" : "as-user-extra");
        }

        return impersonation.Headers().All(header => header.Value.Length > 0 && header.Value.All(letter => letter is >= ' ' and <= '~'))
            ? impersonation
            : throw user.Fault("what is to be impersonated is empty or holds characters that no header can carry", "as");
    }

    private static IWebProxy? Proxy(KubeconfigEntry cluster, Uri server)
    {
        try
        {
            return cluster.Text("proxy-url") is { } own ? ProxyAddress.Parse(own) : EnvironmentProxy.For(server, Environment.GetEnvironmentVariable);
        }
        catch (FormatException fault)
        {
            throw cluster.Has("proxy-url")
                ? cluster.Fault($"proxy-url: {fault.Message}", "proxy-url", fault)
                : new ConfigurationFaultException($"HTTPS_PROXY or HTTP_PROXY in the environment: {fault.Message}", fault);
        }
    }

    /// <summary>An address without a scheme is https when TLS is configured, else http, as client-go has it.</summary>
    private static Uri Server(KubeconfigEntry cluster, bool isTls)
    {
        var text = cluster.Text("server") ?? throw cluster.Fault("server is missing", "server");
        var address = text.Contains("://", StringComparison.Ordinal) ? text : (isTls ? "https://" : "http://") + text;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var server)
            || server.Scheme is not ("http" or "https")
            || server.Host.Length == 0
            || server.Query.Length > 0
            || server.Fragment.Length > 0
            || server.UserInfo.Length > 0)
        {
            throw cluster.Fault("server is no http or https address", "server");
        }

        return server;
    }

    /// <summary>A tokenFile wins over a token, as in client-go.</summary>
    private static (Func<CancellationToken, ValueTask<string?>>? Token, Action? Forget) Token(KubeconfigEntry user, TimeProvider time)
    {
        if (user.FilePath("tokenFile") is { } path)
        {
            var file = new FileToken(path, time);
            try
            {
                _ = file.Get();
            }
            catch (ConfigurationFaultException fault)
            {
                throw user.Fault($"tokenFile: {fault.Message}", "tokenFile", fault);
            }

            return (file.GetAsync, file.Forget);
        }

        if (user.Text("token") is not { } token)
        {
            return (null, null);
        }

        return token.Any(letter => char.IsControl(letter) || letter > 126)
            ? throw user.Fault("token holds characters that no token has", "token")
            : (_ => ValueTask.FromResult<string?>(token), null);
    }
}
