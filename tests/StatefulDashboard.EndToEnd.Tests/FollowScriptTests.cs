using StatefulDashboard.EndToEnd.Tests.Tools;

namespace StatefulDashboard.EndToEnd.Tests;

/// <summary>The script of docs/examples, with the official SignalR client, as somebody would run it.</summary>
public sealed class FollowScriptTests
{
    [Fact]
    public async Task Follow_SetThatIsScaledAndDeleted_TellsEachChangeAndEnds()
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync();
        using var folder = await InstalledAsync();

        var following = Commands.RunAsync("node", [Path.Combine(folder.Path, "follow.mjs"), dashboard.Address.ToString(), "demo", "default", "web"]);
        await Eventually.HoldsAsync(async () => (await dashboard.Http.GetStringAsync("metrics")).Contains("\nstateful_dashboard_signalr_connections 1\n", StringComparison.Ordinal), "the script is connected");
        await dashboard.Kubectl.RunAsync("scale", "statefulset/web", "--replicas=4");
        await dashboard.Kubectl.RunAsync("rollout", "status", "statefulset/web", "--timeout=60s");
        await dashboard.Kubectl.RunAsync("delete", "statefulset", "web");

        var told = (await following).ShouldSucceed().Output;

        told.ShouldContain("steady");
        told.ShouldContain("web-3  replica  available");
        told.ShouldContain("www-web-3 Bound");
        told.TrimEnd().ShouldEndWith("deleted");
    }

    [Fact]
    public async Task Follow_ClusterThatIsNotThere_SaysSoAndFails()
    {
        await using var dashboard = await Dashboard.StartAsync();
        using var folder = await InstalledAsync();

        var ended = await Commands.RunAsync("node", [Path.Combine(folder.Path, "follow.mjs"), dashboard.Address.ToString(), "other", "default", "web"]);

        ended.ExitCode.ShouldBe(1);
        ended.Error.ShouldContain("There is no cluster \"other\" here.");
    }

    private static async Task<TemporaryFolder> InstalledAsync()
    {
        var folder = new TemporaryFolder();
        foreach (var file in new[] { "package.json", "follow.mjs" })
        {
            File.Copy(Path.Combine(Repository.Root, "docs", "examples", "follow-a-set", file), Path.Combine(folder.Path, file));
        }

        (await Commands.RunAsync("npm", ["install", "--prefix", folder.Path, "--no-audit", "--no-fund", "--loglevel=error"])).ShouldSucceed();
        return folder;
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("follow-a-set-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
