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

        var members = (await cluster.GetAsync("/api/v1/namespaces/infra/pods?labelSelector=app%3Dquorum"))["items"]!.AsArray();
        members.Select(m => (string?)m!["spec"]!["nodeName"]).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task FirstVisit_FindsTheOtherShapesOfState()
    {
        await using var cluster = await TestCluster.StartAsync(new DemoClusterOptions());
        await cluster.UntilAsync("/apis/apps/v1/namespaces/office/deployments", "wiki", d => (int?)d["status"]!["availableReplicas"] == 1);
        await cluster.UntilAsync("/apis/apps/v1/namespaces/media/deployments", "gallery", d => (int?)d["status"]!["availableReplicas"] == 2);
        await cluster.UntilAsync("/apis/apps/v1/namespaces/infra/daemonsets", "node-logs", d => (int?)d["status"]!["numberAvailable"] == 3);
        var gallery = (await cluster.GetAsync("/api/v1/namespaces/media/pods?labelSelector=app%3Dgallery"))["items"]!.AsArray();
        gallery.Select(p => (string?)p!["spec"]!["volumes"]![0]!["persistentVolumeClaim"]!["claimName"]).ShouldBe(["photos", "photos"]);
        gallery.Select(p => (string?)p!["spec"]!["nodeName"]).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task FirstVisit_FindsWhatCareAndWhatLackOfItLookLike()
    {
        await using var cluster = await TestCluster.StartAsync(new DemoClusterOptions());
        var index = await cluster.GetAsync("/api/v1/namespaces/search/pods/index-2");
        ((string?)index["status"]!["initContainerStatuses"]![0]!["state"]!["terminated"]!["reason"]).ShouldBe("Completed");
        ((bool?)index["status"]!["containerStatuses"]![0]!["ready"]).ShouldBe(true);

        var killed = (await cluster.GetAsync("/api/v1/namespaces/media/pods/transcoder-0"))["status"]!["containerStatuses"]![0]!;
        ((string?)killed["state"]!["waiting"]!["reason"]).ShouldBe("CrashLoopBackOff");
        ((string?)killed["lastState"]!["terminated"]!["reason"]).ShouldBe("OOMKilled");
        ((int?)killed["restartCount"]).ShouldBe(3);

        var events = (await cluster.GetAsync("/api/v1/namespaces/team-blue/events?fieldSelector=reason%3DFailedCreate"))["items"]!.AsArray();
        events.Select(e => (string?)e!["message"]).ShouldContain(m => m!.Contains("exceeded quota: team-blue, requested: pods=1, used: pods=2, limited: pods=2", StringComparison.Ordinal));
        ((string?)(await cluster.GetAsync("/api/v1/namespaces/team-blue/resourcequotas/team-blue"))["status"]!["used"]!["pods"]).ShouldBe("2");

        ((string?)(await cluster.GetAsync("/api/v1/namespaces/bank/services/invoices-db"))["spec"]!["externalName"]).ShouldBe("invoices.db.example.com");
        ((string?)(await cluster.GetAsync("/apis/autoscaling/v2/namespaces/bank/horizontalpodautoscalers/invoices"))["spec"]!["scaleTargetRef"]!["name"]).ShouldBe("invoices");

        var claim = await cluster.GetAsync("/api/v1/namespaces/infra/persistentvolumeclaims/data-quorum-0");
        var volume = await cluster.GetAsync("/api/v1/persistentvolumes/" + (string?)claim["spec"]!["volumeName"]);
        ((string?)volume["spec"]!["nodeAffinity"]!["required"]!["nodeSelectorTerms"]![0]!["matchExpressions"]![0]!["values"]![0]).ShouldStartWith("z");
    }

    [Fact]
    public async Task FirstVisit_FindsWhatStorageCanLookLike()
    {
        await using var cluster = await TestCluster.StartAsync(new DemoClusterOptions());
        await cluster.UntilAsync("/api/v1/namespaces/reports/persistentvolumeclaims", "data-warehouse-0", c => (string?)c["status"]!["phase"] == "Pending");
        await cluster.UntilAsync("/api/v1/namespaces/reports/persistentvolumeclaims", "ledger-copy", c => (string?)c["spec"]!["volumeName"] == "ledger-disk");

        var grown = await cluster.GetAsync("/api/v1/namespaces/reports/persistentvolumeclaims/store-archive-1");
        ((string?)grown["status"]!["capacity"]!["storage"]).ShouldBe("3Gi");
        var pods = (await cluster.GetAsync("/api/v1/namespaces/reports/pods?labelSelector=app%3Darchive"))["items"]!.AsArray();
        pods.Count(pod => pod!["spec"]!["volumes"]!.AsArray().Any(volume => (string?)volume!["persistentVolumeClaim"]?["claimName"] == "assets")).ShouldBe(2);
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
