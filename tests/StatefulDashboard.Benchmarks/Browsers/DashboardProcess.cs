using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using StatefulDashboard.Benchmarks.LargeCluster;
using StatefulDashboard.Web.Configuration;

namespace StatefulDashboard.Benchmarks.Browsers;

/// <summary>The whole dashboard in a process of its own, on the synthetic cluster: its processor time is nobody else's.</summary>
internal sealed class DashboardProcess : IDisposable
{
    private const string Token = "a-token-for-measuring-0123456789";

    private readonly Process process;
    private readonly string kubeconfig;

    private DashboardProcess(Process dashboard, Uri address, string kubeconfig) => (process, Address, this.kubeconfig) = (dashboard, address, kubeconfig);

    public Uri Address { get; }

    public TimeSpan CpuTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public long Megabytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1_048_576;
        }
    }

    /// <summary>What a browser opens first: it signs in.</summary>
    public Uri Link(string query = "") => new(Address, "/?token=" + Token + (query.Length > 0 ? "&" + query : ""));

    /// <summary>Returns when it has read the cluster.</summary>
    public static async Task<DashboardProcess> StartAsync(ServerAddress cluster)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, Kubeconfig(cluster));
        var dashboard = Process.Start(new ProcessStartInfo(
            Environment.ProcessPath!,
            [
                .. ServerProcess.Self(), "dashboard", "--urls=http://127.0.0.1:0", "--Clusters:Kubeconfig=" + file, "--Clusters:Context=large", "--Clusters:Demo=false",
                "--Security:LaunchToken=" + Token, "--Logging:LogLevel:Default=Warning", "--contentRoot=" + Directory.GetCurrentDirectory(),
            ])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        string? line;
        do
        {
            line = await dashboard.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("the dashboard did not start");
        }
        while (!line.StartsWith("address ", StringComparison.Ordinal));
        _ = dashboard.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        var started = new DashboardProcess(dashboard, new Uri(line.Split(' ')[1]), file);
        using var http = new HttpClient { BaseAddress = started.Address };
        while ((await http.GetAsync(new Uri("/readyz", UriKind.Relative))).StatusCode != HttpStatusCode.OK)
        {
            await Task.Delay(50);
        }

        return started;
    }

    /// <summary>A client that is signed in, and the cookie that says so.</summary>
    public async Task<(HttpClient Http, string Cookie)> SignInAsync()
    {
        var cookies = new CookieContainer();
        var http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, MaxConnectionsPerServer = 8 }) { BaseAddress = Address };
        (await http.GetAsync(Link())).EnsureSuccessStatusCode();
        return (http, cookies.GetCookieHeader(Address));
    }

    /// <summary>What the process does; it ends when its standard input does.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        await using var dashboard = await DashboardHost.StartAsync(args, CancellationToken.None);
        Console.WriteLine("address " + dashboard.App.Urls.First());
        await Console.In.ReadToEndAsync();
        return 0;
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(5_000))
        {
            process.Kill();
        }

        process.Dispose();
        File.Delete(kubeconfig);
    }

    private static string Kubeconfig(ServerAddress cluster)
    {
        var endpoint = cluster.ToEndpoint();
        var authority = Convert.ToBase64String(Encoding.ASCII.GetBytes(endpoint.CertificateAuthorities![0].ExportCertificatePem()));
        return string.Create(CultureInfo.InvariantCulture, $$"""
            apiVersion: v1
            kind: Config
            clusters: [{name: large, cluster: {server: "{{endpoint.Server}}", certificate-authority-data: {{authority}} } }]
            users: [{name: nobody, user: {} }]
            contexts: [{name: large, context: {cluster: large, user: nobody} }]
            """);
    }
}
