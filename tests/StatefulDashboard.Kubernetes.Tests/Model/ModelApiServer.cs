using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using StatefulDashboard.Kubernetes.Configuration;
using StatefulDashboard.Kubernetes.Tests.Support;

namespace StatefulDashboard.Kubernetes.Tests.Model;

/// <summary>
/// Serves a model cluster's pods as an API server does (streaming lists, lists in pages, watches, 410) and misbehaves when it is told
/// to: <see cref="Refuse"/> spoils the next request, the orders spoil the streams.
/// </summary>
internal sealed class ModelApiServer : IAsyncDisposable
{
    /// <summary>Orders that are no JSON: the stream's end in its three ways.</summary>
    public const string EndCleanly = "end";
    public const string Cut = "cut";
    public const string CutInLine = "cut in line";

    private readonly ConcurrentQueue<Func<HttpContext, Task>> refusals = [];
    private readonly ConcurrentDictionary<string, (List<string> Pods, long Version, int From)> pages = new(StringComparer.Ordinal);
    private readonly ModelCluster cluster;
    private readonly bool hasStreamingLists;
    private readonly WebApplication app;
    private int tokens;

    private ModelApiServer(ModelCluster cluster, bool hasStreamingLists, WebApplication app)
    {
        (this.cluster, this.hasStreamingLists, this.app) = (cluster, hasStreamingLists, app);
        app.Run(AnswerAsync);
    }

    public ClusterEndpoint Endpoint => new() { Name = "model", Server = new(app.Urls.First()) };

    public static async Task<ModelApiServer> StartAsync(ModelCluster cluster, bool hasStreamingLists)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new ModelApiServer(cluster, hasStreamingLists, builder.Build());
        await server.app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    public void Refuse(Func<HttpContext, Task> answer) => refusals.Enqueue(answer);

    /// <summary>No snapshot can be read on: who is between two pages is told 410.</summary>
    public void ExpirePages() => pages.Clear();

    private async Task AnswerAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        if (refusals.TryDequeue(out var refusal))
        {
            await refusal(context);
        }
        else if (!context.Request.Query.ContainsKey("watch"))
        {
            await PageAsync(context);
        }
        else if (!context.Request.Query.ContainsKey("sendInitialEvents"))
        {
            await WatchAsync(context, long.Parse(context.Request.Query["resourceVersion"]!, CultureInfo.InvariantCulture));
        }
        else if (hasStreamingLists)
        {
            await WatchAsync(context, null);
        }
        else
        {
            await SendAsync(context, 422, "Invalid");
        }
    }

    public static Task SendAsync(HttpContext context, int code, string reason)
    {
        context.Response.StatusCode = code;
        return context.Response.WriteAsync(Api.Status(code, reason));
    }

    private async Task PageAsync(HttpContext context)
    {
        var limit = int.Parse(context.Request.Query["limit"]!, CultureInfo.InvariantCulture);
        var given = context.Request.Query["continue"].ToString();
        (List<string> Pods, long Version, int From) page;
        if (given.Length == 0)
        {
            var (pods, version) = cluster.Snapshot();
            page = (pods, version, 0);
        }
        else if (!pages.TryRemove(given, out page))
        {
            await SendAsync(context, 410, "Expired");
            return;
        }

        var next = "";
        if (page.From + limit < page.Pods.Count)
        {
            next = "t" + Interlocked.Increment(ref tokens).ToString(CultureInfo.InvariantCulture);
            pages[next] = page with { From = page.From + limit };
        }

        await context.Response.WriteAsync(Api.Page(page.Version.ToString(CultureInfo.InvariantCulture), next, [.. page.Pods.Skip(page.From).Take(limit)]));
    }

    private async Task WatchAsync(HttpContext context, long? from)
    {
        var events = Channel.CreateUnbounded<string>(new() { SingleReader = true });
        try
        {
            if (from is null)
            {
                var (pods, version) = cluster.WatchAll(events.Writer);
                
                // a bookmark before the end mark says nothing
                await WriteAsync(context, [.. pods.Take(3).Select(pod => Api.Event("ADDED", pod)), Api.Bookmark("1"), .. pods.Skip(3).Select(pod => Api.Event("ADDED", pod)), Api.Bookmark(version.ToString(CultureInfo.InvariantCulture), end: true)]);
            }
            else if (!cluster.WatchFrom(from.Value, events.Writer))
            {
                await (from.Value % 2 == 0 ? SendAsync(context, 410, "Expired") : WriteAsync(context, Api.Event("ERROR", Api.Status(410, "Expired"))));
                return;
            }

            await context.Response.Body.FlushAsync();
            await foreach (var line in events.Reader.ReadAllAsync(context.RequestAborted))
            {
                if (!await StepAsync(context, line))
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // the client has left
        }
        finally
        {
            cluster.Leave(events.Writer);
        }
    }

    /// <summary>False when that was the end.</summary>
    private static async Task<bool> StepAsync(HttpContext context, string line)
    {
        switch (line)
        {
            case EndCleanly:
                return false;
            case Cut:
                context.Abort();
                return false;
            case CutInLine:
                await context.Response.WriteAsync("{\"type\":\"ADDED\",\"obj");
                await context.Response.Body.FlushAsync();
                return false;
            default:
                await WriteAsync(context, line);
                return true;
        }
    }

    private static async Task WriteAsync(HttpContext context, params string[] lines)
    {
        await context.Response.WriteAsync(string.Concat(lines.Select(line => line + "\n")));
        await context.Response.Body.FlushAsync();
    }
}
