namespace StatefulDashboard.Dns.Messages;

/// <summary>The class of a question or record (RFC 1035, 3.2.4); other numbers are valid.</summary>
public enum DnsClass : ushort
{
    None = 0,
    Internet = 1,
    Chaos = 3,

    /// <summary>Only in questions.</summary>
    Any = 255,
}
