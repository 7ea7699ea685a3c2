using System.Net.Sockets;
using System.Security.Authentication;
using StatefulDashboard.Kubernetes.Configuration;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>Puts what the network stack throws into words for a person.</summary>
internal static class TransportFault
{
    /// <summary>Null when the exception is none of the transport.</summary>
    public static KubernetesUnreachableException? From(Exception exception, Uri server, ServerCertificateCheck check)
    {
        var address = server.GetLeftPart(UriPartial.Authority);
        if (exception is ConfigurationFaultException)
        {
            return new($"{address}: {exception.Message}", mayHaveArrived: false, exception);
        }

        if (exception is ObjectDisposedException)
        {
            return new($"{address}: the connection was closed on this side (was its client certificate renewed?)", mayHaveArrived: true, exception);
        }

        if (exception is not (HttpRequestException or IOException or SocketException or AuthenticationException or TimeoutException))
        {
            return null;
        }

        var (text, mayHaveArrived) = Describe(exception, check);
        return new($"{address}: {text}", mayHaveArrived, exception);
    }

    /// <summary>The handler's own limit for making a connection; the operation was cancelled by nobody else.</summary>
    public static KubernetesUnreachableException ConnectTimedOut(Uri server, Exception exception) =>
        new($"{server.GetLeftPart(UriPartial.Authority)}: timeout: no connection could be made", mayHaveArrived: false, exception);

    public static KubernetesUnreachableException TimedOut(Uri server, TimeSpan after, Exception exception) =>
        new($"{server.GetLeftPart(UriPartial.Authority)}: timeout: no answer within {after.TotalSeconds:0} s", mayHaveArrived: true, exception);

    private static (string Text, bool MayHaveArrived) Describe(Exception exception, ServerCertificateCheck check)
    {
        if (Find<AuthenticationException>(exception) is { } tls)
        {
            return ("TLS: " + (check.LastFault ?? tls.Message), false);
        }

        if (exception is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError })
        {
            return ("TLS: the server did not agree on a secure connection (does it speak https?)", false);
        }

        var connecting = exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError };
        if (Find<SocketException>(exception) is { } socket)
        {
            var text = socket.SocketErrorCode switch
            {
                SocketError.ConnectionRefused => "connection refused",
                SocketError.ConnectionReset or SocketError.ConnectionAborted => "the connection was cut",
                SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData => "the host's name cannot be resolved",
                SocketError.TimedOut => "timeout: the connection is dead",
                SocketError.NetworkUnreachable or SocketError.HostUnreachable => "there is no way to this host",
                _ => socket.Message,
            };
            return (text, !connecting);
        }

        return Find<HttpIOException>(exception) is { HttpRequestError: HttpRequestError.ResponseEnded }
            ? ("the connection was cut", true)
            : ("the connection broke: " + (exception.InnerException ?? exception).Message, !connecting);
    }

    private static T? Find<T>(Exception? exception)
        where T : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is T found)
            {
                return found;
            }
        }

        return null;
    }
}
