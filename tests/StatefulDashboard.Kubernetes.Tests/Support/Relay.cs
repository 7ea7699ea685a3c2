using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace StatefulDashboard.Kubernetes.Tests.Support;

/// <summary>A TCP relay in front of a server, that can lose its connections as networks do.</summary>
public sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<Pair, Task> pairs = [];
    private readonly IPEndPoint server;
    private readonly Task accepting;
    private int accepted;

    public Relay(Uri server)
    {
        this.server = new IPEndPoint(IPAddress.Loopback, server.Port);
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Connections that have ever been made.</summary>
    public int Accepted => Volatile.Read(ref accepted);

    /// <summary>The connections that are there stay open and carry nothing any more, either way; new ones are whole.</summary>
    public void Freeze()
    {
        foreach (var pair in pairs.Keys)
        {
            pair.IsFrozen = true;
        }
    }

    /// <summary>The connections that are there are reset.</summary>
    public void Cut()
    {
        foreach (var pair in pairs.Keys)
        {
            pair.Reset();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        Cut();
        await accepting;
        await Task.WhenAll(pairs.Values);
        stop.Dispose();
        listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptSocketAsync(stop.Token);
                Interlocked.Increment(ref accepted);
                var pair = new Pair(client, new Socket(SocketType.Stream, ProtocolType.Tcp));
                pairs[pair] = pair.RunAsync(server, stop.Token);
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // disposed of
        }
    }

    private sealed class Pair(Socket client, Socket upstream)
    {
        public volatile bool IsFrozen;

        public void Reset()
        {
            client.Close(0);
            upstream.Dispose();
        }

        public async Task RunAsync(IPEndPoint server, CancellationToken cancellationToken)
        {
            try
            {
                await upstream.ConnectAsync(server, cancellationToken);
                await Task.WhenAll(PumpAsync(client, upstream, cancellationToken), PumpAsync(upstream, client, cancellationToken));
            }
            catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // cut
            }
            finally
            {
                client.Dispose();
                upstream.Dispose();
            }
        }

        private async Task PumpAsync(Socket from, Socket to, CancellationToken cancellationToken)
        {
            var buffer = new byte[16 * 1024];
            while (await from.ReceiveAsync(buffer, cancellationToken) is > 0 and var length)
            {
                if (!IsFrozen)
                {
                    await to.SendAsync(buffer.AsMemory(0, length), cancellationToken);
                }
            }

            to.Shutdown(SocketShutdown.Send);
        }
    }
}
