using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace StatefulDashboard.Benchmarks.Browsers;

/// <summary>
/// What a browser is to the server, without a browser: it fetches a page, opens a circuit over a WebSocket in the "blazorpack" protocol,
/// starts the page's root components, acknowledges each render batch, and answers what the server asks of the script; a list that draws
/// only what is on the screen is told of a screen of 800 pixels.
/// </summary>
internal sealed partial class Circuit : IAsyncDisposable
{
    private const int Screen = 800;

    private readonly ClientWebSocket socket = new();
    private readonly CancellationTokenSource stop = new();
    private readonly SemaphoreSlim sending = new(1);
    private readonly TaskCompletionSource<string?> started = new();
    private Task reading = Task.CompletedTask;

    public int Batches { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>So many batches held the name of a set.</summary>
    public int WithRows { get; private set; }

    /// <summary>Why it has ended; null as long as it has not.</summary>
    public string? Fault { get; private set; }

    public static async Task<Circuit> OpenAsync(HttpClient http, Uri page, string cookie)
    {
        var circuit = new Circuit();
        var html = await http.GetStringAsync(page);
        using var negotiated = await http.PostAsync(new Uri(page, "/_blazor/negotiate?negotiateVersion=1"), null);
        using var answer = JsonDocument.Parse(await negotiated.Content.ReadAsStringAsync());
        var id = answer.RootElement.GetProperty("connectionToken").GetString()!;
        circuit.socket.Options.SetRequestHeader("Cookie", cookie);
        await circuit.socket.ConnectAsync(new UriBuilder(page) { Scheme = "ws", Path = "/_blazor", Query = "id=" + Uri.EscapeDataString(id) }.Uri, CancellationToken.None);
        await circuit.socket.SendAsync("""{"protocol":"blazorpack","version":1}"""u8.ToArray().Append((byte)0x1e).ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);
        circuit.reading = circuit.ReadAsync();
        await circuit.SendAsync("1", "StartCircuit", page.GetLeftPart(UriPartial.Authority) + "/", page.ToString(), "[]", "");
        _ = await circuit.started.Task.WaitAsync(TimeSpan.FromSeconds(20)) ?? throw new InvalidOperationException("no circuit: " + circuit.Fault);
        var operations = Marker().Matches(html).Select((found, index) => $$"""{"type":"add","ssrComponentId":{{index + 1}},"marker":{{found.Groups["one"].Value}}}""");
        await circuit.SendAsync(null, "UpdateRootComponents", $$"""{"batchId":1,"operations":[{{string.Join(',', operations)}}]}""", State().Match(html).Groups["one"].Value);
        return circuit;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        socket.Dispose();
        stop.Dispose();
        sending.Dispose();
    }

    private async Task ReadAsync()
    {
        var (buffer, used, isGreeted) = (new byte[1024 * 1024], 0, false);
        try
        {
            while (true)
            {
                var got = await socket.ReceiveAsync(buffer.AsMemory(used), stop.Token);
                if (got.MessageType == WebSocketMessageType.Close)
                {
                    Fault ??= "closed: " + socket.CloseStatusDescription;
                    started.TrySetResult(null);
                    return;
                }

                used += got.Count;
                Bytes += got.Count;
                var at = 0;
                if (!isGreeted && Array.IndexOf(buffer, (byte)0x1e, 0, used) is >= 0 and var end)
                {
                    (isGreeted, at) = (true, end + 1);
                }

                while (isGreeted && TryTake(buffer.AsSpan(0, used), ref at, out var message))
                {
                    await HandleAsync(message);
                }

                buffer.AsSpan(at, used - at).CopyTo(buffer);
                used -= at;
            }
        }
        catch (Exception exception) when (!stop.IsCancellationRequested)
        {
            Fault ??= exception.Message;
            started.TrySetResult(null);
        }
    }

    // a length in sevens of bits, the lowest first, then the message
    private static bool TryTake(ReadOnlySpan<byte> data, ref int at, out object?[] message)
    {
        var (length, shift, from) = (0, 0, at);
        message = [];
        while (true)
        {
            if (from >= data.Length)
            {
                return false;
            }

            var part = data[from++];
            length |= (part & 0x7f) << shift;
            shift += 7;
            if (part < 0x80)
            {
                break;
            }
        }

        if (data.Length - from < length)
        {
            return false;
        }

        message = (object?[])MessagePack.Read(data, ref from)!;
        at = from;
        return true;
    }

    // [1, headers, invocation, target, arguments], [3, headers, invocation, kind, result], [6] a ping, [7, error] the end
    private async Task HandleAsync(object?[] message)
    {
        switch ((long)message[0]!)
        {
            case 1:
                await InvokeAsync((string)message[3]!, (object?[])message[4]!);
                break;
            case 3:
                Fault ??= message is [_, _, _, 1L, string error] ? error : null;
                started.TrySetResult(message is [_, _, _, 3L, string id] ? id : null);
                break;
            case 7:
                Fault ??= "ended by the server: " + (message.Length > 1 ? message[1] : null);
                break;
        }
    }

    private async Task InvokeAsync(string target, object?[] arguments)
    {
        switch (target)
        {
            case "JS.RenderBatch":
                Batches++;
                WithRows += ((byte[])arguments[1]!).AsSpan().IndexOf("db-0"u8) >= 0 ? 1 : 0;
                await SendAsync(null, "OnRenderCompleted", (long)arguments[0]!, null);
                break;
            case "JS.BeginInvokeJS":
                var call = (long)arguments[0]!;
                await SendAsync(null, "EndInvokeJSFromDotNet", call, true, $"[{call.ToString(CultureInfo.InvariantCulture)},true,null]");
                if (arguments[1] is string name && name.EndsWith("Virtualize.init", StringComparison.Ordinal))
                {
                    var self = DotNetObject().Match((string)arguments[2]!).Groups["one"].Value;
                    await SendAsync(null, "BeginInvokeDotNetFromJS", "1", null, "OnSpacerAfterVisible", long.Parse(self, CultureInfo.InvariantCulture), $"[60000,0,{Screen}]");
                }

                break;
            case "JS.Error":
                Fault ??= arguments[0]?.ToString();
                break;
        }
    }

    private async Task SendAsync(string? invocation, string target, params object?[] arguments)
    {
        List<byte> body = [0x96, 0x01, 0x80];
        MessagePack.Write(body, invocation);
        MessagePack.Write(body, target);
        MessagePack.Write(body, arguments);
        body.Add(0x90);
        List<byte> framed = [];
        for (var rest = body.Count; ; rest >>= 7)
        {
            framed.Add((byte)(rest > 0x7f ? (rest & 0x7f) | 0x80 : rest));
            if (rest <= 0x7f)
            {
                break;
            }
        }

        framed.AddRange(body);
        await sending.WaitAsync(stop.Token);
        try
        {
            await socket.SendAsync(framed.ToArray(), WebSocketMessageType.Binary, true, stop.Token);
        }
        finally
        {
            sending.Release();
        }
    }

    [GeneratedRegex("<!--Blazor:(?<one>{[^>]*\"descriptor\"[^>]*})-->", RegexOptions.None, 2_000)]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(?<one>[^-]+)-->", RegexOptions.None, 2_000)]
    private static partial Regex State();

    [GeneratedRegex("\"__dotNetObject\":(?<one>\\d+)", RegexOptions.None, 2_000)]
    private static partial Regex DotNetObject();
}
