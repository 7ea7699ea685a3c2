using System.Net;

namespace StatefulDashboard.Kubernetes.Configuration;

/// <summary>An address of a proxy, with or without a name and password for it.</summary>
internal static class ProxyAddress
{
    /// <exception cref="FormatException">It is none; the message does not repeat it, it may hold a password.</exception>
    public static IWebProxy Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https" or "socks5" or "socks5h") || address.Host.Length == 0)
        {
            throw new FormatException("it is no http, https or socks5 address");
        }

        // the name is resolved by the proxy either way
        var bare = new UriBuilder(address.Scheme == "socks5h" ? "socks5" : address.Scheme, address.Host, address.Port > 0 ? address.Port : 1080).Uri;
        var proxy = new WebProxy(bare);
        if (address.UserInfo.Length > 0)
        {
            var parts = address.UserInfo.Split(':', 2);
            proxy.Credentials = new NetworkCredential(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
        }

        return proxy;
    }
}
