using System.Runtime.CompilerServices;
using System.Text.Json;
using StatefulDashboard.Domain.Lifecycle;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Lifecycle;

/// <summary>A pod as Kubernetes 1.36 writes it, all defaults filled in (registry-0.json): init container, sidecar, three probes, hooks, and an end for memory an hour ago.</summary>
public sealed class RealPodTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    private readonly PodLife pod = Read([Unhealthy("Readiness probe failed: timeout: failed to connect service \":9000\" within 1s", 12), Unhealthy("Liveness probe failed: HTTP probe failed with statuscode: 500", 1)]);

    [Fact]
    public void Path_RestartedContainer_IsAtContainersReady() =>
        pod.Path.Select(step => $"{step.Kind} {step.State} {step.At:HH:mm:ss}".TrimEnd()).ShouldBe(
        [
            "Created Done 08:15:04", "Scheduled Done 08:15:05", "Prepared Done 08:15:09", "Initialized Done 08:15:22", "ContainersReady Now", "Ready Ahead",
        ]);

    [Fact]
    public void Containers_InTheirOrder_SayWhatTheyDo()
    {
        pod.Containers.Select(container => $"{container.Role} {container.Name} {container.State} {container.Now.Code} {container.Since:HH:mm:ss} restarts {container.Restarts}").ShouldBe(
        [
            "Init migrate Done EndCompleted 08:15:20 restarts 0",
            "Sidecar logs Running LifeRunsReady 08:15:21 restarts 0",
            "Main registry Running LifeRunsNotReady 09:40:41 restarts 1",
        ]);
        var last = pod.Containers[2].Last.ShouldNotBeNull();
        last.Text.ShouldBe(Statement.Of(StatementCode.EndOutOfMemory, "512Mi", "137"));
        (last.StartedAt, last.At).ShouldBe((new DateTimeOffset(2026, 3, 2, 8, 15, 23, TimeSpan.Zero), new DateTimeOffset(2026, 3, 2, 9, 40, 40, TimeSpan.Zero)));
        (pod.Ordinal, pod.Node, pod.QualityOfService, pod.Stop).ShouldBe((0, "node-b", "Burstable", null));
    }

    [Fact]
    public void Probes_OfTheRestartedContainer_ReportWithTheirEvidence()
    {
        pod.Containers[2].Probes.Select(probe => $"{probe.Kind} {(probe.Passes is { } passes ? passes : "unknown")} {probe.Now.Code} {probe.Evidence?.Times}".TrimEnd()).ShouldBe(
            ["Startup True ProbePassed", "Liveness False ProbeFailed 1", "Readiness False ProbeFailed 12"]);
        pod.Containers[1].Probes.Single().Now.Code.ShouldBe(StatementCode.ProbePassed, "the sidecar's");
        pod.Warnings.ShouldBeEmpty("what probes say stands with the probes");
    }

    [Fact]
    public void Plan_WithAllDefaultsFilledIn_IsReadable()
    {
        var registry = pod.Plan.Containers[2];

        registry.Probes.Select(probe => $"{probe.Kind} {probe.Action} \"{probe.Target}\" worst {probe.WorstSeconds} first {probe.FirstSeconds}").ShouldBe(
        [
            "Startup Exec \"/bin/started\" worst 300 first 300",
            "Liveness HttpGet \"GET http://:http/healthz\" worst 35 first 35", // 10 + 2 × 10 + 5
            "Readiness Grpc \"grpc :9000 registry\" worst 16 first 20", // 5 + 2 × 5 + 1, begun after 4
        ]);
        registry.Hooks.Select(hook => $"{hook.Kind} {hook.Action} \"{hook.Target}\" {hook.Seconds} {hook.LeftSeconds} {hook.Meaning.Code}").ShouldBe(
            ["PostStart Exec \"/bin/warm --quick\"   HookPostStart", "PreStop Sleep \"sleep 15 s\" 15 30 HookPreStopSleep"]);
        (pod.Plan.GraceSeconds, pod.Plan.FileGroup, pod.Plan.Group).ShouldBe((45, 65532, Statement.Of(StatementCode.GroupAlways, "65532")));
        pod.Plan.Containers.Select(container => $"{container.PullPolicy} {container.Pull.Code}").ShouldBe(["IfNotPresent PullIfMissingPinned", "Always PullAlwaysLatest", "IfNotPresent PullIfMissing"]);
        pod.Plan.Containers.SelectMany(container => container.Mounts.Select(mount => $"{container.Name} {mount.Path} {mount.Claim} {mount.SubPath}".TrimEnd())).ShouldBe(
            ["migrate /data blobs-registry-0 meta", "registry /var/lib/registry blobs-registry-0"], "tokens are no claims");
        registry.Limits.ToString().ShouldBe("cpu=1,memory=512Mi");
    }

    [Fact]
    public void Probes_LivenessFailedBeforeTheRestart_IsOver() =>
        Read([Unhealthy("Liveness probe failed: HTTP probe failed with statuscode: 500", 3) with { LastTimestamp = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero) }])
            .Containers[2].Probes[1].Now.ShouldBe(Statement.Of(StatementCode.ProbeFailedBefore));

    [Fact]
    public void Probes_EventOfAnotherContainer_IsNoEvidence() =>
        Read([Unhealthy("Readiness probe failed: no", 3) with { InvolvedObject = new() { Uid = "b84fd1a1-9d31-4b1e-8d36-93f5a3f0c0a1", FieldPath = "spec.containers{sidecar}" } }])
            .Containers[2].Probes[2].Evidence.ShouldBeNull();

    internal static PodDetail Pod() => JsonSerializer.Deserialize(File.ReadAllText(Path.Combine(Folder(), "registry-0.json")), KubernetesJsonContext.Default.PodDetail)!;

    internal static StatefulSetOverview Set()
    {
        var world = new World();
        world.Set = world.Set with { Metadata = new() { Name = "registry", Namespace = "shop", Uid = "6f1a9a2e-6a5a-4f0e-9f39-0f5f4bb4a001", Generation = 3 } };
        return world.Overview(Now);
    }

    private static PodLife Read(Event[] warnings) =>
        LifecycleReader.Read(new(Set(), null, [Pod()], warnings, _ => null, true, []), Now).Pods.ShouldHaveSingleItem();

    private static Event Unhealthy(string message, int times) => new()
    {
        Metadata = new() { Name = "e" },
        InvolvedObject = new() { Uid = "b84fd1a1-9d31-4b1e-8d36-93f5a3f0c0a1", FieldPath = "spec.containers{registry}" },
        Reason = "Unhealthy", Message = message, Count = times, LastTimestamp = new(2026, 3, 2, 9, 58, 0, TimeSpan.Zero),
    };

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
