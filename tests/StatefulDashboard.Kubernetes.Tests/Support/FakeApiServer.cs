using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StatefulDashboard.Kubernetes.Configuration;

namespace StatefulDashboard.Kubernetes.Tests.Support;

/// <summary>
/// A server on a real loopback socket that does what a test tells it, request by request; a request for which there is nothing to
/// do waits until there is.
/// </summary>
public sealed class FakeApiServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Channel<Func<HttpContext, Task>> script = Channel.CreateUnbounded<Func<HttpContext, Task>>();
    private readonly Channel<string> requests = Channel.CreateUnbounded<string>();

    private Action<HttpContext>? look;

    private FakeApiServer(WebApplication application) => app = application;

    public Uri Address { get; private set; } = null!;

    public ClusterEndpoint Endpoint => new() { Name = "test", Server = Address };

    public static async Task<FakeApiServer> StartAsync(Action<ListenOptions>? listen = null, Action<HttpContext>? look = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, one => listen?.Invoke(one)));
        var built = builder.Build();
        var server = new FakeApiServer(built) { look = look };
        built.Run(server.AnswerAsync);
        await built.StartAsync();
        server.Address = new Uri(built.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return server;
    }

    /// <summary>What to do with the next request that has no answer yet.</summary>
    public FakeApiServer Then(Func<HttpContext, Task> answer)
    {
        script.Writer.TryWrite(answer);
        return this;
    }

    public FakeApiServer Then(int status, string body, params (string Name, string Value)[] headers) => Then(async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        foreach (var (name, value) in headers)
        {
            context.Response.Headers[name] = value;
        }

        await context.Response.WriteAsync(body);
    });

    /// <summary>A stream of lines that ends cleanly.</summary>
    public FakeApiServer ThenStream(params string[] lines) => Then(200, string.Concat(lines.Select(line => line + "\n")));

    /// <summary>A stream that stays open, quiet, after its lines.</summary>
    public FakeApiServer ThenOpenStream(params string[] lines) => Then(async context =>
    {
        await WriteLinesAsync(context, lines);
        await WaitForEndAsync(context);
    });

    /// <summary>A stream whose connection is cut after its text, at a given moment.</summary>
    public FakeApiServer ThenCut(string text, Task moment) => Then(async context =>
    {
        await context.Response.WriteAsync(text);
        await context.Response.Body.FlushAsync();
        await moment;
        context.Abort();
    });

    public static async Task WriteLinesAsync(HttpContext context, params string[] lines)
    {
        await context.Response.StartAsync();
        foreach (var line in lines)
        {
            await context.Response.WriteAsync(line + "\n");
        }

        await context.Response.Body.FlushAsync();
    }

    public static async Task WaitForEndAsync(HttpContext context)
    {
        var ended = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(ended.SetResult);
        await ended.Task;
    }

    /// <summary>Method, path and query of the next request.</summary>
    public async Task<string> NextRequestAsync() =>
        await requests.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(20));

    public bool HasRequest => requests.Reader.TryPeek(out _);

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        look?.Invoke(context);
        requests.Writer.TryWrite(context.Request.Method + " " + context.Features.Get<IHttpRequestFeature>()!.RawTarget);
        Func<HttpContext, Task> answer;
        try
        {
            answer = await script.Reader.ReadAsync(context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            return; // the client has gone
        }

        await answer(context);
    }
}
