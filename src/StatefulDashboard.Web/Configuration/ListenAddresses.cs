using System.Net;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Configuration;

/// <summary>Who can reach the addresses that are listened on, and what that asks for.</summary>
public static class ListenAddresses
{
    /// <exception cref="StartUpException">Others could reach it and no launch token is set: it does not start unsafely.</exception>
    public static SignInMode Mode(string urls, bool offersRealCluster, bool hasLaunchToken)
    {
        string[] all = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (all.Length == 0 || Array.Find(all, url => !IsAddress(url)) is not null)
        {
            throw new StartUpException($"urls is \"{urls}\"; it must be one address or several with semicolons, such as http://127.0.0.1:5080.");
        }

        string[] open = [.. all.Where(url => !IsLoopback(url))];
        if (open.Length > 0 && !hasLaunchToken)
        {
            throw new StartUpException(
                $"Others on the network could reach {string.Join(", ", open)}. Listen on loopback (--urls http://127.0.0.1:5080), or set Security:LaunchToken (16 characters or more) so that only who knows it gets in.");
        }

        return open.Length > 0 || offersRealCluster || hasLaunchToken ? SignInMode.Local : SignInMode.Demo;
    }

    private static bool IsAddress(string url) =>
        Uri.TryCreate(url.Replace("//+", "//0.0.0.0", StringComparison.Ordinal).Replace("//*", "//0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var uri)
        && uri.Scheme is ("http" or "https");

    private static bool IsLoopback(string url)
    {
        // "http://+:80" and "http://*:80" mean all addresses and are no URIs
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri))
        {
            return false;
        }

        return string.Equals(uri.Host, "localhost", StringComparison.OrdinalIgnoreCase)
            || IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address);
    }
}
