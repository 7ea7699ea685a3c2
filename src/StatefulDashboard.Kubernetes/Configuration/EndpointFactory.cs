namespace StatefulDashboard.Kubernetes.Configuration;

/// <summary>Puts a context, its cluster and its user together; what is not supported is refused, never ignored.</summary>
internal static class EndpointFactory
{
    private static readonly string[] ImpersonationFields = ["as", "as-uid", "as-groups", "as-user-extra"];

    public static ClusterEndpoint Create(KubeconfigEntry context, KubeconfigEntry cluster, KubeconfigEntry? user, TimeProvider time)
    {
        Refuse(cluster, "proxy-url");
        var authorities = cluster.Authorities();
        var insecure = cluster.Flag("insecure-skip-tls-verify");
        if (insecure && authorities is not null)
        {
            throw cluster.Fault("insecure-skip-tls-verify together with a certificate authority", "insecure-skip-tls-verify");
        }

        if (user is not null)
        {
            RefuseUnsupported(user);
        }

        var clientCertificate = user?.ClientCertificate();
        var (token, forget) = Token(user, time);
        return new ClusterEndpoint
        {
            Name = context.Name,
            Server = Server(cluster, isTls: authorities is not null || insecure || clientCertificate is not null),
            CertificateAuthorities = authorities,
            TlsServerName = cluster.Text("tls-server-name"),
            InsecureSkipTlsVerify = insecure,
            Token = token,
            ForgetToken = forget,
            ClientCertificate = clientCertificate,
            Namespace = context.Text("namespace"),
        };
    }

    private static void RefuseUnsupported(KubeconfigEntry user)
    {
        if (user.Has("exec") && user.Has("auth-provider"))
        {
            throw user.Fault("exec together with auth-provider", "exec");
        }

        if (user.Has("username") && (user.Has("token") || user.Has("tokenFile")))
        {
            throw user.Fault("a token together with username and password", "username");
        }

        Refuse(user, "exec");
        Refuse(user, "auth-provider");
        Refuse(user, "username");
        Refuse(user, "password");
        foreach (var field in ImpersonationFields)
        {
            Refuse(user, field);
        }
    }

    private static void Refuse(KubeconfigEntry entry, string field)
    {
        if (entry.Has(field))
        {
            throw entry.Fault($"{field} is not supported yet", field);
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
    private static (Func<CancellationToken, ValueTask<string?>>? Token, Action? Forget) Token(KubeconfigEntry? user, TimeProvider time)
    {
        if (user?.FilePath("tokenFile") is { } path)
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

        if (user?.Text("token") is not { } token)
        {
            return (null, null);
        }

        return token.Any(letter => char.IsControl(letter) || letter > 126)
            ? throw user.Fault("token holds characters that no token has", "token")
            : (_ => ValueTask.FromResult<string?>(token), null);
    }
}
