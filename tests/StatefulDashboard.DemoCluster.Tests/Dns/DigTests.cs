using System.Diagnostics;
using StatefulDashboard.DemoCluster.Tests.Support;
using StatefulDashboard.Dns.Client;
using StatefulDashboard.Dns.Messages;

namespace StatefulDashboard.DemoCluster.Tests.Dns;

/// <summary>Asked with dig, of a cluster whose controllers made the slices.</summary>
public class DigTests
{
    private const string Head = "default.svc.cluster.local";

    [Fact]
    public async Task Dig_AsksTheTable()
    {
        await using var cluster = await TestCluster.StartAsync();
        await PlantAsync(cluster);
        var web0 = (string)(await cluster.GetAsync(TestCluster.Pods + "/web-0"))["status"]!["podIP"]!;
        var web1 = (string)(await cluster.GetAsync(TestCluster.Pods + "/web-1"))["status"]!["podIP"]!;
        var front = (string)(await cluster.GetAsync(TestCluster.Services + "/front"))["spec"]!["clusterIP"]!;

        (await ShortAsync(cluster, "nginx." + Head)).Order(StringComparer.Ordinal).ShouldBe(new[] { web0, web1 }.Order(StringComparer.Ordinal));
        (await ShortAsync(cluster, "web-0.nginx." + Head)).ShouldBe([web0]);
        (await ShortAsync(cluster, "WEB-0.Nginx." + Head)).ShouldBe([web0]);
        (await ShortAsync(cluster, "front." + Head)).ShouldBe([front]);
        (await ShortAsync(cluster, "SRV", "_web._tcp.nginx." + Head)).Order(StringComparer.Ordinal).ShouldBe([$"0 50 80 web-0.nginx.{Head}.", $"0 50 80 web-1.nginx.{Head}."]);
        (await ShortAsync(cluster, "alias." + Head)).Order(StringComparer.Ordinal).ShouldBe(new[] { $"nginx.{Head}.", web0, web1 }.Order(StringComparer.Ordinal));
        (await ShortAsync(cluster, "TXT", "dns-version.cluster.local")).ShouldBe(["\"1.1.0\""]);
        (await ShortAsync(cluster, "-x", web0)).ShouldContain($"web-0.nginx.{Head}.");
        (await ShortAsync(cluster, "SRV", "nginx." + Head)).Length.ShouldBe(2);
        (await ShortAsync(cluster, "SRV", "_web._tcp.front." + Head)).ShouldBe([$"0 100 80 front.{Head}."]);
        (await ShortAsync(cluster, "-x", front)).ShouldBe([$"front.{Head}."]);
        (await ShortAsync(cluster, "-x", "10.244.255.254")).ShouldBeEmpty();
        // beside a SRV stand the addresses of its targets
        (await DigAsync(cluster, "+noall", "+additional", "SRV", "nginx." + Head)).ShouldMatch($@"web-0\.nginx\.{Head}\.\s+30\s+IN\s+A\s+{web0}\s");
        // only a headless Service lists its peers, by the names it governs; another one knows the same pod by its address
        (await ShortAsync(cluster, $"{web0.Replace('.', '-')}.front." + Head)).ShouldBe([web0]);
        (await ShortAsync(cluster, "web-0.front." + Head)).ShouldBeEmpty();
        (await ShortAsync(cluster, $"{web0.Replace('.', '-')}.default.pod.cluster.local")).ShouldBe([web0]);
        // a pod that is not ready is published only where the Service says so
        (await ShortAsync(cluster, "dark-0.dark." + Head)).ShouldBeEmpty();
        (await ShortAsync(cluster, "dark-0.open." + Head)).ShouldBeEmpty();
        (await ShortAsync(cluster, "open." + Head)).ShouldHaveSingleItem();

        var missing = await DigAsync(cluster, "web-9.nginx." + Head);
        missing.ShouldContain("status: NXDOMAIN");
        missing.ShouldContain(" aa ");
        missing.ShouldContain("SOA\tns.dns.cluster.local. hostmaster.cluster.local.");
        missing.ShouldContain(" 7200 1800 86400 30");
        var other = await DigAsync(cluster, "AAAA", "nginx." + Head);
        other.ShouldContain("status: NOERROR");
        other.ShouldContain("ANSWER: 0, AUTHORITY: 1");
        (await DigAsync(cluster, "example.com")).ShouldContain("status: REFUSED");
        (await DigAsync(cluster, "CH", "TXT", "version.bind")).ShouldContain("status: REFUSED");
        (await DigAsync(cluster, "+opcode=NOTIFY", "nginx." + Head)).ShouldContain("status: NOTIMP");
    }

