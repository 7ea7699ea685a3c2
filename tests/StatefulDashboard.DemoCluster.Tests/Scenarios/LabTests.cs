using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Scenarios.Lab;
using StatefulDashboard.DemoCluster.Tests.Support;

namespace StatefulDashboard.DemoCluster.Tests.Scenarios;

/// <summary>The lab's scenarios do what their texts promise, and its faults what their switches say.</summary>
public class LabTests
{
    public static TheoryData<string> Ids => new(LabCatalog.Load(null).Scenarios.Select(s => s.Id));

    [Fact]
    public void EveryFile_CanBeRead_AndSpeaksBothLanguages()
    {
        var catalog = LabCatalog.Load(null);
        catalog.Faults.ShouldBeEmpty();
        catalog.Scenarios.Select(s => s.Id).ShouldBe(["ordered-start", "ordered-rollout", "canary", "broken-image", "node-dies", "no-volume", "claim-retention", "safe-deletion", "safe-scale-down", "dns-denial"], ignoreOrder: false);
        foreach (var scenario in catalog.Scenarios)
        {
            foreach (var text in scenario.Steps.Select(s => s.Text).Append(scenario.Title).Append(scenario.About))
            {
                text.Chinese.ShouldNotBe(text.English, scenario.Id);
            }

            scenario.Steps.ShouldAllBe(s => s.WaitsFor.Count > 0);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Scenario_Played_ComesToItsEnd_AndCanBePlayedAgain(string id)
    {
        await using var cluster = new BareCluster();
        var scenario = LabCatalog.Load(null).Scenarios.Single(s => s.Id == id);
        for (var round = 0; round < 2; round++)
        {
            cluster.Player.Play(scenario);
            cluster.Time.RunUntil(() => cluster.Player.State.Phase is LabPhase.Finished or LabPhase.Failed, TimeSpan.FromMinutes(20)).ShouldBeTrue();
            cluster.Player.State.Phase.ShouldBe(LabPhase.Finished, $"step {cluster.Player.State.Step + 1}: {cluster.Player.State.Message} {cluster.Player.State.Waiting}");
            cluster.Player.State.Step.ShouldBe(scenario.Steps.Count - 1);
        }

        cluster.Player.Reset(scenario);
        cluster.Time.RunUntil(() => cluster.Player.State.Phase == LabPhase.Idle, TimeSpan.FromMinutes(2)).ShouldBeTrue();
        cluster.Store.Get(ResourceKinds.Namespaces, "", scenario.Namespace).ShouldBeNull();
        cluster.Faults.On.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Scenario_PlayedInTheShowcase_ComesToItsEnd(string id)
    {
        var time = new VirtualTime();
        await using var cluster = await DemoClusterHost.StartAsync(new DemoClusterOptions { Clock = time }, null, TestCluster.Cancellation);
        var began = time.Elapsed;
        cluster.Lab.Play(id);
        time.RunUntil(() => cluster.Lab.State.Phase is LabPhase.Finished or LabPhase.Failed, TimeSpan.FromMinutes(20)).ShouldBeTrue();
        cluster.Lab.State.Phase.ShouldBe(LabPhase.Finished, $"step {cluster.Lab.State.Step + 1}: {cluster.Lab.State.Message} {cluster.Lab.State.Waiting}");
        (time.Elapsed - began).ShouldBeLessThan(TimeSpan.FromMinutes(3.5), "people still watch");
    }

    [Fact]
    public async Task Example_OfTheDocumentation_ComesToItsEnd()
    {
        var document = await File.ReadAllTextAsync(Path.Combine(Recordings.Folder, "..", "..", "docs", "lab.md"), TestContext.Current.CancellationToken);
        var example = document.Split("```yaml")[1].Split("```")[0];
        await using var cluster = new BareCluster();

        cluster.Player.Play(LabFile.Read("example.yaml", example));

        cluster.Time.RunUntil(() => cluster.Player.State.Phase is LabPhase.Finished or LabPhase.Failed, TimeSpan.FromMinutes(5)).ShouldBeTrue();
        cluster.Player.State.Phase.ShouldBe(LabPhase.Finished, cluster.Player.State.ToString());
        DemoFaults.Known.ShouldAllBe(fault => document.Contains(fault.StartsWith("dead-node-", StringComparison.Ordinal) ? "dead-node-a" : $"`{fault}`", StringComparison.Ordinal), "the documentation tells each fault");
    }

    [Fact]
    public async Task Step_DoesOneStepAndPauses_PlayGoesOn_PauseStops()
    {
        await using var cluster = new BareCluster();
        var scenario = LabCatalog.Load(null).Scenarios.Single(s => s.Id == "ordered-rollout");
        cluster.Player.Step(scenario);
        cluster.Time.Advance(TimeSpan.FromMinutes(2));
        (cluster.Player.State.Phase, cluster.Player.State.Step, cluster.Player.State.Done).ShouldBe((LabPhase.Paused, 0, 1));
        cluster.Player.Play(scenario);
        cluster.Time.RunUntil(() => cluster.Player.State is { Phase: LabPhase.Waiting, Step: 1 }, TimeSpan.FromSeconds(5)).ShouldBeTrue();
        cluster.Player.Pause();
        cluster.Time.Advance(TimeSpan.FromMinutes(2));
        (cluster.Player.State.Phase, cluster.Player.State.Step).ShouldBe((LabPhase.Paused, 1));
    }

    [Fact]
    public async Task Step_ThatDoesNotComeAbout_FailsWithWhatIsThereInstead()
    {
        await using var cluster = new BareCluster();
        var scenario = LabFile.Read("own.yaml", """
            title: {en: T, zh-Hans: 题}
            about: {en: A, zh-Hans: 关于}
            namespace: lab-own
            set: web
            steps:
              - text: {en: S, zh-Hans: 步}
                until: [StatefulSet/web status.readyReplicas = 3]
                within: 5
            """);
        cluster.Player.Step(scenario);
        cluster.Time.Advance(TimeSpan.FromSeconds(4));
        cluster.Player.State.Phase.ShouldBe(LabPhase.Waiting);
        cluster.Time.Advance(TimeSpan.FromSeconds(2));
        cluster.Player.State.Phase.ShouldBe(LabPhase.Failed);
        cluster.Player.State.Waiting.ShouldBe(new LabWaiting("StatefulSet/web status.readyReplicas = 3", null));
    }

    [Theory]
    [InlineData("title: {en: T}\nabout: {en: A}\nnamespace: default\nset: web\nsteps: [{text: {en: S}}]", "own.yaml, line 1: namespace is \"default\"")]
    [InlineData("title: {en: T}\nabout: {en: A}\nnamespace: lab-x\nset: web\nsteps:\n  - text: {en: S}\n    util: [Pod/x exists]", "own.yaml, line 7: \"util\" is not known here")]
    [InlineData("title: {en: T}\nabout: {en: A}\nnamespace: lab-x\nset: web\nsteps:\n  - text: {en: S}\n    until: [Pot/x exists]", "own.yaml, line 7: \"Pot/x\" names no object")]
    [InlineData("title: {en: T}\nabout: {en: A}\nnamespace: lab-x\nset: web\nsteps:\n  - text: {en: S}\n    do: [{fault: rain, on: true}]", "own.yaml, line 7: there is no fault \"rain\"")]
    [InlineData("title: {en: T}\nabout: {en: A}\nnamespace: lab-x\nset: web\nsteps:\n  - text: {en: S}\n    do:\n      - apply: |\n          kind: Car\n          apiVersion: v1", "own.yaml, line 8: the demo cluster has no kind Car")]
    [InlineData("title: [", "own.yaml, line")]
    [InlineData("", "own.yaml: a scenario is one YAML document")]
    public void File_ThatIsWrong_IsToldWithItsLine(string text, string told)
        => Should.Throw<FormatException>(() => LabFile.Read("own.yaml", text)).Message.ShouldStartWith(told);

    [Fact]
    public void OwnFolder_IsAddedToTheCatalog_AndItsBrokenFilesAreTold()
    {
        var folder = Directory.CreateTempSubdirectory("lab");
        File.WriteAllText(Path.Combine(folder.FullName, "mine.yaml"), "title: {en: T}\nabout: {en: A}\nnamespace: lab-x\nset: web\nsteps: [{text: {en: S}}]");
        File.WriteAllText(Path.Combine(folder.FullName, "broken.yaml"), "title: 3");
        var catalog = LabCatalog.Load(folder.FullName);
        folder.Delete(recursive: true);
        catalog.Scenarios[^1].Id.ShouldBe("mine");
        catalog.Faults.ShouldHaveSingleItem().ShouldStartWith("broken.yaml, line 1:");
        LabCatalog.Load(folder.FullName).Faults.ShouldHaveSingleItem().ShouldContain(folder.FullName);
    }

    [Fact]
    public void OwnFolder_FileHasTheNameOfAnother_IsTold()
    {
        var folder = Directory.CreateTempSubdirectory("lab");
        File.WriteAllText(Path.Combine(folder.FullName, "7-canary.yaml"), "title: {en: T}\nabout: {en: A}\nnamespace: lab-x\nset: web\nsteps: [{text: {en: S}}]");
        LabCatalog.Load(folder.FullName).Faults.ShouldHaveSingleItem().ShouldStartWith("7-canary.yaml: there is already a scenario \"canary\"");
        folder.Delete(recursive: true);
    }

    [Fact]
    public void OwnFolder_FileIsMended_IsSeenWithoutARestart()
    {
        var folder = Directory.CreateTempSubdirectory("lab");
        var file = Path.Combine(folder.FullName, "mine.yaml");
        File.WriteAllText(file, "title: 3");
        var shelf = new LabShelf(folder.FullName);
        shelf.Catalog.Faults.ShouldHaveSingleItem();
        shelf.Catalog.ShouldBeSameAs(shelf.Catalog, "nothing changed");

        File.WriteAllText(file, "title: {en: T}\nabout: {en: A}\nnamespace: lab-x\nset: web\nsteps: [{text: {en: S}}]");

        shelf.Catalog.Faults.ShouldBeEmpty();
        shelf.Catalog.Scenarios[^1].Id.ShouldBe("mine");
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("patch: Node/node-a, with: {metadata: 3}")]
    [InlineData("patch: Node/node-a, with: {metadata: {labels: [a, b]}}")]
    [InlineData("patch: Node/node-a, with: {spec: {taints: {key: a}}}")]
    [InlineData("patch: Node/node-a, with: {spec: {taints: [3]}}")]
    [InlineData("patch: Node/node-a, with: {spec: {unschedulabel: true}}")]
    [InlineData("patch: Node/absent, with: {metadata: {labels: {a: b}}}")]
    [InlineData("delete: Pod/absent")]
    [InlineData("apply: '{apiVersion: v1, kind: Service, metadata: 3}'")]
    [InlineData("apply: '{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: web}, spec: 3}'")]
    [InlineData("apply: '{apiVersion: v1, kind: ConfigMap}'")]
    public async Task Step_ThatTheApiRefuses_FailsWithWords_AndThePlayerGoesOnWorking(string action)
    {
        await using var cluster = new BareCluster();
        var scenario = LabFile.Read("own.yaml", $$"""
            title: {en: T}
            about: {en: A}
            namespace: lab-own
            set: web
            steps:
              - text: {en: S}
                do: [{ {{action}} }]
            """);
        cluster.Player.Play(scenario);
        cluster.Time.RunUntil(() => cluster.Player.State.Phase == LabPhase.Failed, TimeSpan.FromSeconds(30)).ShouldBeTrue(cluster.Player.State.ToString());
        cluster.Player.State.Message.ShouldNotBeNullOrEmpty();

        cluster.Player.Reset(scenario);
        cluster.Time.RunUntil(() => cluster.Player.State.Phase == LabPhase.Idle, TimeSpan.FromMinutes(2)).ShouldBeTrue();
    }

    [Fact]
    public async Task Step_SlowStartsAreOn_IsGivenTheTimeThatTheyTake()
    {
        await using var cluster = new BareCluster();
        var scenario = LabFile.Read("own.yaml", """
            title: {en: T}
            about: {en: A}
            namespace: lab-own
            set: web
            steps:
              - text: {en: S}
                until: [Pod/web-0 exists]
                within: 5
            """);
        cluster.Player.Step(scenario);
        cluster.Time.Advance(TimeSpan.FromSeconds(1));
        cluster.Faults.Set("slow-starts", true);
        cluster.Time.Advance(TimeSpan.FromSeconds(48));
        cluster.Player.State.Phase.ShouldBe(LabPhase.Waiting);
        cluster.Time.Advance(TimeSpan.FromSeconds(3));
        cluster.Player.State.Phase.ShouldBe(LabPhase.Failed);
    }
}
