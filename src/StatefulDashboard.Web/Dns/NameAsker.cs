using StatefulDashboard.Dns.Client;
using StatefulDashboard.Dns.Messages;
using StatefulDashboard.Domain.Dns;
using StatefulDashboard.Kubernetes.Configuration;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Dns;

/// <summary>
/// Asks what a person wants to know. The question goes to the resolver that is configured for the cluster and to no other: a browser
/// names a name, never a server. Each call is one question, asked now; nothing is kept.
/// </summary>
public sealed class NameAsker(ClusterResolvers resolvers, ClusterDirectory clusters, IPersonClients people, TimeProvider time) : IDisposable
{
    /// <summary>Questions of all people that are under way at a time.</summary>
    private const int MostAtOnce = 8;

    /// <summary>Of each section of an answer; what is beyond that is not shown.</summary>
    private const int MostRecords = 1_000;

    private readonly SemaphoreSlim room = new(MostAtOnce);

    /// <returns>Null when there is no such cluster.</returns>
    public async Task<NameReport?> AskAsync(Person person, string clusterId, AskedName asked, CancellationToken cancellationToken)
    {
        using var hold = person.IsNobody ? null : TryHold(clusterId);
        if (hold is null)
        {
            return null;
        }

        var zone = resolvers.Zone(clusterId);
        var reader = new ZoneReader(people.Find(person.Name, hold.Connection), zone);
        var resolver = resolvers.Find(clusterId);
        await room.WaitAsync(cancellationToken);
        try
        {
            return await AskAsync(asked, resolver, reader, zone, cancellationToken);
        }
        finally
        {
            room.Release();
        }
    }

    public void Dispose() => room.Dispose();

    private async Task<NameReport> AskAsync(AskedName asked, ClusterResolver? resolver, ZoneReader reader, string zone, CancellationToken cancellationToken)
    {
        var tried = new List<TriedName>();
        var messages = new List<AnswerMessage?>();
        foreach (var name in asked.Candidates(zone))
        {
            var question = new NameQuestion(name, asked.Type);
            var result = resolver is null ? null : await new DnsClient(resolver.Server, time).QueryAsync(DnsAnswers.Question(question), cancellationToken);
            var answer = result is null ? null : DnsAnswers.Of(result, DnsAnswers.Question(question), time.GetUtcNow());
            var expected = await reader.AskAsync(question, cancellationToken);
            var resolved = answer is null ? ResolvedName.NoResolver : ResolvedName.Of(expected.Outcome != ZoneOutcome.Unknown, expected.Values, answer, asked.Type);
            tried.Add(new(name, expected, resolved));
            messages.Add(result is DnsResult.Answer came ? MessageOf(came) : null);
            if (answer is not null && Ends(answer))
            {
                break;
            }
        }

        var shown = NameReport.Choose(tried);
        return new(asked, resolver is null ? null : new(resolver.Server.ToString(), resolver.Origin.ToString()), tried.ToValueList(), shown, messages[shown]);
    }

    // a resolver goes on to the next name as long as there is nothing under this one; silence would only be waited for again
    private static bool Ends(NameAnswer answer) => answer.Values.Count > 0 || answer.Outcome != NameOutcome.Answered;

    private static AnswerMessage MessageOf(DnsResult.Answer answer) => new(
        DnsAnswers.CodeOf(answer.Message.ResponseCode),
        answer.Transport.ToString(),
        Math.Round(answer.Elapsed.TotalMilliseconds, 2),
        answer.Message.IsAuthoritative,
        answer.Message.Flags.HasFlag(DnsFlags.RecursionAvailable),
        Texts(answer.Message.Answers),
        Texts(answer.Message.Authorities),
        Texts(answer.Message.Additionals));

    private static ValueList<RecordText> Texts(IReadOnlyList<DnsRecord> records) =>
        records.Take(MostRecords).Select(record => new RecordText(record.Name.ToString(), record.TimeToLive, TypeOf(record.Type), DnsAnswers.DataOf(record))).ToValueList();

    // RFC 3597, 5: a type without a name is spelled by its number
    private static string TypeOf(DnsRecordType type) => Enum.IsDefined(type) ? type.ToString() : "TYPE" + (int)type;

    private ClusterHold? TryHold(string clusterId)
    {
        try
        {
            return clusters.Hold(clusterId);
        }
        catch (ConfigurationFaultException)
        {
            return null; // what a cluster's own view says of it is all there is to be seen
        }
    }
}
