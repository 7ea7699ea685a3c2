using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StatefulDashboard.DemoCluster.ApiServer.Http;

namespace StatefulDashboard.DemoCluster.ApiServer;

/// <summary>The HTTPS listener on loopback. Stopping it cuts its connections; started again it listens on the same port.</summary>
internal sealed class ApiListener(ApiPipeline pipeline, ServerCertificates certificates, ILoggerFactory logging) : IAsyncDisposable
{
    private WebApplication? application;
    private CancellationTokenSource? stops;

    public int Port { get; private set; }

    /// <exception cref="IOException">The port is in use.</exception>
    public async Task StartAsync(int port, CancellationToken cancellation)
    {
        if (application is not null)
        {
            return;
        }

        // An empty builder: no settings file and no environment variable of the process around it may change where this listens.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "demo-cluster" });
        builder.Services.AddSingleton(logging);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromMilliseconds(100));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // requests over 3 MB are answered with a Status; this is where even reading them ends
            kestrel.Limits.MaxRequestBodySize = 64 * 1024 * 1024;
            kestrel.Limits.MinResponseDataRate = null;
            // long selectors and names are to get a Status, too
            kestrel.Limits.MaxRequestLineSize = 256 * 1024;
            kestrel.Limits.MaxRequestBufferSize = 1024 * 1024;
            kestrel.Limits.Http2.MaxRequestHeaderFieldSize = 256 * 1024;
            kestrel.Limits.MaxRequestHeadersTotalSize = 512 * 1024;
            kestrel.Limits.Http2.MaxStreamsPerConnection = 1000;
            kestrel.Listen(IPAddress.Loopback, port, listen =>
            {
                listen.Protocols = HttpProtocols.Http1AndHttp2;
                listen.UseHttps(certificates.Server);
            });
        });
        var created = builder.Build();
        var stopping = new CancellationTokenSource();
        created.Run(context => pipeline.InvokeAsync(context, stopping.Token));
        try
        {
            await created.StartAsync(cancellation);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            await created.DisposeAsync();
            stopping.Dispose();
            throw new IOException($"https://127.0.0.1:{port} is in use by another process; name another port in the setting DemoCluster:Port (0 takes any free one).", exception);
        }

        var address = created.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Port = new Uri(address).Port;
        (application, stops) = (created, stopping);
    }

    public async Task StopAsync()
    {
        if (application is not { } running)
        {
            return;
        }

        application = null;
        await stops!.CancelAsync();
        using var atOnce = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        try
        {
            await running.StopAsync(atOnce.Token);
        }
        catch (OperationCanceledException)
        {
            // connections that were still open have been cut, which is what stopping is for
        }

        await running.DisposeAsync();
        stops.Dispose();
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    /// <summary>Signals of the process are the business of the host around this one.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
