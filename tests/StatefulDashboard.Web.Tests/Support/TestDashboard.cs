using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using StatefulDashboard.DemoCluster;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Configuration;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Tests.Support;

/// <summary>The whole program on a free port, in front of an API server of the test that takes the place of the demo cluster.</summary>
internal sealed class TestDashboard : IAsyncDisposable
{
    public static readonly IReadOnlyList<DemoPerson> People =
    [
        new("admin", "token-of-the-admin", ["system:masters"]),
        new("operator", "token-of-the-operator", ["operators"]),
        new("viewer", "token-of-the-viewer", []),
    ];

    private readonly WebApplication app;

    private TestDashboard(WebApplication app)
    {
        this.app = app;
        Address = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First().TrimEnd('/') + "/");
    }

    public Uri Address { get; }

    public IServiceProvider Services => app.Services;

    /// <param name="server">What answers as the cluster "demo"; null for no cluster.</param>
    /// <param name="time">Of the program; null for the real one.</param>
    public static async Task<TestDashboard> StartAsync(AccountApiServer? server = null, TimeProvider? time = null, SignInMode mode = SignInMode.Demo, DashboardSettings? settings = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = typeof(DashboardHost).Assembly.GetName().Name });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var built = DashboardApplication.Build(builder, settings ?? new(), mode, services =>
        {
            if (time is not null)
            {
                services.Replace(ServiceDescriptor.Singleton(time));
            }
        });
        built.Services.GetRequiredService<DemoPeople>().Take(People);
        if (server is not null)
        {
            var directory = built.Services.GetRequiredService<ClusterDirectory>();
            directory.Keep(directory.Add("demo", isDemo: true, () => server.Endpoint("demo")));
        }

        await built.StartAsync();
        return new(built);
    }

    /// <summary>A client that follows no redirect and keeps no cookie.</summary>
    public HttpClient Client(string? bearer = null, string? cookie = null)
    {
        var client = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = bearer is null ? null : new("Bearer", bearer);
        if (cookie is not null)
        {
            client.DefaultRequestHeaders.Add("Cookie", cookie);
        }

        return client;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
