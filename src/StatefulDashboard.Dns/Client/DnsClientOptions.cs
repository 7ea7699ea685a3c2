namespace StatefulDashboard.Dns.Client;

/// <summary>How long and how often a <see cref="DnsClient"/> asks.</summary>
public sealed record DnsClientOptions
{
    /// <summary>Of one try over UDP, and once more of the same try over TCP when the answer was truncated.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often a question is asked that gets no answer in time; at least once.</summary>
    public int Tries { get; init; } = 2;
}
