using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using StatefulDashboard.Dns.Messages;
using StatefulDashboard.Dns.Tests.Fakes;
using StatefulDashboard.Domain.Dns;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Configuration;
using StatefulDashboard.Web.Dns;
using StatefulDashboard.Web.Tests.Support;

namespace StatefulDashboard.Web.Tests.Dns;

/// <summary>A DNS server on a real socket that answers as the test says, and what asks it, on a clock of the test.</summary>
internal sealed class TestResolver : IAsyncDisposable
{
    private readonly LoopbackDnsServer server;
    private int asked;

    public TestResolver()
    {
        server = new((query, _) =>
        {
            Interlocked.Increment(ref asked);
            Names.Enqueue(query.Questions[0].Name.ToString());
            return Answer(query) is { } answer ? [DnsMessageWriter.Write(answer)] : [];
        });
        Settings = new DashboardSettings { DnsServers = new Dictionary<string, IPEndPoint>(StringComparer.Ordinal) { ["demo"] = server.EndPoint } };
        Resolver = new(new(Settings, new LabAccess(Settings, null!)), Time, NullLogger<NameResolver>.Instance);
    }

    public ManualTime Time { get; } = new();

    public DashboardSettings Settings { get; }

    public NameResolver Resolver { get; }

    /// <summary>Null is silence.</summary>
    public Func<DnsMessage, DnsMessage?> Answer { get; set; } = query => Address(query, "10.0.0.1", 30);

    public ConcurrentQueue<string> Names { get; } = new();

    public int Asked => Volatile.Read(ref asked);

    public static DnsMessage Address(DnsMessage query, string address, int timeToLive) =>
        query.Reply() with { Answers = [new ARecord(query.Questions[0].Name, timeToLive, IPAddress.Parse(address))] };

    /// <param name="minimum">Of the SOA, and its own time to live; null for a denial without one.</param>
    public static DnsMessage Denial(DnsMessage query, int? minimum)
    {
        var zone = DnsName.Parse("cluster.local");
        return query.Reply(DnsResponseCode.NonExistentDomain) with
        {
            Authorities = minimum is { } kept ? [new SoaRecord(zone, kept, zone, zone, 1, 7200, 1800, 86400, (uint)kept)] : [],
        };
    }

    /// <summary>Waits until that many questions have been answered in all, and the resolver waits for its clock.</summary>
    public async Task AskedAsync(NameWatch watch, NameQuestion question, int count)
    {
        await Eventually.HoldsAsync(() => Asked >= count, () => $"{count} questions were asked; {Asked} were");
        await Eventually.HoldsAsync(() => watch.Find(question)?.AskedAt == Time.GetUtcNow(), () => "the answer is there");
        await Eventually.HoldsAsync(() => Time.Waiting > 0, () => "it waits for its clock");
        Asked.ShouldBe(count);
    }

    /// <summary>It gives no answers: then questions stay under way while the clock moves.</summary>
    public bool IsSilent { get; init; }

    /// <summary>Moves the clock step by step: whoever is woken asks, and sets the next alarm, before the next step.</summary>
    public async Task PassAsync(double seconds)
    {
        var step = TimeSpan.FromMilliseconds(100);
        for (var left = TimeSpan.FromSeconds(seconds); left > TimeSpan.Zero; left -= step)
        {
            Time.Advance(left < step ? left : step);
            await Eventually.HoldsAsync(() => Time.Waiting >= Math.Min(Resolver.Count, 8) && (IsSilent || Resolver.UnderWay == 0), () => "who was woken goes on");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Resolver.DisposeAsync();
        await server.DisposeAsync();
    }
}
