using System.Net;
using System.Net.Sockets;
using StatefulDashboard.EndToEnd.Tests.Tools;

namespace StatefulDashboard.EndToEnd.Tests;

/// <summary>A start that cannot succeed ends with one message that a person can act on. The real program, in a process of its own.</summary>
public sealed class StartUpTests
{
    [Fact]
    public async Task Start_BrokenKubeconfig_NamesFileLineAndFault()
    {
        var file = Path.Combine(Path.GetTempPath(), "broken-" + Guid.NewGuid().ToString("N") + ".yaml");
        await File.WriteAllTextAsync(file, "apiVersion: v1\nkind: Config\nclusters:\n- name: prod\n  cluster:\n    server: [not, a, url\n");
        try
        {
            var result = await StartAsync("--Clusters:Kubeconfig=" + file);

            result.ExitCode.ShouldBe(1);
            result.Error.ShouldContain(file);
            result.Error.ShouldContain("line");
            result.Error.ShouldNotContain("   at ", Case.Sensitive, "a stack is no message");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Start_PortInUse_SaysSo()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var result = await StartAsync($"--urls=http://127.0.0.1:{port}", "--Clusters:Kubeconfig=", "--DemoCluster:Seed=empty");

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("in use");
        result.Error.ShouldContain(port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        (result.Output + result.Error).ShouldNotContain("   at ", Case.Sensitive, "a stack is no message");
    }

    [Fact]
    public async Task Start_DemoPortInUse_NamesTheSetting()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var result = await StartAsync($"--DemoCluster:Port={port}", "--urls=http://127.0.0.1:0", "--Clusters:Kubeconfig=");

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("DemoCluster:Port");
        (result.Output + result.Error).ShouldNotContain("   at ", Case.Sensitive, "a stack is no message");
    }

    [Fact]
    public async Task Start_AddressThatIsNone_SaysWhatOneLooksLike()
    {
        var result = await StartAsync("--urls=nonsense", "--Clusters:Kubeconfig=");

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("\"nonsense\"");
    }

    [Fact]
    public async Task Start_SeveralWrongSettings_TellsAllAtOnce()
    {
        var result = await StartAsync("--DemoCluster:Seed=forest", "--DemoCluster:Port=99999", "--DemoCluster:Speed=fast", "--Clusters:Demo=maybe");

        result.ExitCode.ShouldBe(1);
        foreach (var setting in new[] { "DemoCluster:Seed", "DemoCluster:Port", "DemoCluster:Speed", "Clusters:Demo" })
        {
            result.Error.ShouldContain(setting);
        }
    }

    [Fact]
    public async Task Start_OpenToOthersWithoutAToken_IsRefused()
    {
        var result = await StartAsync("--urls=http://0.0.0.0:0", "--Clusters:Kubeconfig=");

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("Security:LaunchToken");
    }

    [Fact]
    public async Task Start_UnknownContext_NamesTheOnesThatAreThere()
    {
        var file = Path.Combine(Path.GetTempPath(), "contexts-" + Guid.NewGuid().ToString("N") + ".yaml");
        await File.WriteAllTextAsync(file, """
            apiVersion: v1
            kind: Config
            clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
            users: [{name: u, user: {token: t}}]
            contexts: [{name: staging, context: {cluster: c, user: u}}]
            """);
        try
        {
            var result = await StartAsync("--Clusters:Kubeconfig=" + file, "--Clusters:Context=prod");

            result.ExitCode.ShouldBe(1);
            result.Error.ShouldContain("prod");
            result.Error.ShouldContain("staging");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Task<CommandResult> StartAsync(params string[] arguments) =>
        Commands.RunAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "StatefulDashboard.Web.dll"), "--contentRoot=" + Repository.Root, .. arguments]);
}
