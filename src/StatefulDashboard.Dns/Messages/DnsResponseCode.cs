namespace StatefulDashboard.Dns.Messages;

/// <summary>The response code, with the eight high bits that EDNS adds (RFC 6891, 6.1.3): 0 to 4095, other numbers are valid.</summary>
public enum DnsResponseCode : ushort
{
    NoError = 0,

    /// <summary>FORMERR: the server could not read the query.</summary>
    FormatError = 1,

    /// <summary>SERVFAIL.</summary>
    ServerFailure = 2,

    /// <summary>NXDOMAIN: the name exists for no type.</summary>
    NonExistentDomain = 3,

    /// <summary>NOTIMP.</summary>
    NotImplemented = 4,

    Refused = 5,

    /// <summary>BADVERS: an EDNS version the server does not know; needs <see cref="DnsMessage.Edns"/>.</summary>
    BadVersion = 16,
}
