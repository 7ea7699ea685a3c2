using Microsoft.Extensions.DependencyInjection;
using StatefulDashboard.DemoCluster;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Configuration;
using StatefulDashboard.Web.Security;
using StatefulDashboard.Web.Tests.Operations;

namespace StatefulDashboard.Web.Tests.Showcase;

/// <summary>The whole program in front of the demo cluster as it is shown to a first visitor; started once for all tests of the collection. They only look.</summary>
public sealed class ShowcaseFixture : IAsyncLifetime
{
    private DashboardFleet fleet = null!;

    public RunningDashboard Dashboard { get; private set; } = null!;

    internal static Person Person => DashboardFleet.Somebody;

    internal ClusterView View => DashboardFleet.View(Dashboard);

    internal T Service<T>()
        where T : notnull => Dashboard.App.Services.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        fleet = await DashboardFleet.StartAsync(new DemoClusterOptions { Seed = "showcase" });
        Dashboard = await fleet.AddDashboardAsync(more: "--Dns:Servers:demo=" + fleet.Demo.DnsEndpoint);
    }

    public ValueTask DisposeAsync() => fleet.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class ShowcaseCollection : ICollectionFixture<ShowcaseFixture>
{
    public const string Name = "showcase";
}
