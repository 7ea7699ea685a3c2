using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Abstractions;
using StatefulDashboard.Kubernetes.Client;

namespace StatefulDashboard.Kubernetes.Tests.Support;

/// <summary>A server that answers one write, and keeps what it was sent.</summary>
internal sealed class WriteServer : IAsyncDisposable
{
    private readonly FakeApiServer server;

    private WriteServer(FakeApiServer started)
    {
        server = started;
        Client = new KubernetesClient(started.Endpoint, TimeProvider.System, NullLogger.Instance);
    }

    public KubernetesClient Client { get; }

    public string Target { get; private set; } = "";

    public string? MediaType { get; private set; }

    public string Body { get; private set; } = "";

    public static async Task<WriteServer> StartAsync(int status, string answer, params (string Name, string Value)[] headers)
    {
        var started = new WriteServer(await FakeApiServer.StartAsync());
        started.server.Then(async context =>
        {
            started.Target = context.Request.Method + " " + context.Features.Get<IHttpRequestFeature>()!.RawTarget;
            started.MediaType = context.Request.ContentType;
            using var reader = new StreamReader(context.Request.Body);
            started.Body = await reader.ReadToEndAsync();
            context.Response.StatusCode = status;
            foreach (var (name, value) in headers)
            {
                context.Response.Headers.Append(name, value);
            }

            await context.Response.WriteAsync(answer);
        });
        return started;
    }

    /// <summary>Answers with a recorded step: the one with this note, or the first to this path that got this status.</summary>
    public static Task<WriteServer> StartRecordedAsync(string scenario, Func<JsonNode, bool> step, params (string Name, string Value)[] headers)
    {
        var found = Api.Recording(scenario + "/scenario.json")["steps"]!.AsArray().First(one => one!["answer"] is not null && step(one))!;
        return StartAsync((int)found["status"]!, found["answer"]!.ToJsonString(), headers);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await server.DisposeAsync();
    }
}
