using System.Net;

namespace StatefulDashboard.Web.Dns;

/// <summary>/etc/resolv.conf, which the kubelet writes for each pod (resolv.conf(5)).</summary>
internal static class ResolverFile
{
    private const string FilePath = "/etc/resolv.conf";
    private const int Port = 53;

    /// <summary>Null where the file is not there, may not be read or names none: then there is no resolver, which is not a fault.</summary>
    public static IPEndPoint? FirstNameServer()
    {
        try
        {
            return FirstNameServer(File.ReadAllText(FilePath));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    internal static IPEndPoint? FirstNameServer(string text) => text.Split('\n')
        .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        .Where(words => words is ["nameserver", ..] && words.Length > 1)
        .Select(words => IPAddress.TryParse(words[1], out var address) ? new IPEndPoint(address, Port) : null)
        .FirstOrDefault(server => server is not null);
}
