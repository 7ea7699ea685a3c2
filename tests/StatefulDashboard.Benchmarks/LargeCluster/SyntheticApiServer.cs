using System.Buffers;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace StatefulDashboard.Benchmarks.LargeCluster;

/// <summary>
/// An API server with a large cluster, over TLS and HTTP/2 as a real one: streaming lists, lists in pages, watches. It runs in a
/// process of its own until its standard input ends; under <c>/control</c> it is told what to do.
/// </summary>
internal static class SyntheticApiServer
{
    private const int Chunk = 32 * 1024;

    public static async Task<int> RunAsync(int sets)
    {
        var (cluster, pace) = (new SyntheticCluster(sets), new Pace());
        using var certificate = Certificate();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.Http2.InitialStreamWindowSize = 1024 * 1024;
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate));
        });
        await using var app = builder.Build();
        app.MapPost("/control/pace/{megabytes:double}", (double megabytes) => pace.BytesPerSecond = megabytes * 1_000_000);
        app.MapPost("/control/streaming/{on:bool}", (bool on) => cluster.HasStreamingLists = on);
        app.MapPost("/control/storm/{rate:int}/{seconds:int}", (int rate, int seconds) => StormAsync(cluster, rate, seconds));
        app.MapPost("/control/unrest/{rate:int}/{seconds:int}", (int rate, int seconds) => UnrestAsync(cluster, rate, seconds));
        app.MapPost("/control/change/{pod:int}", (int pod) => cluster.ChangePod(pod));
        app.MapPost("/control/ready/{pod:int}/{isReady:bool}", (int pod, bool isReady) => ReadyAt(cluster, pod, isReady));
        app.MapGet("/control/pods", () => cluster.PodState());
        app.MapGet("{**path}", (HttpContext context) => AnswerAsync(context, cluster, pace));
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Console.WriteLine(address + " " + Convert.ToBase64String(certificate.Export(X509ContentType.Cert)));
        await Console.In.ReadToEndAsync();
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await app.StopAsync(soon.Token);
        return 0;
    }

    private static Task StormAsync(SyntheticCluster cluster, int rate, int seconds)
    {
        var random = new Random(1);
        return EvenlyAsync(rate, seconds, _ => cluster.ChangePod(random.Next(cluster.Sets * SyntheticObjects.PodsOfSet)));
    }

    /// <summary>Pods turn unready here and there and ready again: half a second's changes are out of order at any time. The first ten sets are left alone.</summary>
    private static Task UnrestAsync(SyntheticCluster cluster, int rate, int seconds)
    {
        var (random, unready) = (new Random(1), new Queue<int>());
        return EvenlyAsync(rate, seconds, sent =>
        {
            if (sent % 2 == 1 && unready.Count > rate / 2)
            {
                cluster.ChangePod(unready.Dequeue(), isReady: true);
                return;
            }

            var pod = random.Next(10 * SyntheticObjects.PodsOfSet, cluster.Sets * SyntheticObjects.PodsOfSet);
            unready.Enqueue(pod);
            cluster.ChangePod(pod, isReady: false);
        });
    }

    /// <summary>Answers when it was done, in milliseconds of the wall's clock.</summary>
    private static double ReadyAt(SyntheticCluster cluster, int pod, bool isReady)
    {
        var at = (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).TotalMilliseconds;
        cluster.ChangePod(pod, isReady);
        return at;
    }

    /// <summary>What is due each millisecond.</summary>
    private static async Task EvenlyAsync(int rate, int seconds, Action<int> change)
    {
        var (start, sent) = (TimeProvider.System.GetTimestamp(), 0);
        while (sent < rate * seconds)
        {
            var due = Math.Min(rate * seconds, (int)(TimeProvider.System.GetElapsedTime(start).TotalSeconds * rate));
            for (; sent < due; sent++)
            {
                change(sent);
            }

            await Task.Delay(1);
        }
    }

    private static async Task AnswerAsync(HttpContext context, SyntheticCluster cluster, Pace pace)
    {
        var kind = context.Request.Path.Value!.Split('/')[^1];
        context.Response.ContentType = "application/json";
        if (!cluster.Knows(kind))
        {
            context.Response.StatusCode = 404;
            return;
        }

        if (context.Request.Query.ContainsKey("sendInitialEvents") && !cluster.HasStreamingLists)
        {
            context.Response.StatusCode = 422;
            await context.Response.WriteAsync("""{"kind":"Status","apiVersion":"v1","status":"Failure","message":"sendInitialEvents is forbidden for watch","reason":"Invalid","code":422}""");
        }
        else if (context.Request.Query.ContainsKey("watch"))
        {
            await WatchAsync(context, cluster, pace, kind);
        }
        else
        {
            await ListAsync(context, cluster, pace, kind);
        }
    }

    private static async Task WatchAsync(HttpContext context, SyntheticCluster cluster, Pace pace, string kind)
    {
        var (items, version, changes) = cluster.Watch(kind);
        try
        {
            await context.Response.StartAsync();
            if (context.Request.Query.ContainsKey("sendInitialEvents"))
            {
                await SendAsync(context, items.Select(item => SyntheticCluster.Line("ADDED", item)), pace);
                await context.Response.Body.WriteAsync(EndMark(version));
            }

            await foreach (var line in changes.Reader.ReadAllAsync(context.RequestAborted))
            {
                context.Response.BodyWriter.Write(line);
                if (!changes.Reader.TryPeek(out _))
                {
                    await context.Response.BodyWriter.FlushAsync();
                }
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // the client has left
        }
        finally
        {
            cluster.Leave(kind, changes);
        }
    }

    private static async Task ListAsync(HttpContext context, SyntheticCluster cluster, Pace pace, string kind)
    {
        var from = int.TryParse(context.Request.Query["continue"], CultureInfo.InvariantCulture, out var given) ? given : 0;
        var limit = int.TryParse(context.Request.Query["limit"], CultureInfo.InvariantCulture, out var asked) ? asked : int.MaxValue;
        var (items, version, isLast) = cluster.Page(kind, from, limit);
        var next = isLast ? "" : (from + items.Count).ToString(CultureInfo.InvariantCulture);
        var head = $$"""{"kind":"List","apiVersion":"v1","metadata":{"resourceVersion":"{{version}}","continue":"{{next}}"},"items":[""";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(head));
        await SendAsync(context, items.Select((item, index) => index == 0 ? item : [(byte)',', .. item]), pace);
        await context.Response.Body.WriteAsync("]}\n"u8.ToArray());
    }

    private static async Task SendAsync(HttpContext context, IEnumerable<byte[]> pieces, Pace pace)
    {
        var waiting = 0;
        foreach (var piece in pieces)
        {
            context.Response.BodyWriter.Write(piece);
            waiting += piece.Length;
            if (waiting >= Chunk)
            {
                await pace.WaitAsync(waiting);
                await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
                waiting = 0;
            }
        }

        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private static byte[] EndMark(long version) => Encoding.UTF8.GetBytes(
        $$"""{"type":"BOOKMARK","object":{"kind":"Pod","apiVersion":"v1","metadata":{"resourceVersion":"{{version}}","annotations":{"k8s.io/initial-events-end":"true"} } } }""" + "\n");

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
