namespace StatefulDashboard.Dns.Messages;

/// <summary>A name or message that breaks the rules of RFC 1035 or its updates: the only exception that reading and writing throw for their input.</summary>
public sealed class DnsFormatException : Exception
{
    public DnsFormatException()
        : this("This is not a DNS message.")
    {
    }

    public DnsFormatException(string message)
        : base(message)
    {
    }

    public DnsFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
