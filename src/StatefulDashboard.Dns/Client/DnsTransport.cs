namespace StatefulDashboard.Dns.Client;

/// <summary>How an answer came.</summary>
public enum DnsTransport
{
    Udp,

    /// <summary>The answer over UDP was truncated.</summary>
    Tcp,
}
