namespace StatefulDashboard.Dns.Messages;

/// <summary>The flags of the header (RFC 1035, 4.1.1; RFC 4035), at their own bits; operation and response code are apart.</summary>
[Flags]
public enum DnsFlags : ushort
{
    None = 0,

    /// <summary>CD.</summary>
    CheckingDisabled = 0x0010,

    /// <summary>AD.</summary>
    AuthenticData = 0x0020,

    /// <summary>RA.</summary>
    RecursionAvailable = 0x0080,

    /// <summary>RD.</summary>
    RecursionDesired = 0x0100,

    /// <summary>TC: answers were left out; ask again over TCP.</summary>
    Truncated = 0x0200,

    /// <summary>AA.</summary>
    Authoritative = 0x0400,

    /// <summary>QR: the message is an answer.</summary>
    Response = 0x8000,
}
