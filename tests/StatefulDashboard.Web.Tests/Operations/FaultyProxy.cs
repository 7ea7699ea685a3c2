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

namespace StatefulDashboard.Web.Tests.Operations;

/// <summary>Stands between a dashboard and the demo cluster, as proxies and admission webhooks do, and spoils what the test says.</summary>
internal sealed class FaultyProxy : IAsyncDisposable
{
    private static readonly string[] Kept = ["Authorization", "Accept", "Content-Type"];

    private readonly WebApplication app;
    private readonly HttpClient client;
    private readonly string folder = Directory.CreateTempSubdirectory("faulty-proxy").FullName;

    private FaultyProxy(WebApplication app, HttpClient client, DemoClusterHost demo)
    {
        (this.app, this.client) = (app, client);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Kubeconfig = Path.Combine(folder, "config");
        File.WriteAllText(Kubeconfig, $$"""
            apiVersion: v1
            kind: Config
            current-context: demo
            clusters: [{name: demo, cluster: {server: "{{address}}"} }]
            users: [{name: admin, user: {token: "{{demo.Token}}"} }]
            contexts: [{name: demo, context: {cluster: demo, user: admin} }]
            """);
    }

    public string Kubeconfig { get; }

    /// <summary>Answers in place of the cluster (true), or not. Called for every request that is no GET.</summary>
    public Func<HttpContext, Task<bool>> Spoil { get; set; } = _ => Task.FromResult(false);

    /// <summary>Whether the answer to a write that has been carried out is lost.</summary>
    public Func<HttpRequest, bool> Loses { get; set; } = _ => false;

    /// <summary>Told each piece of an answer, as it is passed on.</summary>
    public Action<HttpRequest, ReadOnlyMemory<byte>> Passes { get; set; } = (_, _) => { };

    public static async Task<FaultyProxy> StartAsync(DemoClusterHost demo)
    {
        var authorities = Kubernetes.Configuration.Kubeconfig.Load(demo.KubeconfigPath).Resolve("demo").CertificateAuthorities!;
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(authorities);
        var handler = new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = policy }, UseProxy = false };
        var upstream = new HttpClient(handler) { BaseAddress = demo.Address, Timeout = Timeout.InfiniteTimeSpan };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var listener = builder.Build();
        FaultyProxy? proxy = null;
        listener.Run(context => proxy!.ServeAsync(context));
        await listener.StartAsync(TestContext.Current.CancellationToken);
        return proxy = new(listener, upstream, demo);
    }

    /// <summary>A Status, as the API server refuses with it.</summary>
    public static async Task RefuseAsync(HttpContext context, int code, string reason, string message, int? retryAfter = null)
    {
        if (retryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        context.Response.StatusCode = code;
        await context.Response.WriteAsJsonAsync(new { kind = "Status", apiVersion = "v1", status = "Failure", message, reason, code });
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        client.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task ServeAsync(HttpContext context)
    {
        var isWrite = !HttpMethods.IsGet(context.Request.Method);
        if (isWrite && await Spoil(context))
        {
            return;
        }

        try
        {
            using var answer = await client.SendAsync(await ForwardedAsync(context.Request), HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
            if (isWrite && Loses(context.Request))
            {
                context.Abort();
                return;
            }

            context.Response.StatusCode = (int)answer.StatusCode;
            context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
            await using var body = await answer.Content.ReadAsStreamAsync(context.RequestAborted);
            var buffer = new byte[64 * 1024];
            for (int read; (read = await body.ReadAsync(buffer, context.RequestAborted)) > 0;)
            {
                Passes(context.Request, buffer.AsMemory(0, read));
                await context.Response.Body.WriteAsync(buffer.AsMemory(0, read), context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
        {
            context.Abort();
        }
    }

    private static async Task<HttpRequestMessage> ForwardedAsync(HttpRequest request)
    {
        var forwarded = new HttpRequestMessage(new HttpMethod(request.Method), request.Path + request.QueryString);
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        forwarded.Content = body.Length > 0 ? new ByteArrayContent(body.ToArray()) : null;
        foreach (var (name, value) in request.Headers.Where(header => Kept.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (!forwarded.Headers.TryAddWithoutValidation(name, value.ToArray()))
            {
                forwarded.Content?.Headers.TryAddWithoutValidation(name, value.ToArray());
            }
        }

        return forwarded;
    }
}
