using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace StatefulDashboard.Web.Tests.Recordings;

/// <summary>An API server on a real socket that is empty at first and then says, event by event, what a recording says.</summary>
internal sealed class RecordedApiServer : IAsyncDisposable
{
    private const string EndOfInitialEvents =
        """{"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"1","annotations":{"k8s.io/initial-events-end":"true"}}}}""";

    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, Channel<string>> streams = new(StringComparer.Ordinal);

    /// <summary>Resources whose reading is refused, as RBAC does it.</summary>
    public ConcurrentDictionary<string, bool> Forbidden { get; } = new(StringComparer.Ordinal);

    /// <summary>Resources that this server does not have.</summary>
    public ConcurrentDictionary<string, bool> Unknown { get; } = new(StringComparer.Ordinal);

    private RecordedApiServer(WebApplication app) => this.app = app;

    public Uri Address { get; private set; } = null!;

    public static async Task<RecordedApiServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new RecordedApiServer(builder.Build());
        server.app.Run(server.AnswerAsync);
        await server.app.StartAsync();
        server.Address = new(server.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return server;
    }

    /// <param name="plural">The resource, "pods".</param>
    /// <param name="line">A watch event as JSON.</param>
    public void Send(string plural, string line) => Stream(plural).Writer.TryWrite(line);

    public async ValueTask DisposeAsync()
    {
        foreach (var stream in streams.Values)
        {
            stream.Writer.TryComplete();
        }

        await app.DisposeAsync();
    }

    private Channel<string> Stream(string plural) => streams.GetOrAdd(plural, _ => Channel.CreateUnbounded<string>());

    private async Task AnswerAsync(HttpContext context)
    {
        var plural = context.Request.Path.Value!.Split('/')[^1];
        context.Response.ContentType = "application/json";
        if (Forbidden.ContainsKey(plural))
        {
            context.Response.StatusCode = 403;
            await context.Response.WriteAsJsonAsync(new
            {
                kind = "Status",
                apiVersion = "v1",
                status = "Failure",
                message = $"{plural} is forbidden: User \"ann\" cannot watch resource \"{plural}\" at the cluster scope",
                reason = "Forbidden",
                details = new { kind = plural },
                code = 403,
            });
            return;
        }

        if (Unknown.ContainsKey(plural))
        {
            context.Response.StatusCode = 404;
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync("404 page not found\n");
            return;
        }

        if (context.Request.Query["watch"].Count == 0)
        {
            await context.Response.WriteAsync("""{"kind":"List","metadata":{"resourceVersion":"1"},"items":[]}""");
            return;
        }

        if (context.Request.Query["sendInitialEvents"] == "true")
        {
            await context.Response.WriteAsync(EndOfInitialEvents + "\n", context.RequestAborted);
        }

        await context.Response.Body.FlushAsync(context.RequestAborted);
        await foreach (var line in Stream(plural).Reader.ReadAllAsync(context.RequestAborted))
        {
            await context.Response.WriteAsync(line + "\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }
}