    [Fact]
    public async Task Dig_OfMoreThanOnePacketHolds_ComesBackByTcp()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.PostAsync(TestCluster.Services, """{"metadata":{"name":"many"},"spec":{"clusterIP":"None","ports":[{"name":"web","port":80}]}}""");
        foreach (var part in Enumerable.Range(0, 120).Chunk(100))
        {
            var endpoints = string.Join(',', part.Select(i => $$$"""{"addresses":["10.9.0.{{{i}}}"],"hostname":"many-{{{i}}}","conditions":{"ready":true}}"""));
            await cluster.PostAsync("/apis/discovery.k8s.io/v1/namespaces/default/endpointslices",
                $$$"""{"metadata":{"name":"many-{{{part[0]}}}","labels":{"kubernetes.io/service-name":"many"}},"addressType":"IPv4","ports":[{"name":"web","port":80}],"endpoints":[{{{endpoints}}}]}""");
        }

        var cut = await DigAsync(cluster, "+ignore", "+noedns", "many." + Head);
        cut.ShouldContain(" tc ");
        (await ShortAsync(cluster, "+ignore", "+noedns", "many." + Head)).Length.ShouldBeLessThan(120);
        (await ShortAsync(cluster, "many." + Head)).Length.ShouldBe(120);
        (await DigAsync(cluster, "many." + Head)).ShouldContain("(TCP)");
        (await ShortAsync(cluster, "+tcp", "+keepopen", "many-7.many." + Head, "many-8.many." + Head)).ShouldBe(["10.9.0.7", "10.9.0.8"]);
        // what the dashboard asks with
        var found = await new DnsClient(cluster.Host.DnsEndpoint).QueryAsync(new DnsQuestion(DnsName.Parse("_web._tcp.many." + Head), DnsRecordType.SRV), TestCluster.Cancellation);
        var message = found.ShouldBeOfType<DnsResult.Answer>().Message;
        message.Answers.OfType<SrvRecord>().Count(r => r.Weight == 1).ShouldBe(120);
        message.Additionals.Count.ShouldBe(120);
    }

    [Fact]
    public async Task Dig_AsTheDocumentationSays_IsAnsweredByTheShowcase()
    {
        var settings = await File.ReadAllLinesAsync(Path.Combine(Recordings.Folder, "..", "..", "docs", "settings.md"), TestCluster.Cancellation);
        const string start = "dig @127.0.0.1 -p 5353 ";
        string[] lines = [.. settings.Where(l => l.StartsWith(start, StringComparison.Ordinal)).Select(l => l[start.Length..]), "SRV nginx.shop.svc.cluster.local"];
        lines.Length.ShouldBeGreaterThan(5);
        await using var cluster = await TestCluster.StartAsync(new DemoClusterOptions());
        await foreach (var change in cluster.WatchAsync("/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices?watch=true&labelSelector=kubernetes.io/service-name%3Dnginx", TestCluster.Cancellation))
        {
            if (change["object"]!["endpoints"] is System.Text.Json.Nodes.JsonArray endpoints && endpoints.Any(e => (string?)e!["hostname"] == "web-0" && (bool?)e["conditions"]!["ready"] == true))
            {
                break;
            }
        }

        foreach (var line in lines)
        {
            (await ShortAsync(cluster, line.Split(' '))).ShouldNotBeEmpty(line);
        }
    }

    [Fact]
    public async Task Dig_OfAnotherZone_IsAnsweredWhereTheClusterHasIt()
    {
        await using var cluster = await TestCluster.StartAsync(new DemoClusterOptions { Seed = "empty", DnsZone = "lab.example" });
        (await ShortAsync(cluster, "kubernetes.default.svc.lab.example")).ShouldBe(["10.96.0.1"]);
        (await ShortAsync(cluster, "-x", "10.96.0.1")).ShouldBe(["kubernetes.default.svc.lab.example."]);
        (await DigAsync(cluster, "kubernetes.default.svc.cluster.local")).ShouldContain("status: REFUSED");
    }

    [Fact]
    public async Task Dig_ThroughTheDenialCache_KeepsMissingANameThatWasAskedTooEarly()
    {
        var time = new VirtualTime();
        await using var cluster = await TestCluster.StartAsync(new DemoClusterOptions { Seed = "empty", Clock = time });
        cluster.Host.DenialCache.IsOn = true;
        (await DigAsync(cluster, "web-0.nginx." + Head)).ShouldContain("status: NXDOMAIN");
        await cluster.PostAsync(TestCluster.Services, TestCluster.NewService());
        await cluster.PostAsync(TestCluster.Sets, TestCluster.NewSet(replicas: 1));
        time.Advance(TimeSpan.FromSeconds(10));
        var denied = await DigAsync(cluster, "web-0.nginx." + Head);
        denied.ShouldContain("status: NXDOMAIN");
        denied.ShouldContain("cluster.local.\t\t20\tIN\tSOA");
        cluster.Host.DenialCache.Kept.ShouldHaveSingleItem().Left.ShouldBe(TimeSpan.FromSeconds(20));
        time.Advance(TimeSpan.FromSeconds(20));
        (await ShortAsync(cluster, "web-0.nginx." + Head)).ShouldHaveSingleItem();
    }

    private static async Task PlantAsync(TestCluster cluster)
    {
        await cluster.PostAsync(TestCluster.Services, TestCluster.NewService());
        await cluster.PostAsync(TestCluster.Services, TestCluster.NewService("front").Replace("\"clusterIP\":\"None\",", "", StringComparison.Ordinal));
        await cluster.PostAsync(TestCluster.Services, TestCluster.NewService("dark", "dark"));
        await cluster.PostAsync(TestCluster.Services, TestCluster.NewService("open", "dark").Replace("\"clusterIP\":\"None\",", "\"clusterIP\":\"None\",\"publishNotReadyAddresses\":true,", StringComparison.Ordinal));
        await cluster.PostAsync(TestCluster.Services, $$$"""{"metadata":{"name":"alias"},"spec":{"type":"ExternalName","externalName":"nginx.{{{Head}}}"}}""");
        await cluster.PostAsync(TestCluster.Sets, TestCluster.NewSet(replicas: 2));
        await cluster.PostAsync(TestCluster.Sets, TestCluster.NewSet("dark", 1, annotations: "\"demo.stateful-dashboard.io/mode\":\"notready\"").Replace("\"serviceName\":\"nginx\"", "\"serviceName\":\"dark\"", StringComparison.Ordinal));
        await cluster.UntilReadyAsync("web", 2);
        foreach (var (service, count) in new[] { ("nginx", 2), ("front", 2), ("open", 1), ("dark", 1) })
        {
            await foreach (var change in cluster.WatchAsync($"/apis/discovery.k8s.io/v1/namespaces/default/endpointslices?watch=true&labelSelector=kubernetes.io/service-name%3D{service}", TestCluster.Cancellation))
            {
                if (change["object"]!["endpoints"] is System.Text.Json.Nodes.JsonArray endpoints && endpoints.Count == count
                    && (service == "dark" || endpoints.All(e => (bool?)e!["conditions"]!["ready"] == true)))
                {
                    break;
                }
            }
        }
    }

    private static async Task<string[]> ShortAsync(TestCluster cluster, params string[] question)
        => (await DigAsync(cluster, ["+short", .. question])).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => !l.StartsWith(';')).ToArray();

    private static async Task<string> DigAsync(TestCluster cluster, params string[] question)
    {
        using var dig = Process.Start(new ProcessStartInfo("dig", ["@127.0.0.1", "-p", $"{cluster.Host.DnsEndpoint.Port}", "+time=5", "+tries=1", .. question]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var said = await dig.StandardOutput.ReadToEndAsync(TestCluster.Cancellation);
        await dig.WaitForExitAsync(TestCluster.Cancellation);
        dig.ExitCode.ShouldBe(0, said);
        return said;
    }
}
