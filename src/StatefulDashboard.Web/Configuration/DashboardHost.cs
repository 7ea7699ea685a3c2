using System.Net;
using Microsoft.AspNetCore.Connections;
using StatefulDashboard.DemoCluster;
using StatefulDashboard.Kubernetes.Configuration;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Configuration;

/// <summary>Puts the parts together, starts them in order, says where they are, and takes them down again.</summary>
public static class DashboardHost
{
    // whoever hosts it (the tests do): its assets are found by this name
    private static readonly string Name = typeof(DashboardHost).Assembly.GetName().Name!;

    public static async Task RunAsync(string[] args)
    {
        await using var dashboard = await StartAsync(args, CancellationToken.None);
        await Console.Out.WriteLineAsync(dashboard.Greeting);
        await dashboard.App.WaitForShutdownAsync();
    }

    /// <exception cref="SettingsException">Settings that cannot be used.</exception>
    /// <exception cref="StartUpException">A port in use, an unsafe address.</exception>
    /// <exception cref="ConfigurationFaultException">A broken kubeconfig.</exception>
    public static async Task<RunningDashboard> StartAsync(string[] args, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateBuilder(Options(args));
        var settings = SettingsReader.Read(builder.Configuration);
        var kubeconfig = ClusterSetup.LoadKubeconfig(settings);
        var urls = builder.Configuration["urls"] ?? "http://127.0.0.1:5080";
        var mode = ListenAddresses.Mode(urls, ClusterSetup.OffersRealCluster(settings, kubeconfig), settings.Security.LaunchToken is not null);
        builder.WebHost.UseUrls(urls);
        var app = DashboardApplication.Build(builder, settings, mode);

        DemoClusterHost? demo = null;
        try
        {
            demo = settings.Clusters.Demo ? await StartDemoAsync(settings, app, cancellationToken) : null;
            app.Services.GetRequiredService<LabAccess>().Demo = demo;
            app.Services.GetRequiredService<DemoPeople>().Take(demo?.People ?? []);
            app.Services.GetRequiredService<ClusterDirectory>().AddClusters(settings, kubeconfig, demo, app.Logger);
            await ListenAsync(app, urls, cancellationToken);
            return new(app, demo, Greeting.Of(app, mode, demo));
        }
        catch
        {
            await app.DisposeAsync();
            if (demo is not null)
            {
                await demo.DisposeAsync();
            }

            throw;
        }
    }

    // published, the assets lie beside the program; from the sources they lie at the root of the repository
    private static WebApplicationOptions Options(string[] args) => Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot"))
        ? new() { Args = args, ApplicationName = Name, ContentRootPath = AppContext.BaseDirectory }
        : new() { Args = args, ApplicationName = Name };

    private static async Task<DemoClusterHost> StartDemoAsync(DashboardSettings settings, WebApplication app, CancellationToken cancellationToken)
    {
        var options = new DemoClusterOptions
        {
            Seed = settings.DemoCluster.Seed,
            Port = settings.DemoCluster.Port,
            KubeconfigPath = settings.DemoCluster.Kubeconfig,
            Speed = settings.DemoCluster.Speed,
            DnsPort = settings.DemoCluster.DnsPort,
            DnsZone = settings.Zone("demo"),
            ScenarioFolder = settings.DemoCluster.Scenarios,
        };
        try
        {
            return await DemoClusterHost.StartAsync(options, app.Services.GetRequiredService<ILoggerFactory>(), cancellationToken);
        }
        catch (IOException exception)
        {
            throw new StartUpException(exception.Message, exception);
        }
    }

    private static async Task ListenAsync(WebApplication app, string urls, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw new StartUpException($"The dashboard cannot listen on {urls}: the port is in use. Choose another with --urls http://127.0.0.1:5081, or stop what uses it.", exception);
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException or IOException or System.Net.Sockets.SocketException)
        {
            throw new StartUpException($"The dashboard cannot listen on {urls}: {exception.Message}", exception);
        }
    }
}
