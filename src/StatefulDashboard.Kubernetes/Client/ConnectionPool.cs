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
    private (HttpMessageInvoker Http, X509Certificate2? Certificate)? current;
    private bool isDisposed;

    public IReadOnlyList<RequestCount> Counts => counts.All;

    /// <exception cref="ConfigurationFaultException">The client certificate cannot be had.</exception>
    public async ValueTask<HttpMessageInvoker> GetAsync(CancellationToken cancellationToken)
    {
        var certificate = endpoint.ReadClientCertificate is { } read ? await read(cancellationToken) : endpoint.ClientCertificate;
        HttpMessageInvoker? old = null;
        try
        {
            lock (gate)
            {
                ObjectDisposedException.ThrowIf(isDisposed, this);
                if (current is not var (http, own) || !ReferenceEquals(own, certificate))
                {
                    old = current?.Http;
                    http = new HttpMessageInvoker(new CountingHandler(HttpHandlerFactory.Create(endpoint, certificate, options, check), counts), disposeHandler: true);
                    current = (http, certificate);
                }

                return http;
            }
        }
        finally
        {
            old?.Dispose();
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            isDisposed = true;
            current?.Http.Dispose();
            current = null;
        }
    }
}
