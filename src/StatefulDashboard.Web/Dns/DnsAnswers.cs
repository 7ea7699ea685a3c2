using System.Globalization;
using StatefulDashboard.Dns.Client;
using StatefulDashboard.Dns.Messages;
using StatefulDashboard.Domain.Dns;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Dns;

/// <summary>Between DNS messages and what the domain knows of them.</summary>
internal static class DnsAnswers
{
    public static DnsQuestion Question(NameQuestion question) => new(DnsName.Parse(question.Name), TypeOf(question.Type));

    public static DnsRecordType TypeOf(NameType type) => Enum.Parse<DnsRecordType>(type.ToString());

    /// <param name="now">When the answer came.</param>
    public static NameAnswer Of(DnsResult result, DnsQuestion question, DateTimeOffset now) => result switch
    {
        DnsResult.Answer answer => Of(answer.Message, question, now),
        DnsResult.TimedOut => new(NameOutcome.TimedOut, "", [], now, null),
        DnsResult.Unreachable broken => new(NameOutcome.Unreachable, "", [], now, null) { Fault = broken.Text },
        DnsResult.Malformed bad => new(NameOutcome.Malformed, "", [], now, null) { Fault = bad.Text },
        _ => throw new InvalidOperationException("the kinds of results are known: " + result.GetType().Name),
    };

    /// <summary>"NXDOMAIN": codes as dig and the registry of DNS parameters spell them.</summary>
    public static string CodeOf(DnsResponseCode code) => code switch
    {
        DnsResponseCode.NoError => NameAnswer.NoError,
        DnsResponseCode.FormatError => "FORMERR",
        DnsResponseCode.ServerFailure => "SERVFAIL",
        DnsResponseCode.NonExistentDomain => NameAnswer.NoSuchName,
        DnsResponseCode.NotImplemented => "NOTIMP",
        DnsResponseCode.Refused => "REFUSED",
        DnsResponseCode.BadVersion => "BADVERS",
        _ => "RCODE" + ((int)code).ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The data of a record as dig shows them.</summary>
    public static string DataOf(DnsRecord record) => record switch
    {
        ARecord a => a.Address.ToString(),
        AaaaRecord aaaa => AddressText.Canonical(aaaa.Address.ToString()) ?? aaaa.Address.ToString(),
        CnameRecord cname => cname.Target.ToString(),
        PtrRecord ptr => ptr.Target.ToString(),
        NsRecord ns => ns.Server.ToString(),
        SrvRecord srv => string.Create(CultureInfo.InvariantCulture, $"{srv.Priority} {srv.Weight} {srv.Port} {srv.Target}"),
        TxtRecord txt => string.Join(' ', txt.Strings),
        SoaRecord soa => string.Create(CultureInfo.InvariantCulture, $"{soa.PrimaryServer} {soa.Mailbox} {soa.Serial} {soa.Refresh} {soa.Retry} {soa.Expire} {soa.Minimum}"),
        UnknownRecord unknown => string.Create(CultureInfo.InvariantCulture, $"\\# {unknown.Data.Length} {Convert.ToHexStringLower(unknown.Data.AsSpan())}"), // RFC 3597, 5
        _ => "",
    };

    private static NameAnswer Of(DnsMessage message, DnsQuestion question, DateTimeOffset now)
    {
        var ours = Ours(message, question.Name);
        var authority = message.Authorities.OfType<SoaRecord>().FirstOrDefault();
        var values = ours.Where(record => record.Type == question.Type).Select(DataOf);
        TimeSpan? lives = ours.Count > 0 ? TimeSpan.FromSeconds(ours.Min(record => record.TimeToLive)) : authority?.NegativeTimeToLive;
        return new(NameOutcome.Answered, CodeOf(message.ResponseCode), ZoneAnswer.Sorted(values), now, now + lives)
        {
            TimeToLive = lives,
            HasAuthority = authority is not null,
        };
    }

    // the records of the name, and of what its aliases lead to: what else a server adds is no answer to the question
    private static List<DnsRecord> Ours(DnsMessage message, DnsName asked)
    {
        var names = new HashSet<DnsName> { asked };
        var found = 0;
        while (found != names.Count)
        {
            found = names.Count;
            names.UnionWith(message.Answers.OfType<CnameRecord>().Where(alias => names.Contains(alias.Name)).Select(alias => alias.Target));
        }

        return [.. message.Answers.Where(record => names.Contains(record.Name))];
    }
}
