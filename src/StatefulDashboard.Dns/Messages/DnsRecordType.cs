namespace StatefulDashboard.Dns.Messages;

/// <summary>The types that are understood, spelled as the registry spells them (IANA, DNS Parameters); any other number is valid and read as <see cref="UnknownRecord"/>.</summary>
public enum DnsRecordType : ushort
{
    None = 0,
    A = 1,
    NS = 2,
    CNAME = 5,
    SOA = 6,
    PTR = 12,
    TXT = 16,
    AAAA = 28,
    SRV = 33,

    /// <summary>EDNS (RFC 6891): never a record of a message here but <see cref="DnsMessage.Edns"/>.</summary>
    OPT = 41,

    /// <summary>Only in questions: records of every type.</summary>
    ANY = 255,
}
