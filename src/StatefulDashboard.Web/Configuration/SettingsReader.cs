using System.Globalization;
using System.Net;
using System.Net.Sockets;
using StatefulDashboard.Dns.Messages;
using StatefulDashboard.Kubernetes.Configuration;
using StatefulDashboard.Web.Operations;

namespace StatefulDashboard.Web.Configuration;

/// <summary>Reads the settings and tells all that is wrong with them at once.</summary>
public sealed class SettingsReader
{
    // what a name of 255 bytes leaves beside a pod, a Service and a namespace of 63 characters each
    private const int LongestZone = 57;

    private const int DnsPort = 53;

    private readonly IConfiguration configuration;
    private readonly List<string> faults = [];

    private SettingsReader(IConfiguration configuration) => this.configuration = configuration;

    /// <exception cref="SettingsException">Names every setting that is wrong, its value, and what is expected.</exception>
    public static DashboardSettings Read(IConfiguration configuration) => new SettingsReader(configuration).Read();

    private DashboardSettings Read()
    {
        var contexts = Names("Clusters:Context");
        var inCluster = Flag("Clusters:InCluster") ?? InClusterConfiguration.IsAvailable;
        var settings = new DashboardSettings
        {
            Clusters = new(
                Flag("Clusters:Demo") ?? (contexts.Count == 0 && !inCluster),
                configuration["Clusters:Kubeconfig"]?.Trim(),
                contexts,
                inCluster,
                Names("Clusters:Namespaces")) { LetGoAfter = Duration("Clusters:LetGoAfter", new ClusterSettings().LetGoAfter) },
            Security = new(Text("Security:LaunchToken"), Flag("Security:ReadOnly") ?? false),
            DemoCluster = new(
                OneOf("DemoCluster:Seed", "showcase", "empty"),
                Number("DemoCluster:Port"),
                Text("DemoCluster:Kubeconfig"),
                Speed("DemoCluster:Speed"),
                Number("DemoCluster:DnsPort"),
                Text("DemoCluster:Scenarios")),
            Operations = Operations(),
            DnsServers = DnsServers(),
            DnsZones = configuration.GetSection("Dns:Zones").GetChildren()
                .Where(section => !string.IsNullOrWhiteSpace(section.Value))
                .ToDictionary(section => section.Key, section => section.Value!.Trim('.'), StringComparer.Ordinal),
        };
        if (settings.Security.LaunchToken is { Length: < 16 })
        {
            faults.Add("Security:LaunchToken is shorter than 16 characters: it could be guessed");
        }

        foreach (var (cluster, zone) in settings.DnsZones.Where(entry => !IsZone(entry.Value)))
        {
            faults.Add($"Dns:Zones:{cluster} is \"{zone}\"; it must be a DNS name of at most {LongestZone} characters, such as cluster.local");
        }

        return faults.Count == 0 ? settings : throw new SettingsException(faults);
    }

    // the times of a lease hang together: those of client-go are 15, 10 and 2 seconds
    private OperationOptions Operations()
    {
        var usual = new OperationOptions();
        var duration = Duration("Operations:LeaseDuration", usual.LeaseDuration);
        if (duration < TimeSpan.FromSeconds(1) || duration > TimeSpan.FromMinutes(10))
        {
            faults.Add($"Operations:LeaseDuration is \"{duration}\"; it must be between 00:00:01 and 00:10:00");
            return usual;
        }

        return usual with { LeaseDuration = duration, RenewDeadline = duration * 2 / 3, RetryPeriod = duration * 2 / 15 };
    }

    // an address: whom would one ask for the address of a resolver
    private Dictionary<string, IPEndPoint> DnsServers()
    {
        var servers = new Dictionary<string, IPEndPoint>(StringComparer.Ordinal);
        foreach (var section in configuration.GetSection("Dns:Servers").GetChildren().Where(section => !string.IsNullOrWhiteSpace(section.Value)))
        {
            var text = section.Value!.Trim();
            // fewer than four numbers are an address to .NET (10.96 is 10.0.0.96), and to nobody who writes settings
            if (IPEndPoint.TryParse(text, out var server) && (server.AddressFamily == AddressFamily.InterNetworkV6 || text.Split('.').Length == 4))
            {
                servers[section.Key] = server.Port == 0 ? new(server.Address, DnsPort) : server;
            }
            else
            {
                faults.Add($"Dns:Servers:{section.Key} is \"{text}\"; it must be an IP address, perhaps with a port, such as 10.96.0.10 or 10.96.0.10:53 or [fd00::a]:53");
            }
        }

        return servers;
    }

    private static bool IsZone(string text) => text.Length <= LongestZone && DnsName.TryParse(text, out var name) && !name.IsRoot;

    private string? Text(string key) => configuration[key] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    // one value with commas, or a list
    private IReadOnlyList<string> Names(string key)
    {
        var section = configuration.GetSection(key);
        IEnumerable<string?> values = section.Value is { } value ? value.Split(',') : section.GetChildren().Select(child => child.Value);
        return [.. values.Select(name => name?.Trim()).Where(name => !string.IsNullOrEmpty(name)).Distinct(StringComparer.Ordinal)!];
    }

    private bool? Flag(string key)
    {
        var text = Text(key);
        if (text is null)
        {
            return null;
        }

        if (!bool.TryParse(text, out var flag))
        {
            faults.Add($"{key} is \"{text}\"; it must be true or false");
        }

        return flag;
    }

    private int Number(string key)
    {
        var text = Text(key);
        if (text is null)
        {
            return 0;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port > 65535)
        {
            faults.Add($"{key} is \"{text}\"; it must be a port, 0 to 65535 (0: a free one)");
        }

        return port;
    }

    private double Speed(string key)
    {
        var text = Text(key);
        if (text is null)
        {
            return 1;
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var speed) || !(speed is >= 0 and <= 1000))
        {
            faults.Add($"{key} is \"{text}\"; it must be a number from 0 (paused) to 1000");
        }

        return speed;
    }

    private TimeSpan Duration(string key, TimeSpan usual)
    {
        var text = Text(key);
        if (text is null)
        {
            return usual;
        }

        // a bare number would be read as days
        if (!text.Contains(':') || !TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration) || duration < TimeSpan.Zero || duration > TimeSpan.FromDays(30))
        {
            faults.Add($"{key} is \"{text}\"; it must be a time as hours:minutes:seconds, 00:05:00");
            return usual;
        }

        return duration;
    }

    private string OneOf(string key, params string[] allowed)
    {
        var text = Text(key) ?? allowed[0];
        if (!allowed.Contains(text, StringComparer.Ordinal))
        {
            faults.Add($"{key} is \"{text}\"; it must be one of: {string.Join(", ", allowed)}");
        }

        return text;
    }
}
