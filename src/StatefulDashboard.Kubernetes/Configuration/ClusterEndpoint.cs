using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace StatefulDashboard.Kubernetes.Configuration;

/// <summary>Where an API server is, how it is recognised and as whom it is spoken to.</summary>
public sealed record ClusterEndpoint
{
    /// <summary>The kubeconfig's context, or a name of the owner's choice.</summary>
    public required string Name { get; init; }

    /// <summary>http or https; a path (as Rancher has it) is kept in front of every request's path.</summary>
    public required Uri Server { get; init; }

    /// <summary>The only authorities that are trusted for this server; null: those of the system.</summary>
    public X509Certificate2Collection? CertificateAuthorities { get; init; }

    /// <summary>
    /// Gives the authorities for a new connection: <see cref="CertificateAuthorities"/> as they are now, where somebody rotates them.
    /// Null: they never change.
    /// </summary>
    public Func<X509Certificate2Collection>? ReadAuthorities { get; init; }

    /// <summary>The name that is asked for (SNI) and expected in the certificate; null: the host of <see cref="Server"/>.</summary>
    public string? TlsServerName { get; init; }

    /// <summary>The server's certificate is not looked at: whoever answers gets the credentials.</summary>
    public bool InsecureSkipTlsVerify { get; init; }

    /// <summary>
    /// Gives the bearer token for a request, null for none. Asked for every request: it must be cheap, and safe to call from
    /// several threads at once.
    /// </summary>
    public Func<CancellationToken, ValueTask<string?>>? Token { get; init; }

    /// <summary>
    /// Called after a 401: what <see cref="Token"/> gives next must have been read anew. Null: the token can never change, and a
    /// 401 is final.
    /// </summary>
    public Action? ForgetToken { get; init; }

    /// <summary>With its private key.</summary>
    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>
    /// Gives the client certificate for a request, null for none; another one than before means new connections. Null:
    /// <see cref="ClientCertificate"/> never changes. Asked for every request: cheap, and safe to call from several threads.
    /// </summary>
    public Func<CancellationToken, ValueTask<X509Certificate2?>>? ReadClientCertificate { get; init; }

    /// <summary>A name and password; sent where there is no token.</summary>
    public BasicCredentials? Basic { get; init; }

    /// <summary>As whom requests are made; null: as the account itself.</summary>
    public Impersonation? Impersonation { get; init; }

    /// <summary>What every connection goes through; null: nothing.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>
    /// What is wrong with the configuration's files at the moment, while the last good state of them serves on; null while all is well.
    /// </summary>
    public Func<string?>? Problem { get; init; }

    /// <summary>The namespace that the configuration names; null for none.</summary>
    public string? Namespace { get; init; }

    /// <summary>Name and address; no credentials.</summary>
    public override string ToString() => Name + " (" + Server + ")";
}
