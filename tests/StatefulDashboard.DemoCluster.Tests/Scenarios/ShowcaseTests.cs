using StatefulDashboard.DemoCluster.Tests.Support;

namespace StatefulDashboard.DemoCluster.Tests.Scenarios;

public class ShowcaseTests
{
    [Fact]
    public async Task FirstVisit_FindsEachStoryInPlace()
    {
        await using var cluster = await TestCluster.StartAsync(new DemoClusterOptions());

        var web = await cluster.GetAsync("/apis/apps/v1/namespaces/shop/statefulsets/web");
        ((int?)web["status"]!["readyReplicas"]).ShouldBe(3);

        var canary = await cluster.GetAsync("/apis/apps/v1/namespaces/bank/statefulsets/ledger");
        ((int?)canary["status"]!["updatedReplicas"]).ShouldBe(1);
        ((string?)canary["status"]!["updateRevision"]).ShouldNotBe((string?)canary["status"]!["currentRevision"]);

        var trapped = await cluster.GetAsync("/api/v1/namespaces/office/pods/mail-2");
        ((string?)trapped["status"]!["containerStatuses"]![0]!["state"]!["waiting"]!["reason"]).ShouldBe("ImagePullBackOff");
        var mail = await cluster.GetAsync("/apis/apps/v1/namespaces/office/statefulsets/mail");
        ((string?)trapped["metadata"]!["labels"]!["controller-revision-hash"]).ShouldNotBe((string?)mail["status"]!["currentRevision"]);

        (await cluster.GetAsync("/api/v1/namespaces/db/pods"))["items"]!.AsArray().Count.ShouldBe(2);
        (await cluster.GetAsync("/api/v1/namespaces/db/persistentvolumeclaims"))["items"]!.AsArray().Count.ShouldBe(5);

        var orphaned = await cluster.GetAsync("/apis/apps/v1/namespaces/shop/statefulsets/cart");
        var services = (await cluster.GetAsync("/api/v1/namespaces/shop/services"))["items"]!.AsArray();
        services.ShouldNotContain(s => (string?)s!["metadata"]!["name"] == (string?)orphaned["spec"]!["serviceName"]);

        var members = (await cluster.GetAsync("/api/v1/namespaces/infra/pods"))["items"]!.AsArray();
        members.Select(m => (string?)m!["spec"]!["nodeName"]).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task UnknownSeed_IsRefusedByName()
        => (await Should.ThrowAsync<ArgumentException>(() => DemoClusterHost.StartAsync(new DemoClusterOptions { Seed = "nope" }, null, TestCluster.Cancellation)))
            .Message.ShouldContain("DemoCluster:Seed");

    [Fact]
    public async Task Kubeconfig_IsPrivate_AndGoesWithTheCluster()
    {
        string path;
        await using (var cluster = await TestCluster.StartAsync())
        {
            path = cluster.Host.KubeconfigPath;
            if (!OperatingSystem.IsWindows())
            {
                File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }

        File.Exists(path).ShouldBeFalse();
    }
}
