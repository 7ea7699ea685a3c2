using StatefulDashboard.Dns.Messages;

namespace StatefulDashboard.DemoCluster.Dns;

/// <summary>Asks the zone as a pod would, through the cache before it.</summary>
internal sealed class ZoneAsker(ClusterZone zone, DenialCache cache, string zoneName)
{
    /// <summary>"NOERROR" with an address, "NODATA" or "NXDOMAIN", for a name below a namespace, as web-0.web.</summary>
    public string Ask(string name, string home)
    {
        if (!DnsName.TryParse($"{name}.{home}.svc.{zoneName}", out var full))
        {
            return "FORMERR";
        }

        var (answer, _) = cache.Ask(new DnsQuestion(full, DnsRecordType.A), zone.Ask, zone.Authority(full).NegativeTimeToLive);
        return answer.Code == DnsResponseCode.NonExistentDomain ? "NXDOMAIN" : answer.Answers.Count == 0 ? "NODATA" : "NOERROR";
    }
}
