using System.Net;
using StatefulDashboard.Dns.Messages;

namespace StatefulDashboard.DemoCluster.Dns;

/// <summary>Names under in-addr.arpa and ip6.arpa (RFC 1035 3.5, RFC 3596 2.5).</summary>
internal static class ReverseName
{
    private static readonly DnsName Version4 = DnsName.Parse("in-addr.arpa");
    private static readonly DnsName Version6 = DnsName.Parse("ip6.arpa");

    /// <summary>The tree that a reverse name stands in.</summary>
    public static DnsName Tree(DnsName name) => name.IsWithin(Version4) ? Version4 : Version6;

    /// <summary>The address that a name stands for; null when it is no whole one.</summary>
    public static IPAddress? Address(DnsName name)
    {
        var labels = name.Labels;
        if (labels.Count == 6 && name.IsWithin(Version4))
        {
            return AddressText.Parse(string.Join('.', labels.Take(4).Reverse()));
        }

        if (labels.Count != 34 || !name.IsWithin(Version6) || !labels.Take(32).All(l => l.Length == 1 && char.IsAsciiHexDigit(l[0])))
        {
            return null;
        }

        return new IPAddress(Convert.FromHexString(string.Concat(labels.Take(32).Reverse())));
    }
}
