using StatefulDashboard.Dns.Messages;

namespace StatefulDashboard.Dns.Client;

/// <summary>How a query ended; every end that a network can bring about is a value. The hierarchy is closed.</summary>
public abstract record DnsResult
{
    private DnsResult()
    {
    }

    /// <summary>The server answered the question, perhaps with a refusal: see <see cref="DnsMessage.ResponseCode"/>.</summary>
    /// <param name="Elapsed">Since the query began, earlier tries included.</param>
    /// <param name="Transport">How the answer came; it was asked over UDP first.</param>
    public sealed record Answer(DnsMessage Message, TimeSpan Elapsed, DnsTransport Transport = DnsTransport.Udp) : DnsResult;

    /// <summary>No try was answered in its time.</summary>
    public sealed record TimedOut : DnsResult;

    /// <summary>Nothing listens there, no route leads there, or the connection broke.</summary>
    /// <param name="Text">What the system said, in English.</param>
    public sealed record Unreachable(string Text) : DnsResult;

    /// <summary>The server itself sent something that is no DNS message, or over TCP an answer to another question.</summary>
    /// <param name="Text">What is wrong with it, in English.</param>
    public sealed record Malformed(string Text) : DnsResult;
}
