using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using StatefulDashboard.Web.Configuration;

namespace StatefulDashboard.EndToEnd.Tests.Tools;

/// <summary>A dashboard with a demo cluster of its own, on free ports, exactly as Program starts it.</summary>
internal sealed class Dashboard : IAsyncDisposable
{
    private readonly RunningDashboard running;

    private Dashboard(RunningDashboard running)
    {
        this.running = running;
        var address = running.App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Address = new(address.TrimEnd('/') + "/");
        Http = new() { BaseAddress = Address };
        Kubectl = new(running.Demo!.KubeconfigPath);
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public Kubectl Kubectl { get; }

    public DemoCluster.DemoClusterHost Demo => running.Demo!;

    public static async Task<Dashboard> StartAsync(string seed = "empty", params string[] more)
    {
        var dashboard = new Dashboard(await DashboardHost.StartAsync(
            ["--urls=http://127.0.0.1:0", "--Clusters:Kubeconfig=", "--DemoCluster:Seed=" + seed, "--Logging:LogLevel:Default=Warning", "--contentRoot=" + Repository.Root, .. more],
            CancellationToken.None));
        await Eventually.HoldsAsync(async () => (await dashboard.Http.GetAsync("readyz")).StatusCode == HttpStatusCode.OK, "/readyz answers 200");
        return dashboard;
    }

    public Uri Set(string namespaceName, string name) => new(Address, $"c/demo/ns/{namespaceName}/statefulsets/{name}");

    /// <summary>The tutorial's set, three replicas, all Available.</summary>
    public async Task WithWebAsync(string namespaceName = "default", Func<string, string>? change = null)
    {
        var yaml = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Manifests", "web.yaml"));
        await Kubectl.ApplyAsync(change?.Invoke(yaml) ?? yaml, namespaceName);
        await Kubectl.RunAsync("rollout", "status", "statefulset/web", "--namespace", namespaceName, "--timeout=60s");
    }

    /// <summary>What kubectl reads of one object.</summary>
    public Task<string> GetAsync(string what, string jsonPath, string namespaceName = "default") =>
        Kubectl.RunAsync("get", what, "--namespace", namespaceName, "-o", "jsonpath=" + jsonPath);

    /// <summary>The uid of each pod, by its name.</summary>
    public Task<Dictionary<string, string>> PodsAsync(string namespaceName = "default") => UidsAsync("pods", namespaceName);

    /// <summary>The uid of each claim, by its name.</summary>
    public Task<Dictionary<string, string>> ClaimsAsync(string namespaceName = "default") => UidsAsync("persistentvolumeclaims", namespaceName);

    private async Task<Dictionary<string, string>> UidsAsync(string what, string namespaceName) =>
        (await GetAsync(what, "{range .items[*]}{.metadata.name} {.metadata.uid}{\"\\n\"}{end}", namespaceName))
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).ToDictionary(words => words[0], words => words[1], StringComparer.Ordinal);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await running.DisposeAsync();
    }
}
