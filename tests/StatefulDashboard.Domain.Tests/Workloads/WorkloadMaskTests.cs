using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Workloads;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Workloads;

/// <summary>A masked workload is the one that would have been made without the hidden kinds.</summary>
public sealed class WorkloadMaskTests
{
    private static readonly UnreadKinds[] Kinds = [.. Enum.GetValues<UnreadKinds>(), UnreadKinds.PersistentVolumeClaims | UnreadKinds.Services];

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(2, false)]
    public void Mask_EachKind_EqualsWhatIsMadeWithoutIt(int replicas, bool hasClaim)
    {
        var deployment = new Deployment
        {
            Metadata = new() { Name = "a", Namespace = "b" },
            Spec = new()
            {
                Replicas = replicas,
                Template = new()
                {
                    Metadata = new() { Labels = ValueMap.From([new("app", "a")]) },
                    Spec = new() { Volumes = hasClaim ? [new() { Name = "d", PersistentVolumeClaim = new() { ClaimName = "data" } }] : [] },
                },
            },
        };
        var claim = new PersistentVolumeClaim { Spec = new() { AccessModes = ["ReadWriteOnce"] } };
        var service = new Service { Metadata = new() { Name = "s" }, Spec = new() { SessionAffinity = "ClientIP", ClusterIP = "10.0.0.1", Selector = ValueMap.From([new("app", "a")]) } };
        var whole = StatefulWorkload.From(deployment, _ => claim, [service], UnreadKinds.None).ShouldNotBeNull();

        foreach (var kinds in Kinds)
        {
            // a Deployment that may not be read is never judged
            var wanted = kinds.HasFlag(UnreadKinds.Deployments) ? null : StatefulWorkload.From(deployment, _ => claim, [service], kinds);

            WorkloadMask.Apply(whole, kinds).ShouldBe(wanted, kinds.ToString());
        }
    }
}
