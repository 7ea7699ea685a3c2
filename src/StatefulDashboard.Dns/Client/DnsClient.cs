using System.Net;
using System.Net.Sockets;
using StatefulDashboard.Dns.Messages;

namespace StatefulDashboard.Dns.Client;

/// <summary>
/// Asks one server, over UDP and, when the answer is truncated, over TCP. It keeps nothing between queries: no cache, no socket; queries may run at once.
/// Against forged answers each try has a random id and a random port, and only the server's own address and an equal question are listened to (RFC 5452).
/// </summary>
public sealed class DnsClient
{
    private readonly IPEndPoint _server;
    private readonly TimeProvider _clock;
    private readonly DnsClientOptions _options;

    /// <param name="server">An IPv4 address in IPv6 form is asked over IPv4.</param>
    /// <param name="clock">Measures the timeouts; the system's when null.</param>
    /// <param name="options">The defaults when null: 2 seconds, two tries.</param>
    public DnsClient(IPEndPoint server, TimeProvider? clock = null, DnsClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(server);
        _server = server.Address.IsIPv4MappedToIPv6 ? new(server.Address.MapToIPv4(), server.Port) : server;
        _clock = clock ?? TimeProvider.System;
        _options = options ?? new();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Tries, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(_options.Timeout, TimeSpan.Zero, nameof(options));
    }

    public IPEndPoint Server => _server;

    /// <summary>Asks until the first answer, refusal or fault; only silence is tried again.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled: the only way to end without a result.</exception>
    public async Task<DnsResult> QueryAsync(DnsQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        var started = _clock.GetTimestamp();
        for (var tries = 0; tries < _options.Tries; tries++)
        {
            try
            {
                var (message, transport) = await TryAsync(question, cancellationToken);
                return new DnsResult.Answer(message, _clock.GetElapsedTime(started), transport);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Silence: the next try has its own id and port.
            }
            catch (DnsFormatException exception)
            {
                return new DnsResult.Malformed(exception.Message);
            }
            catch (Exception exception) when (exception is SocketException or IOException && !cancellationToken.IsCancellationRequested)
            {
                return new DnsResult.Unreachable(exception.Message);
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        return new DnsResult.TimedOut();
    }

    private async Task<(DnsMessage Message, DnsTransport Transport)> TryAsync(DnsQuestion question, CancellationToken cancellationToken)
    {
        var query = DnsExchange.NewQuery(question);
        var answer = await InTimeAsync(token => DnsUdpExchange.AskAsync(_server, query, token), cancellationToken);
        return answer is not null
            ? (answer, DnsTransport.Udp)
            : (await InTimeAsync(token => DnsTcpExchange.AskAsync(_server, DnsExchange.NewQuery(question), token), cancellationToken), DnsTransport.Tcp);
    }

    private async Task<T> InTimeAsync<T>(Func<CancellationToken, Task<T>> exchange, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.Timeout, _clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        return await exchange(both.Token);
    }
}
