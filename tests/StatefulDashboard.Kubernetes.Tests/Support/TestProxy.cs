using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace StatefulDashboard.Kubernetes.Tests.Support;

/// <summary>A small proxy on a real socket: HTTP CONNECT or SOCKS5, with or without a name and password. Notes where it was asked to go.</summary>
internal sealed class TestProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentBag<Task> running = [];
    private readonly bool isSocks;
    private readonly int server;
    private readonly Task accepting;

    /// <param name="server">The port to go to, whatever is asked for.</param>
    public TestProxy(bool isSocks, int server)
    {
        (this.isSocks, this.server) = (isSocks, server);
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>What each connection asked for, "host:port credentials".</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(running);
        listener.Dispose();
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                running.Add(ServeAsync(await listener.AcceptTcpClientAsync(stop.Token)));
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // disposed of
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                var stream = client.GetStream();
                await (isSocks ? GreetSocksAsync(stream) : GreetHttpAsync(stream));
                using var upstream = new TcpClient();
                await upstream.ConnectAsync(IPAddress.Loopback, server, stop.Token);
                await Task.WhenAny(stream.CopyToAsync(upstream.GetStream(), stop.Token), upstream.GetStream().CopyToAsync(stream, stop.Token));
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
        {
            // one of the two has gone
        }
    }

    private async Task GreetHttpAsync(NetworkStream stream)
    {
        var head = "";
        var one = new byte[1];
        while (!head.EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one, stop.Token);
            head += (char)one[0];
        }

        var lines = head.Split("\r\n");
        var credentials = lines.FirstOrDefault(line => line.StartsWith("Proxy-Authorization: Basic ", StringComparison.Ordinal))?.Split(' ')[2];
        if (credentials is null && lines[0].Contains("wants-password", StringComparison.Ordinal))
        {
            await stream.WriteAsync("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), stop.Token);
            await GreetHttpAsync(stream);
            return;
        }

        Asked.Enqueue(lines[0].Split(' ')[1] + " " + (credentials is null ? "" : Encoding.UTF8.GetString(Convert.FromBase64String(credentials))));
        await stream.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), stop.Token);
    }

    // RFC 1928, and RFC 1929 for the password
    private async Task GreetSocksAsync(NetworkStream stream)
    {
        var methods = await BytesAsync(stream, (await BytesAsync(stream, 2))[1]);
        var credentials = "";
        if (methods.Contains((byte)2))
        {
            await stream.WriteAsync(new byte[] { 5, 2 }, stop.Token);
            var user = await BytesAsync(stream, (await BytesAsync(stream, 2))[1]);
            var password = await BytesAsync(stream, (await BytesAsync(stream, 1))[0]);
            credentials = Encoding.UTF8.GetString(user) + ":" + Encoding.UTF8.GetString(password);
            await stream.WriteAsync(new byte[] { 1, 0 }, stop.Token);
        }
        else
        {
            await stream.WriteAsync(new byte[] { 5, 0 }, stop.Token);
        }

        var request = await BytesAsync(stream, 4);
        var host = request[3] switch
        {
            1 => new IPAddress(await BytesAsync(stream, 4)).ToString(),
            4 => new IPAddress(await BytesAsync(stream, 16)).ToString(),
            _ => Encoding.ASCII.GetString(await BytesAsync(stream, (await BytesAsync(stream, 1))[0])),
        };
        var port = await BytesAsync(stream, 2);
        Asked.Enqueue($"{host}:{(port[0] << 8) | port[1]} {credentials}");
        await stream.WriteAsync(new byte[] { 5, 0, 0, 1, 0, 0, 0, 0, 0, 0 }, stop.Token);
    }

    private async Task<byte[]> BytesAsync(NetworkStream stream, int count)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes, stop.Token);
        return bytes;
    }
}
