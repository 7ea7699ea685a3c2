namespace StatefulDashboard.Dns.Messages;

/// <summary>What is asked (RFC 1035, 4.1.2).</summary>
public sealed record DnsQuestion(DnsName Name, DnsRecordType Type, DnsClass Class = DnsClass.Internet);
