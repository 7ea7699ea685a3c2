using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StatefulDashboard.DemoCluster;

namespace StatefulDashboard.EndToEnd.Tests.Tools;

/// <summary>
/// Stands between a client and the demo cluster and writes down each write as it was sent, whatever the client logs of it. The cluster
/// gets it as a dry run: it answers truthfully, and nothing changes.
/// </summary>
internal sealed class WriteRecorder : IAsyncDisposable
{
    private readonly ConcurrentQueue<RecordedWrite> writes = new();
    private readonly WebApplication app;
    private readonly HttpClient upstream;
    private readonly string token;

    private WriteRecorder(WebApplication app, HttpClient upstream, string token) => (this.app, this.upstream, this.token) = (app, upstream, token);

    public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static async Task<WriteRecorder> StartAsync(DemoClusterHost demo)
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.AddRange(Kubernetes.Configuration.Kubeconfig.Load(demo.KubeconfigPath).Resolve("demo").CertificateAuthorities!);
        var cluster = new HttpClient(new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = trust }, UseProxy = false }) { BaseAddress = demo.Address };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var listener = builder.Build();
        var recorder = new WriteRecorder(listener, cluster, demo.Token);
        listener.Run(recorder.ServeAsync);
        await listener.StartAsync();
        return recorder;
    }

    /// <summary>The writes since the last time, in order.</summary>
    public IReadOnlyList<RecordedWrite> Take()
    {
        List<RecordedWrite> taken = [];
        while (writes.TryDequeue(out var write))
        {
            taken.Add(write);
        }

        return taken;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        upstream.Dispose();
    }

    private async Task ServeAsync(HttpContext context)
    {
        var request = context.Request;
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var isRead = HttpMethods.IsGet(request.Method);
        if (!isRead)
        {
            writes.Enqueue(new(request.Method, request.Path, request.ContentType ?? "", body));
        }

        using var forwarded = new HttpRequestMessage(new(request.Method), request.Path + request.QueryString.Add(isRead ? QueryString.Empty : QueryString.Create("dryRun", "All")));
        forwarded.Headers.Authorization = new("Bearer", token);
        if (body.Length > 0)
        {
            forwarded.Content = new StringContent(body, System.Text.Encoding.UTF8);
            forwarded.Content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(request.ContentType ?? "application/json");
        }

        using var answer = await upstream.SendAsync(forwarded, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}

internal sealed record RecordedWrite(string Method, string Path, string ContentType, string Body);
