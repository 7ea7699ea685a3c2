using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using StatefulDashboard.Domain.Discovery;
using StatefulDashboard.Domain.Lifecycle;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Tests.Recordings;

/// <summary>A real control plane's set whose Service came after its pods (recording service-after-set).</summary>
public sealed class ServiceAfterSetTests
{
    private readonly Recording recording = Recording.Load("service-after-set");

    [Fact]
    public void HeadlessService_MadeAfterThePods_GivesNoVariablesEverAndNobodyIsLate()
    {
        var found = Read(service => service);

        found.Late.ShouldBeEmpty();
        found.Notices.ShouldContain(new Notice(Severity.Note, Statement.Of(StatementCode.FoundNeverLinked, "nginx")));
        found.Stores.ShouldBeEmpty("it has a selector");
    }

    [Fact]
    public void ClusterIpService_MadeAfterThePods_HasNoVariablesInThem()
    {
        var late = Read(service => service with { Spec = service.Spec with { ClusterIP = "10.96.0.10" } }).Late.ShouldHaveSingleItem();

        late.Text.ShouldBe(Statement.Of(StatementCode.FoundLate, "nginx", "web-0, web-1", "NGINX_SERVICE_HOST"));
        late.Pods.ShouldBe(["web-0", "web-1"]);
    }

    [Fact]
    public void Pods_Recorded_LiveAsTheyWereTold()
    {
        var life = LifecycleReader.Read(new(Overview(), Last("statefulsets", KubernetesJsonContext.Default.StatefulSetDetail)[0], Last("pods", KubernetesJsonContext.Default.PodDetail), [], _ => null, false, []), recording.At(5000));

        life.Pods.Select(pod => $"{pod.Name} {pod.Phase} {string.Join(' ', pod.Path.Where(step => step.State == PodStepState.Done).Select(step => step.Kind))} {pod.Containers.Single().Now.Code} {pod.Plan.GraceSeconds} {pod.Plan.Containers.Single().Mounts.Single()}").ShouldBe(
        [
            "web-0 Running Created Scheduled Prepared Initialized ContainersReady Ready LifeRunsReady 10 ClaimMount { Claim = www-web-0, Path = /data/www, SubPath = , ReadOnly = False }",
            "web-1 Running Created Scheduled Prepared Initialized ContainersReady Ready LifeRunsReady 10 ClaimMount { Claim = www-web-1, Path = /data/www, SubPath = , ReadOnly = False }",
        ]);
        life.Template!.Containers.Single().Mounts.Single().Claim.ShouldBe("www", "of the claim template");
        life.Differences.ShouldBeEmpty();
    }

    private SetDiscovery Read(Func<Service, Service> change)
    {
        var set = Overview();
        var pods = LifecycleReader.OwnPods(set, Last("pods", KubernetesJsonContext.Default.PodDetail)).Select(pair => pair.Pod).ToArray();
        pods.Length.ShouldBe(2);
        return DiscoveryReader.Read(new(
            set, Last("statefulsets", KubernetesJsonContext.Default.StatefulSetDetail)[0], pods, _ => null, true, _ => null, true,
            [.. Last("services", KubernetesJsonContext.Default.Service).Select(change)], true, Last("endpointslices", KubernetesJsonContext.Default.EndpointSlice), "cluster.local"));
    }

    private StatefulSetOverview Overview() => StatefulSetOverview.From(
        new(Last("statefulsets", KubernetesJsonContext.Default.StatefulSet)[0], Last("pods", KubernetesJsonContext.Default.Pod), [], _ => null, _ => null, null, [], _ => null, []), recording.At(5000));

    private T[] Last<T>(string resource, JsonTypeInfo<T> type) =>
    [
        .. recording.Events.Where(item => item.Resource == resource)
            .GroupBy(item => item.Object.GetProperty("metadata").GetProperty("name").GetString(), StringComparer.Ordinal)
            .Where(group => group.Last().Type != "DELETED")
            .Select(group => group.Last().Object.Deserialize(type)!),
    ];
}
