using System.Net;

namespace StatefulDashboard.Kubernetes.Configuration;

/// <summary>
/// The proxy that HTTPS_PROXY, HTTP_PROXY and NO_PROXY ask for (lower case too, which wins), read as kubectl reads them: NO_PROXY
/// holds hosts (with those below them), ".domains" (only those below), addresses, networks (10.0.0.0/8), each with or without a
/// port, or "*". This machine itself is never spoken to through a proxy. See golang.org/x/net/http/httpproxy.
/// </summary>
internal sealed class EnvironmentProxy(Func<string, string?> environment) : IWebProxy
{
    public ICredentials? Credentials { get; set; }

    /// <summary>Null when none applies to the server.</summary>
    /// <exception cref="FormatException">The variable is no address of a proxy.</exception>
    public static IWebProxy? For(Uri server, Func<string, string?> environment) =>
        new EnvironmentProxy(environment).GetProxy(server) is { } proxy ? ProxyAddress.Parse(proxy.OriginalString) : null;

    public Uri? GetProxy(Uri destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var name = destination.Scheme == Uri.UriSchemeHttps ? "HTTPS_PROXY" : "HTTP_PROXY";
        if (Read(name) is not { } text || IsBypassed(destination))
        {
            return null;
        }

        var address = text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text;
        return Uri.TryCreate(address, UriKind.Absolute, out var proxy) ? proxy : throw new FormatException($"{name} is no address of a proxy");
    }

    public bool IsBypassed(Uri host)
    {
        ArgumentNullException.ThrowIfNull(host);
        return host.IsLoopback || (Read("NO_PROXY") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Any(entry => Fits(entry, host));
    }

    private static bool Fits(string entry, Uri host)
    {
        var name = host.IdnHost.TrimEnd('.');
        if (entry == "*")
        {
            return true;
        }

        if (entry.Contains('/', StringComparison.Ordinal))
        {
            return IPNetwork.TryParse(entry, out var network) && IPAddress.TryParse(name, out var member) && network.Contains(member);
        }

        if (IPAddress.TryParse(entry, out var alone))
        {
            return IPAddress.TryParse(name, out var address) && address.Equals(alone);
        }

        var colon = entry.LastIndexOf(':');
        if (colon > 0)
        {
            if (entry[(colon + 1)..] != host.Port.ToString(System.Globalization.CultureInfo.InvariantCulture))
            {
                return false;
            }

            entry = entry[..colon].Trim('[', ']');
        }

        var below = entry.StartsWith('*') ? entry[1..] : entry.StartsWith('.') ? entry : "." + entry;
        return name.EndsWith(below, StringComparison.OrdinalIgnoreCase)
            || (!entry.StartsWith('.') && !entry.StartsWith('*') && string.Equals(name, entry, StringComparison.OrdinalIgnoreCase));
    }

    private string? Read(string name) =>
        environment(name.ToLowerInvariant()) is { Length: > 0 } lower ? lower : environment(name) is { Length: > 0 } upper ? upper : null;
}
