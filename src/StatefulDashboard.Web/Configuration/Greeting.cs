using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using StatefulDashboard.DemoCluster;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Configuration;

/// <summary>What is printed once everything listens.</summary>
internal static class Greeting
{
    public static string Of(WebApplication app, SignInMode mode, DemoClusterHost? demo)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var token = app.Services.GetRequiredService<LaunchToken>();
        var text = new StringBuilder().AppendLine();
        foreach (var address in addresses)
        {
            var link = mode == SignInMode.Local ? address + "/?token=" + token.Value : address;
            text.AppendLine("  StatefulDashboard:  " + link);
        }

        if (demo is not null)
        {
            text.AppendLine("  Demo cluster:       " + demo.Address)
                .AppendLine("  Its kubeconfig:     " + demo.KubeconfigPath)
                .AppendLine("  Its DNS:            " + demo.DnsEndpoint)
                .AppendLine()
                .AppendLine("  Try:  kubectl --kubeconfig " + demo.KubeconfigPath + " get statefulsets --all-namespaces")
                .AppendLine(CultureInfo.InvariantCulture, $"        dig @{demo.DnsEndpoint.Address} -p {demo.DnsEndpoint.Port} {Example(app.Services.GetRequiredService<DashboardSettings>())}");
        }

        return text.ToString();
    }

    // an empty cluster has no Service but that of its API
    private static string Example(DashboardSettings settings) =>
        (settings.DemoCluster.Seed == "empty" ? "kubernetes.default.svc." : "web-0.nginx.shop.svc.") + settings.Zone("demo");
}
