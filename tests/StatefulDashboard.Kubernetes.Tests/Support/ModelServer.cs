using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Configuration;

namespace StatefulDashboard.Kubernetes.Tests.Support;

/// <summary>
/// One object behind a real socket: merge patches, its scale, deletions, evictions and creation, with resourceVersion, generation and
/// preconditions as the API keeps them; and faults at exactly the moment that a test names.
/// </summary>
internal sealed class ModelServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Queue<Cut> cuts = new();
    private int version = 100;

    private ModelServer(WebApplication application) => app = application;

    public KubernetesClient Client { get; private set; } = null!;

    public GuardedWrites Writes { get; private set; } = null!;

    /// <summary>Null: there is none.</summary>
    public JsonObject? Object { get; set; }

    public WriteBasis Basis => WriteBasis.Of(LostAnswer.Metadata(Object!));

    /// <summary>The writes that have arrived, in order: "PATCH", "DELETE".</summary>
    public List<string> Arrived { get; } = [];

    /// <summary>So often the object was changed by a write.</summary>
    public int Done { get; private set; }

    public int Reads { get; private set; }

    /// <summary>Runs after each reading has been answered: status writes, other people.</summary>
    public Action? AfterRead { get; set; }

    /// <summary>Answers to readings; null: the object.</summary>
    public Func<HttpContext, Task>? Read { get; set; }

    public static async Task<ModelServer> StartAsync(JsonObject? item, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        ModelServer? server = null;
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Use(next => async connection =>
        {
            if (server!.Takes(Cut.OnArrival))
            {
                // once something was sent: before that the client would know that nothing can have arrived
                await connection.Transport.Input.ReadAsync();
                connection.Abort();
                return;
            }

            await next(connection);
        })));
        var built = builder.Build();
        server = new ModelServer(built) { Object = item };
        built.Run(server.AnswerAsync);
        await built.StartAsync();
        var address = built.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        server.Client = new KubernetesClient(new ClusterEndpoint { Name = "test", Server = new Uri(address) }, time ?? TimeProvider.System, NullLogger.Instance);
        server.Writes = new GuardedWrites(server.Client, time ?? TimeProvider.System);
        return server;
    }

    /// <summary>Faults of the next writes, one each.</summary>
    public ModelServer Then(params Cut[] next)
    {
        foreach (var cut in next)
        {
            cuts.Enqueue(cut);
        }

        return this;
    }

    /// <summary>Somebody writes: the status (only the version moves) or the spec.</summary>
    public void Touch(Action<JsonObject>? changeSpec = null)
    {
        var metadata = Object!["metadata"]!.AsObject();
        if (changeSpec is not null)
        {
            changeSpec(Object!["spec"]!.AsObject());
            metadata["generation"] = (long)metadata["generation"]! + 1;
        }

        metadata["resourceVersion"] = (++version).ToString(CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    private bool Takes(Cut cut)
    {
        lock (cuts)
        {
            return cuts.TryPeek(out var next) && next == cut && cuts.TryDequeue(out _);
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        if (context.Request.Method == "GET")
        {
            Reads++;
            await (Read is { } read ? read(context) : Object is null ? WriteAsync(context, 404, Api.Status(404, "NotFound")) : WriteAsync(context, 200, Object.ToJsonString()));
            AfterRead?.Invoke();
            return;
        }

        Arrived.Add(context.Request.Method);
        if (Takes(Cut.BeforeDoing))
        {
            context.Abort();
            return;
        }

        var (status, answer) = Do(context.Request, body.Length > 0 ? JsonNode.Parse(body)!.AsObject() : []);
        if (Takes(Cut.AfterDoing))
        {
            context.Abort();
            return;
        }

        await (Takes(Cut.GatewayAfterDoing) ? WriteAsync(context, 504, "<html>Gateway Timeout</html>") : WriteAsync(context, status, answer));
    }

    private (int Status, string Answer) Do(HttpRequest request, JsonObject body)
    {
        if (request.Method == "POST" && !request.Path.Value!.EndsWith("/eviction", StringComparison.Ordinal))
        {
            if (Object is not null)
            {
                return (409, Api.Status(409, "AlreadyExists"));
            }

            Object = body;
            body["metadata"]!["uid"] = "made";
            body["metadata"]!["resourceVersion"] = "1";
            Done++;
            return (201, body.ToJsonString());
        }

        var guard = (request.Method == "PATCH" ? body["metadata"] : (body["deleteOptions"] ?? body)["preconditions"]) as JsonObject;
        if (Object is null)
        {
            return (404, Api.Status(404, "NotFound"));
        }

        if (new[] { "uid", "resourceVersion" }.Any(field => guard?[field] is { } wanted && wanted.ToString() != Object["metadata"]![field]!.ToString()))
        {
            return (409, Api.Status(409, "Conflict"));
        }

        Done++;
        if (request.Method == "PATCH")
        {
            Touch(spec => spec["replicas"] = (int)body["spec"]!["replicas"]!);
            return (200, Object.ToJsonString());
        }

        Object = null;
        return request.Method == "POST" ? (201, """{"kind":"Status","status":"Success","code":201}""") : (200, """{"kind":"Status","details":{"uid":"u"}}""");
    }

    private static Task WriteAsync(HttpContext context, int status, string answer)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(answer);
    }

    /// <summary>When the connection of a write is cut.</summary>
    internal enum Cut
    {
        /// <summary>As soon as bytes come on a new connection: the server never sees the request.</summary>
        OnArrival,

        /// <summary>The request has been read, nothing is done.</summary>
        BeforeDoing,

        /// <summary>It was done, the answer is not sent.</summary>
        AfterDoing,

        /// <summary>It was done, a proxy answers that it took too long.</summary>
        GatewayAfterDoing,
    }
}
