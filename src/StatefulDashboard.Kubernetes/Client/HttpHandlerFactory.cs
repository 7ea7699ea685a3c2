using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using StatefulDashboard.Kubernetes.Configuration;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>Sets up the connections to one API server.</summary>
internal static class HttpHandlerFactory
{
    /// <param name="certificate">The client certificate of every connection; null for none.</param>
    /// <param name="sockets">Is told of each connection.</param>
    public static SocketsHttpHandler Create(ClusterEndpoint endpoint, X509Certificate2? certificate, KubernetesClientOptions options, ServerCertificateCheck check, OpenSockets sockets)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = endpoint.Proxy is not null,
            Proxy = endpoint.Proxy,
            ConnectTimeout = options.ConnectTimeout,
            EnableMultipleHttp2Connections = true,
            KeepAlivePingDelay = options.PingDelay,
            KeepAlivePingTimeout = options.PingTimeout,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.Always,
            SslOptions = TlsOptions(endpoint, certificate, check),
        };
        handler.ConnectCallback = (context, cancellationToken) => ConnectAsync(context, endpoint, certificate, options, check, sockets, cancellationToken);
        return handler;
    }

    private static SslClientAuthenticationOptions TlsOptions(ClusterEndpoint endpoint, X509Certificate2? certificate, ServerCertificateCheck check) => new()
    {
        TargetHost = endpoint.TlsServerName ?? endpoint.Server.IdnHost,
        RemoteCertificateValidationCallback = check.IsTrusted,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        ClientCertificates = certificate is null ? null : [certificate],
        LocalCertificateSelectionCallback = certificate is null ? null : (_, _, _, _, _) => certificate,
    };

    private static async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context,
        ClusterEndpoint endpoint,
        X509Certificate2? certificate,
        KubernetesClientOptions options,
        ServerCertificateCheck check,
        OpenSockets sockets,
        CancellationToken cancellationToken)
    {
        // HTTP/1.1 has no pings: TCP finds the dead connections
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, Seconds(options.PingDelay));
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, Seconds(options.PingTimeout / 3));
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            sockets.Add(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        var stream = new NetworkStream(socket, ownsSocket: true);
        return endpoint.TlsServerName is null || endpoint.Server.Scheme != Uri.UriSchemeHttps || endpoint.Proxy is not null
            ? stream
            : await AuthenticateAsync(stream, endpoint, certificate, check, cancellationToken);
    }

    /// <summary>The handler always asks for the address's own host; another name has to be asked for here.</summary>
    private static async Task<Stream> AuthenticateAsync(
        NetworkStream stream,
        ClusterEndpoint endpoint,
        X509Certificate2? certificate,
        ServerCertificateCheck check,
        CancellationToken cancellationToken)
    {
        var tls = new SslStream(stream);
        try
        {
            var options = TlsOptions(endpoint, certificate, check);
            options.ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11];
            await tls.AuthenticateAsClientAsync(options, cancellationToken);
            return tls;
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }

    private static int Seconds(TimeSpan time) => Math.Max(1, (int)Math.Ceiling(time.TotalSeconds));
}
