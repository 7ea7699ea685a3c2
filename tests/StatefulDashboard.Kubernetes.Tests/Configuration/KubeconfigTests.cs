using System.Text;
using StatefulDashboard.Kubernetes.Configuration;
using StatefulDashboard.Kubernetes.Tests.Support;

namespace StatefulDashboard.Kubernetes.Tests.Configuration;

public sealed class KubeconfigTests : IDisposable
{
    private const string Good = """
        apiVersion: v1
        kind: Config
        current-context: prod
        clusters:
        - name: prod
          cluster: {server: "https://prod.example:6443/path", tls-server-name: inner, unknown: 1}
        users:
        - name: ann
          user: {token: secret}
        contexts:
        - name: prod
          context: {cluster: prod, user: ann, namespace: shop}
        """;

    private const string Rich = """
        clusters:
        - name: prod
          cluster: {server: "https://prod.example", proxy-url: "http://me:x@proxy:1", certificate-authority: ca.pem, insecure-skip-tls-verify: false, extensions: [{name: client.authentication.k8s.io/exec, extension: {a: [1]}}]}
        users:
        - name: ann
          user: {as: bob, as-uid: u, as-groups: [dev], as-user-extra: {k: [v]}, client-certificate-data: aGk=, client-key: key.pem, exec: {apiVersion: client.authentication.k8s.io/v1, command: ./no/such, args: [a], env: [{name: A, value: b}], interactiveMode: Never, provideClusterInfo: true}}
        - name: bea
          user: {username: bea, password: x, tokenFile: gone, auth-provider: {name: y}}
        contexts:
        - name: prod
          context: {cluster: prod, user: ann, namespace: shop}
        - name: dev
          context: {cluster: prod, user: bea}
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kubeconfig");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Resolve_Good_GivesTheEndpoint()
    {
        var config = Kubeconfig.Load(Write("config", Good));
        config.Contexts.ShouldBe(["prod"]);
        config.CurrentContext.ShouldBe("prod");
        var endpoint = config.Resolve("prod");
        endpoint.Server.ShouldBe(new Uri("https://prod.example:6443/path"));
        endpoint.TlsServerName.ShouldBe("inner");
        endpoint.Namespace.ShouldBe("shop");
        (await endpoint.Token!(TestContext.Current.CancellationToken)).ShouldBe("secret");
        endpoint.ToString().ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("""server: "https://x", certificate-authority-data: "***" """, "token: t", "line 4: cluster \"prod\": certificate-authority-data is not base64")]
    [InlineData("""server: "https://x", certificate-authority-data: aGk= """, "token: t", "certificate-authority-data holds no PEM certificate")]
    [InlineData("""server: "https://x", certificate-authority: gone.pem """, "token: t", "gone.pem cannot be read")]
    [InlineData("""server: "ftp://x" """, "token: t", "server is no http or https address")]
    [InlineData("""server: [] """, "token: t", "server is not text")]
    [InlineData("", "token: t", "server is missing")]
    [InlineData("""server: "https://x", insecure-skip-tls-verify: maybe """, "token: t", "insecure-skip-tls-verify is neither true nor false")]
    [InlineData("""server: "https://x", proxy-url: "ftp://p" """, "token: t", "line 4: cluster \"prod\": proxy-url: it is no http, https or socks5 address")]
    [InlineData("""server: "https://x", insecure-skip-tls-verify: true, certificate-authority-data: aGk= """, "token: t", "certificate-authority-data holds no PEM certificate")]
    [InlineData("""server: "https://x" """, "exec: {command: x}", "line 7: user \"ann\": exec: apiVersion is missing")]
    [InlineData("""server: "https://x" """, "exec: {apiVersion: client.authentication.k8s.io/v1alpha1, command: x}", "apiVersion client.authentication.k8s.io/v1alpha1 is not supported")]
    [InlineData("""server: "https://x" """, "exec: {apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never}", "command is missing")]
    [InlineData("""server: "https://x" """, "exec: {apiVersion: client.authentication.k8s.io/v1, command: x}", "interactiveMode is missing")]
    [InlineData("""server: "https://x" """, "exec: {apiVersion: client.authentication.k8s.io/v1, command: x, interactiveMode: Always}", "the plugin x wants a terminal")]
    [InlineData("""server: "https://x" """, "exec: {apiVersion: client.authentication.k8s.io/v1, command: x, interactiveMode: Sometimes}", "interactiveMode is none of")]
    [InlineData("""server: "https://x" """, "exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: x, args: a}", "args is not a list")]
    [InlineData("""server: "https://x" """, "exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: x, env: [{value: a}]}", "an env entry without a proper name")]
    [InlineData("""server: "https://x" """, "exec: [x]", "exec is not a set of fields")]
    [InlineData("""server: "https://x" """, "exec: {command: x}, auth-provider: {name: y}", "exec together with auth-provider")]
    [InlineData("""server: "https://x" """, "auth-provider: {name: y}", "auth-provider is no longer supported by Kubernetes")]
    [InlineData("""server: "https://x" """, "as-groups: [a]", "as-groups without as")]
    [InlineData("""server: "https://x" """, "as-uid: a", "as-uid without as")]
    [InlineData("""server: "https://x" """, "as-user-extra: {a: [b]}", "as-user-extra without as")]
    [InlineData("""server: "https://x" """, "as: \"a\\nb\"", "no header can carry")]
    [InlineData("""server: "https://x" """, "as: a, as-groups: b", "as-groups is not a list")]
    [InlineData("""server: "https://x" """, "as: a, as-groups: [b, c]", "only one group")]
    [InlineData("""server: "https://x" """, "username: \"a:b\"", "username holds a colon")]
    [InlineData("""server: "https://x" """, "username: a, password: b, token: c", "a token together with username and password")]
    [InlineData("""server: "https://x" """, "client-key-data: aGk=", "client-key without client-certificate")]
    [InlineData("""server: "https://x" """, "client-certificate-data: aGk=, client-key-data: aGk=", "are no PEM certificate")]
    [InlineData("""server: "https://x" """, "tokenFile: gone", "tokenFile")]
    public void Resolve_Broken_SaysFileLineEntryAndWhat(string cluster, string user, string message)
    {
        var path = Write("config", $$$"""
            kind: Config
            clusters:
            - name: prod
              cluster: { {{{cluster}}} }
            users:
            - name: ann
              user: { {{{user}}} }
            contexts:
            - {name: prod, context: {cluster: prod, user: ann} }
            """);
        var config = Kubeconfig.Load(path);

        var fault = Should.Throw<ConfigurationFaultException>(() => config.Resolve("prod"));
        fault.Message.ShouldStartWith($"kubeconfig {path}, line ");
        fault.Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("a: [", "line 2: not YAML")]
    [InlineData("- a", "line 1: not a kubeconfig")]
    [InlineData("clusters: 1", "line 1: clusters is not a list")]
    [InlineData("clusters:\n- cluster: {}", "line 2: cluster without a name")]
    [InlineData("users:\n- name: a\n- name: a", "line 3: user \"a\" stands there twice")]
    [InlineData("kind: Pod", "kind is not Config")]
    [InlineData("a: 1\na: 2", "line 2: a stands there twice")]
    [InlineData("a: *b", "alias")]
    [InlineData("a: &x [*x]", "alias")]
    [InlineData("a: 1\n---\nb: 2", "second YAML document")]
    [InlineData("? [a]\n: b", "a key that is no text")]
    public void Load_Broken_SaysWhereAndWhat(string text, string message)
    {
        var path = Write("config", text);
        Should.Throw<ConfigurationFaultException>(() => Kubeconfig.Load(path)).Message.ShouldContain(message);
    }

    [Fact]
    public void Load_TooDeepOrTooLarge_IsRefused()
    {
        Should.Throw<ConfigurationFaultException>(() => Kubeconfig.Load(Write("deep", "a: " + new string('[', 200_000)))).Message.ShouldContain("levels deep");
        Should.Throw<ConfigurationFaultException>(() => Kubeconfig.Load(Write("large", new string(' ', 1_048_577)))).Message.ShouldContain("larger than 1 MB");
    }

    [Fact]
    public void Load_List_FirstFileWinsPerEntryAndMissingOnesAreSkipped()
    {
        var first = Write("first", Good.Replace("prod.example", "first.example", StringComparison.Ordinal));
        var second = Write("second", Good + "\n- name: more\n  context: {cluster: prod, user: ann}");
        var config = Kubeconfig.Load(string.Join(Path.PathSeparator, Path.Combine(folder.FullName, "gone"), first, second));

        config.Contexts.ShouldBe(["prod", "more"]);
        config.Resolve("more").Server.Host.ShouldBe("first.example");
    }

    [Fact]
    public void Load_OneMissingFile_IsAFault()
    {
        var path = Path.Combine(folder.FullName, "gone");
        Should.Throw<ConfigurationFaultException>(() => Kubeconfig.Load(path)).Message.ShouldBe($"kubeconfig {path}: there is no such file");
    }

    [Fact]
    public void Resolve_UnknownNames_AreFaults()
    {
        var config = Kubeconfig.Load(Write("config", Good.Replace("user: ann", "user: bob", StringComparison.Ordinal)));
        Should.Throw<ConfigurationFaultException>(() => config.Resolve("dev")).Message.ShouldContain("there is no context \"dev\"; it has prod");
        Should.Throw<ConfigurationFaultException>(() => config.Resolve("prod")).Message.ShouldContain("line 12: context \"prod\": there is no user \"bob\"");
    }

    [Fact]
    public async Task TokenFile_RelativePath_IsReadAgainAfterAMinuteOrWhenForgotten()
    {
        Write("token", "one\n");
        var time = new FakeTime();
        var endpoint = Kubeconfig.Load(Write("config", Good.Replace("token: secret", "token: x, tokenFile: ./token", StringComparison.Ordinal))).Resolve("prod", time);
        async Task<string?> Token() => await endpoint.Token!(TestContext.Current.CancellationToken);

        (await Token()).ShouldBe("one");
        Write("token", "two");
        (await Token()).ShouldBe("one");
        time.Advance(TimeSpan.FromMinutes(1));
        (await Token()).ShouldBe("two");
        Write("token", "three");
        endpoint.ForgetToken!();
        (await Token()).ShouldBe("three");
        File.Delete(Path.Combine(folder.FullName, "token"));
        endpoint.ForgetToken!();
        (await Token()).ShouldBe("three", "the last one is kept");
    }

    [Fact]
    public void Load_Mangled_ThrowsOnlyItsOwnException()
    {
        for (var seed = 0; seed < 4000; seed++)
        {
            var random = new Random(seed);
            var bytes = Encoding.UTF8.GetBytes(seed % 2 == 0 ? Good : Rich).ToList();
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                var at = random.Next(bytes.Count);
                switch (random.Next(3))
                {
                    case 0:
                        bytes[at] = (byte)random.Next(256);
                        break;
                    case 1:
                        bytes.RemoveRange(at, Math.Min(random.Next(20), bytes.Count - at - 1));
                        break;
                    default:
                        bytes.InsertRange(at, Encoding.UTF8.GetBytes("&a *a [ ] { } : - ? ! | > % @ ` ' \" # \0 \t \n"[random.Next(30)..]));
                        break;
                }
            }

            var path = Path.Combine(folder.FullName, "mangled");
            File.WriteAllBytes(path, [.. bytes]);
            try
            {
                var config = Kubeconfig.Load(path);
                foreach (var context in config.Contexts)
                {
                    Resolve(config, context);
                }
            }
            catch (ConfigurationFaultException fault)
            {
                fault.Message.ShouldNotBeEmpty();
            }
            catch (Exception fault)
            {
                throw new InvalidOperationException($"seed {seed}", fault);
            }
        }
    }

    // one that cannot be used says so; the others are looked at as well
    private static void Resolve(Kubeconfig config, string context)
    {
        try
        {
            config.Resolve(context);
        }
        catch (ConfigurationFaultException fault)
        {
            fault.Message.ShouldNotBeEmpty();
        }
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
