namespace StatefulDashboard.Dns.Messages;

/// <summary>What a message asks for (RFC 1035, 4.1.1; RFC 1996; RFC 2136): 0 to 15, other numbers are valid.</summary>
public enum DnsOperationCode : byte
{
    Query = 0,
    Status = 2,
    Notify = 4,
    Update = 5,
}
