using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Workloads;
using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;

namespace StatefulDashboard.Web.Tests.Clusters;

public sealed class WorkloadShelfTests
{
    private static readonly WorkloadName Lobby = new(new("shop", "lobby"), WorkloadKind.Deployment);

    private readonly WorkloadShelf shelf = new();

    [Fact]
    public void Deployment_ThatHoldsNoState_IsNotKept()
    {
        shelf.Apply(Change(null, Deployment(null)));

        shelf.Project(UnreadTable.None).ShouldBeFalse();
        shelf.Present.ShouldBeEmpty();
    }

    [Fact]
    public void Claim_ComesAndGoes_TheDeploymentThatMountsItIsJudgedAnew()
    {
        shelf.Apply(Change(null, Deployment("data")));
        shelf.Project(UnreadTable.None).ShouldBeTrue();
        shelf.Present[Lobby].Claims[0].IsMissing.ShouldBeTrue();

        var claim = new PersistentVolumeClaim { Metadata = new() { Name = "data", Namespace = "shop" }, Status = new() { Phase = "Bound" } };
        shelf.Apply(Change(null, claim));
        shelf.Project(UnreadTable.None).ShouldBeTrue();
        shelf.Present[Lobby].Claims[0].Phase.ShouldBe("Bound");

        shelf.Apply(Change(null, claim with { Metadata = new() { Name = "data", Namespace = "other" } }));
        shelf.Project(UnreadTable.None).ShouldBeFalse("another namespace's claim");

        shelf.Apply(Change(claim, null));
        shelf.Project(UnreadTable.None).ShouldBeTrue();
        shelf.Present[Lobby].Claims[0].IsMissing.ShouldBeTrue();
    }

    [Fact]
    public void Service_ItsAffinityComesAndGoes_TheDeploymentIsListedAndNot()
    {
        var service = new Service { Metadata = new() { Name = "lobby", Namespace = "shop" }, Spec = new() { ClusterIP = "10.0.0.1", Selector = ValueMap.From([new("app", "lobby")]) } };
        var sticky = service with { Spec = service.Spec with { SessionAffinity = "ClientIP" } };
        shelf.Apply(Change(null, Deployment(null)));
        shelf.Apply(Change(null, service));
        shelf.Project(UnreadTable.None).ShouldBeFalse();

        shelf.Apply(Change(service, sticky));
        shelf.Project(UnreadTable.None).ShouldBeTrue();
        shelf.Present[Lobby].Shape.ShouldBe(WorkloadShape.SessionsInMemory);

        shelf.Apply(Change(sticky, service));
        shelf.Project(UnreadTable.None).ShouldBeTrue();
        shelf.Present.ShouldBeEmpty();
    }

    [Fact]
    public void Deployment_DeletedOrNoLongerRead_IsTakenAway()
    {
        var deployment = Deployment("data");
        shelf.Apply(Change(null, deployment));
        shelf.Project(UnreadTable.None);

        shelf.Project(new([("shop", UnreadKinds.Deployments)])).ShouldBeTrue();
        shelf.Present.ShouldBeEmpty();
        shelf.Project(UnreadTable.None).ShouldBeTrue();
        shelf.Present.Keys.ShouldBe([Lobby]);

        shelf.Apply(Change(deployment, null));
        shelf.Project(UnreadTable.None).ShouldBeTrue();
        shelf.Present.ShouldBeEmpty();
    }

    [Fact]
    public void Project_NothingThatIsSaidDiffers_IsTheSame()
    {
        var deployment = Deployment("data");
        shelf.Apply(Change(null, deployment));
        shelf.Project(UnreadTable.None);
        var before = shelf.Present;

        shelf.Apply(Change(deployment, deployment with { Metadata = deployment.Metadata with { ResourceVersion = "2" } }));

        shelf.Project(UnreadTable.None).ShouldBeFalse();
        shelf.Present.ShouldBeSameAs(before);
    }

    private static Deployment Deployment(string? claim) => new()
    {
        Metadata = new() { Name = "lobby", Namespace = "shop" },
        Spec = new()
        {
            Replicas = 2,
            Template = new()
            {
                Metadata = new() { Labels = ValueMap.From([new("app", "lobby")]) },
                Spec = new() { Volumes = claim is null ? [] : [new() { Name = "d", PersistentVolumeClaim = new() { ClaimName = claim } }] },
            },
        },
    };

    private static ResourceChange<T> Change<T>(T? before, T? after)
        where T : class, IKubernetesObject => new((after ?? before)!.Metadata.Key, before, after);
}
