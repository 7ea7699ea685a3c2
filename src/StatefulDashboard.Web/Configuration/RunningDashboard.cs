using StatefulDashboard.DemoCluster;

namespace StatefulDashboard.Web.Configuration;

/// <summary>A dashboard that listens, with the demo cluster that it brought along.</summary>
public sealed class RunningDashboard(WebApplication app, DemoClusterHost? demo, string greeting) : IAsyncDisposable
{
    public WebApplication App { get; } = app;

    public DemoClusterHost? Demo { get; } = demo;

    /// <summary>Where it is, for whoever started it.</summary>
    public string Greeting { get; } = greeting;

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        if (Demo is not null)
        {
            await Demo.DisposeAsync();
        }
    }
}
