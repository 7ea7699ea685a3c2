using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Dns;
using StatefulDashboard.DemoCluster.Tests.Support;
using StatefulDashboard.Dns.Messages;

namespace StatefulDashboard.DemoCluster.Tests.Dns;

/// <summary>What a real control plane wrote into its Services and EndpointSlices, read as DNS.</summary>
public sealed class RecordedDnsTests
{
    private const string Service = "nginx.rec-not-ready-published.svc.cluster.local";
    private const string Hidden = "NXDOMAIN";

    // The addresses are those of the recording. web-1 stops being ready; then the Service publishes what is not ready; then web-1 is ready again.
    [Theory]
    [InlineData(2_000, "A 10.244.0.238 | A 10.244.0.239 | A 10.244.0.240", "A 10.244.0.240", 33)]
    [InlineData(4_170, "A 10.244.0.238 | A 10.244.0.239", Hidden, 50)]
    [InlineData(6_190, "A 10.244.0.238 | A 10.244.0.239 | A 10.244.0.240", "A 10.244.0.240", 33)]
    [InlineData(8_000, "A 10.244.0.238 | A 10.244.0.239 | A 10.244.0.240", "A 10.244.0.240", 33)]
    public void NotReadyPublished_AtEachPoint_NamesThoseThatCount(int until, string all, string ofWeb1, int weight)
    {
        var world = Replay("not-ready-published", until);

        A(world, Service).ShouldBe(all);
        A(world, "web-1." + Service).ShouldBe(ofWeb1);
        A(world, "web-0." + Service).ShouldBe("A 10.244.0.238");
        var services = Ask(world, "_web._tcp." + Service, DnsRecordType.SRV).Answers.Cast<SrvRecord>().ToList();
        services.Count.ShouldBe(all.Split('|').Length);
        services.ShouldAllBe(record => record.Weight == weight && record.Port == 80);
    }

    [Fact]
    public void NotReadyPublished_BeforeTheFirstPodIsThere_HasNoName() => A(Replay("not-ready-published", 500), Service).ShouldBe(Hidden);

    private static ZoneAnswer Ask(ResourceStore world, string name, DnsRecordType type)
    {
        using var index = new ZoneIndex(world);
        return new ClusterZone(world, index, DnsName.Parse("cluster.local"), 30).Ask(new DnsQuestion(DnsName.Parse(name), type));
    }

    private static string A(ResourceStore world, string name) => Ask(world, name, DnsRecordType.A) is { Code: DnsResponseCode.NoError } found
        ? string.Join(" | ", found.Answers.Cast<ARecord>().Select(record => "A " + record.Address).Order(StringComparer.Ordinal)) : Hidden;

    // the newest state of each object at that time
    private static ResourceStore Replay(string scenario, int until)
    {
        var world = new ResourceStore();
        world.Write(ResourceKinds.Namespaces, new JsonObject { ["metadata"] = new JsonObject { ["name"] = "rec-" + scenario } });
        foreach (var change in File.ReadLines(Path.Combine(Recordings.Folder, scenario, "events.jsonl")).Select(line => JsonNode.Parse(line)!).Where(change => (int)change["t"]! <= until))
        {
            var kind = (string?)change["resource"] switch
            {
                "services" => ResourceKinds.Services,
                "endpointslices" => ResourceKinds.EndpointSlices,
                _ => null,
            };
            if (kind is not null)
            {
                world.Write(kind, change["object"]!.AsObject().Copy());
            }
        }

        return world;
    }
}
