using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using StatefulDashboard.Kubernetes.Configuration;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>Sets up the connections to one API server.</summary>
internal static class HttpHandlerFactory
{
    public static SocketsHttpHandler Create(ClusterEndpoint endpoint, KubernetesClientOptions options, ServerCertificateCheck check)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = options.ConnectTimeout,
            EnableMultipleHttp2Connections = true,
            KeepAlivePingDelay = options.PingDelay,
            KeepAlivePingTimeout = options.PingTimeout,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.Always,
            SslOptions = TlsOptions(endpoint, check),
        };
        handler.ConnectCallback = (context, cancellationToken) => ConnectAsync(context, endpoint, options, check, cancellationToken);
        return handler;
    }

    private static SslClientAuthenticationOptions TlsOptions(ClusterEndpoint endpoint, ServerCertificateCheck check) => new()
    {
        TargetHost = endpoint.TlsServerName ?? endpoint.Server.IdnHost,
        RemoteCertificateValidationCallback = check.IsTrusted,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        ClientCertificates = endpoint.ClientCertificate is { } certificate ? [certificate] : null,
        LocalCertificateSelectionCallback = endpoint.ClientCertificate is { } own ? (_, _, _, _, _) => own : null,
    };

    private static async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context,
        ClusterEndpoint endpoint,
        KubernetesClientOptions options,
        ServerCertificateCheck check,
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
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        var stream = new NetworkStream(socket, ownsSocket: true);
        return endpoint.TlsServerName is null || endpoint.Server.Scheme != Uri.UriSchemeHttps
            ? stream
            : await AuthenticateAsync(stream, endpoint, check, cancellationToken);
    }

    /// <summary>The handler always asks for the address's own host; another name has to be asked for here.</summary>
    private static async Task<Stream> AuthenticateAsync(
        NetworkStream stream,
        ClusterEndpoint endpoint,
        ServerCertificateCheck check,
        CancellationToken cancellationToken)
    {
        var tls = new SslStream(stream);
        try
        {
            var options = TlsOptions(endpoint, check);
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
