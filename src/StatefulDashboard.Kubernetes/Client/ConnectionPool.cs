using System.Security.Cryptography.X509Certificates;
using StatefulDashboard.Kubernetes.Configuration;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>
/// The connections to one API server. They carry one client certificate: when that is renewed they are closed, and what runs on them
/// ends as if they had been cut, as in client-go; a watch goes on where it was, on new ones.
/// </summary>
internal sealed class ConnectionPool(ClusterEndpoint endpoint, KubernetesClientOptions options, ServerCertificateCheck check) : IDisposable
{
    private readonly Lock gate = new();
    private readonly RequestCounts counts = new();
    private Generation? current;
    private bool isDisposed;

    public IReadOnlyList<RequestCount> Counts => counts.All;

    /// <exception cref="ConfigurationFaultException">The client certificate cannot be had.</exception>
    public async ValueTask<HttpMessageInvoker> GetAsync(CancellationToken cancellationToken)
    {
        var certificate = endpoint.ReadClientCertificate is { } read ? await read(cancellationToken) : endpoint.ClientCertificate;
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            if (current is null || !ReferenceEquals(current.Certificate, certificate))
            {
                current?.Dispose();
                current = Create(certificate);
            }

            return current.Http;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            isDisposed = true;
            current?.Dispose();
            current = null;
        }
    }

    private Generation Create(X509Certificate2? certificate)
    {
        var sockets = new OpenSockets();
        var handler = new CountingHandler(HttpHandlerFactory.Create(endpoint, certificate, options, check, sockets), counts);
        return new(new HttpMessageInvoker(handler, disposeHandler: true), sockets, certificate);
    }

    private sealed record Generation(HttpMessageInvoker Http, OpenSockets Sockets, X509Certificate2? Certificate) : IDisposable
    {
        // disposing of a handler lets running HTTP/2 streams run on: their sockets have to go
        public void Dispose()
        {
            Http.Dispose();
            Sockets.CloseAll();
        }
    }
}
