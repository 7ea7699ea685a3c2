using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Configuration;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Kubernetes.Tests.Support;

namespace StatefulDashboard.Kubernetes.Tests.Configuration;

/// <summary>Real processes: credential plugins that are shell scripts.</summary>
public sealed class ExecPluginTests : IDisposable
{
    private const string V1 = "client.authentication.k8s.io/v1";
    private readonly TemporaryFolder folder = new();
    private readonly FakeTime time = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(V1)]
    [InlineData("client.authentication.k8s.io/v1beta1")]
    public async Task Token_IsAskedForWithArgumentsEnvironmentAndClusterAndKeptUntilItExpires(string version)
    {
        folder.Script(
            "plugin",
            $"echo \"$1|$COLOUR|$KUBERNETES_EXEC_INFO\" >> '{folder["asked"]}'; cat > /dev/null; count=$(wc -l < '{folder["asked"]}' | tr -d ' ')\n"
            + "echo '" + Credential(version, "\"token\":\"t'$count'\",\"expirationTimestamp\":\"2026-01-01T00:10:00Z\"") + "'");
        var endpoint = Endpoint($"apiVersion: {version}, command: ./plugin, args: [\"a b\"], env: [{{name: COLOUR, value: red}}], interactiveMode: Never, provideClusterInfo: true");

        (await TokenAsync(endpoint)).ShouldBe("t1");
        time.Advance(TimeSpan.FromMinutes(9));
        (await TokenAsync(endpoint)).ShouldBe("t1");
        time.Advance(TimeSpan.FromMinutes(1));
        (await TokenAsync(endpoint)).ShouldBe("t2", "it has expired");
        endpoint.ForgetToken!();
        (await TokenAsync(endpoint)).ShouldBe("t3", "the server has refused it");

        File.ReadLines(folder["asked"]).First().ShouldBe(
            "a b|red|{\"apiVersion\":\"" + version + "\",\"kind\":\"ExecCredential\",\"spec\":"
            + """{"interactive":false,"cluster":{"server":"https://127.0.0.1:1","tls-server-name":"prod.example","config":{"audience":"x"}}}}""");
    }

    [Fact]
    public async Task ManyRequestsAtOnce_RunItOnce()
    {
        folder.Script("plugin", $"echo . >> '{folder["asked"]}'; echo '" + Credential(V1, "\"token\":\"t\"") + "'");
        var endpoint = Endpoint($"apiVersion: {V1}, command: ./plugin, interactiveMode: IfAvailable");

        (await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => TokenAsync(endpoint)))).ShouldAllBe(token => token == "t");
        File.ReadLines(folder["asked"]).Count().ShouldBe(1);
    }

    [Fact]
    [Fault(26)]
    public async Task PluginThatHangs_IsEndedAfterHalfAMinuteWithAllItStarted()
    {
        folder.Script("plugin", $"echo 'opening a browser' >&2; sleep 1000 & echo $! > '{folder["child"]}.new'; mv '{folder["child"]}.new' '{folder["child"]}'; wait");
        var endpoint = Endpoint($"apiVersion: {V1}, command: ./plugin, interactiveMode: IfAvailable");

        var asking = TokenAsync(endpoint);
        await Until(() => File.Exists(folder["child"]));
        time.Advance(ExecProcessPatience);

        var fault = await Should.ThrowAsync<ConfigurationFaultException>(() => asking);
        fault.Message.ShouldContain($"user \"ann\": the credential plugin {folder["plugin"]}: it has not answered within 30 s");
        fault.Message.ShouldContain("opening a browser");
        var child = int.Parse(File.ReadAllText(folder["child"]), System.Globalization.CultureInfo.InvariantCulture);
        await Until(() => !IsRunning(child));
    }

    [Fact]
    [Fault(26)]
    public async Task PluginThatReadsFromATerminal_FindsNothingToRead()
    {
        folder.Script("plugin", "read answer || { echo 'no terminal' >&2; exit 3; }");
        var endpoint = Endpoint($"apiVersion: {V1}, command: ./plugin, interactiveMode: IfAvailable");

        (await Should.ThrowAsync<ConfigurationFaultException>(() => TokenAsync(endpoint))).Message.ShouldContain("it ended with exit code 3; it said: no terminal");
    }

    [Theory]
    [InlineData("echo nonsense", "its output is no proper JSON")]
    [InlineData("echo '[]'", "its output is no ExecCredential")]
    [InlineData("""echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1beta1","status":{"token":"secret"}}'""", "v1beta1, client.authentication.k8s.io/v1 was asked for")]
    [InlineData("""echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1"}'""", "no status")]
    [InlineData("""echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{}}'""", "neither a token nor a client certificate")]
    [InlineData("""echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":5}}'""", "no proper JSON")]
    [InlineData("""echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"secret\u0007"}}'""", "holds characters")]
    [InlineData("""echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"secret","clientKeyData":"x"}}'""", "without its certificate")]
    [InlineData("""echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"clientCertificateData":"secret","clientKeyData":"x"}}'""", "are no PEM")]
    [InlineData("""echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"secret","expirationTimestamp":"soon"}}'""", "is no time")]
    [InlineData("yes secret", "more than 1 MB")]
    [InlineData("exit 7", "exit code 7")]
    public async Task PluginThatFails_IsNamedWithWhatIsWrongAndWithoutItsSecrets(string script, string wrong)
    {
        folder.Script("plugin", script);
        var fault = await Should.ThrowAsync<ConfigurationFaultException>(() => TokenAsync(Endpoint($"apiVersion: {V1}, command: ./plugin, interactiveMode: Never")));

        fault.Message.ShouldStartWith($"kubeconfig {folder["config"]}, line ");
        fault.Message.ShouldContain(wrong);
        fault.Message.ShouldNotContain("secret");
    }

    [Fact]
    public async Task PluginThatIsNotThere_SaysHowToInstallIt()
    {
        var endpoint = Endpoint($"apiVersion: {V1}, command: no-such-plugin, interactiveMode: Never, installHint: \"install it\\nfrom there\"");

        (await Should.ThrowAsync<ConfigurationFaultException>(() => TokenAsync(endpoint))).Message.ShouldContain("install it from there");
    }

    [Fact]
    public async Task FailedPlugin_IsNotRunForEachWhoAsks()
    {
        folder.Script("plugin", $"echo . >> '{folder["asked"]}'; exit 1");
        var endpoint = Endpoint($"apiVersion: {V1}, command: ./plugin, interactiveMode: Never");

        for (var asking = 0; asking < 5; asking++)
        {
            await Should.ThrowAsync<ConfigurationFaultException>(() => TokenAsync(endpoint));
        }

        File.ReadLines(folder["asked"]).Count().ShouldBe(1);
        time.Advance(TimeSpan.FromSeconds(6));
        await Should.ThrowAsync<ConfigurationFaultException>(() => TokenAsync(endpoint));
        File.ReadLines(folder["asked"]).Count().ShouldBe(2);
    }

    [Fact]
    public async Task Request_PluginFails_IsAFaultOfTheConnectionThatNamesIt()
    {
        folder.Script("plugin", "exit 1");
        using var client = new KubernetesClient(Endpoint($"apiVersion: {V1}, command: ./plugin, interactiveMode: Never"), time, NullLogger.Instance);

        var fault = await Should.ThrowAsync<KubernetesUnreachableException>(() => client.GetAsync(ResourceKinds.Pods, new("ns", "a"), TestContext.Current.CancellationToken));
        fault.Message.ShouldContain("the credential plugin");
        fault.MayHaveArrived.ShouldBeFalse();
    }

    private static TimeSpan ExecProcessPatience => TimeSpan.FromSeconds(31);

    private static string Credential(string version, string status) => "{\"kind\":\"ExecCredential\",\"apiVersion\":\"" + version + "\",\"status\":{" + status + "}}";

    private static Task<string?> TokenAsync(ClusterEndpoint endpoint) => endpoint.Token!(TestContext.Current.CancellationToken).AsTask();

    private static bool IsRunning(int process) => File.Exists($"/proc/{process}/stat") && !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);

    private static async Task Until(Func<bool> condition)
    {
        for (var patience = TimeProvider.System.GetTimestamp(); !condition();)
        {
            TimeProvider.System.GetElapsedTime(patience).ShouldBeLessThan(TimeSpan.FromSeconds(20));
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    private ClusterEndpoint Endpoint(string exec) => Kubeconfig.Load(folder.Write("config", """
        kind: Config
        clusters:
        - name: prod
          cluster:
            server: https://127.0.0.1:1
            tls-server-name: prod.example
            extensions:
            - {name: other, extension: {audience: y}}
            - {name: client.authentication.k8s.io/exec, extension: {audience: x}}
        users:
        - name: ann
          user: { exec: { EXEC } }
        contexts:
        - {name: prod, context: {cluster: prod, user: ann} }
        """.Replace("EXEC", exec, StringComparison.Ordinal))).Resolve("prod", time);
}
