using System.Text.Json;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Workloads;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Workloads;

/// <summary>Which Deployments hold state, and what is said of them: read from JSON as an API server writes it.</summary>
public sealed class DeploymentTests
{
    [Fact]
    public void Deployment_OneReplicaWithAClaim_KeepsItsDataThere()
    {
        var wiki = Of(Json(replicas: 1, strategy: """{"type":"Recreate"}"""), Claim("data", "ReadWriteOnce")).ShouldNotBeNull();

        (wiki.Shape, wiki.Phase, wiki.Kind).ShouldBe((WorkloadShape.SingleWithClaim, StatefulSetPhase.Steady, WorkloadKind.Deployment));
        wiki.Reason.ShouldBe(Statement.Of(StatementCode.ShapeSingleWithClaim, "data"));
        wiki.Claims.ShouldBe([new("data", true, "Bound", "5Gi", ["ReadWriteOnce"])]);
        wiki.Notices.ShouldBeEmpty("its strategy is Recreate");
    }

    // Kubernetes documentation, Deployments: maxSurge is 25 % where it is not set, rounded up
    [Theory]
    [InlineData("""{}""", "ReadWriteOnce", StatementCode.RolloutOverlapsClaim)]
    [InlineData("""{"type":"RollingUpdate","rollingUpdate":{"maxSurge":"25%","maxUnavailable":"25%"}}""", "ReadWriteOnce", StatementCode.RolloutOverlapsClaim)]
    [InlineData("""{"type":"RollingUpdate","rollingUpdate":{"maxSurge":1}}""", "ReadWriteOncePod", StatementCode.RolloutStuckOnClaim)]
    [InlineData("""{"type":"RollingUpdate","rollingUpdate":{"maxSurge":0,"maxUnavailable":1}}""", "ReadWriteOnce", null)]
    [InlineData("""{"type":"RollingUpdate","rollingUpdate":{"maxSurge":"0%"}}""", "ReadWriteOnce", null)]
    [InlineData("""{"type":"Recreate"}""", "ReadWriteOncePod", null)]
    [InlineData("""{}""", "ReadWriteMany", null)]
    public void Deployment_OneReplicaWithAClaim_SaysWhetherARolloutOverlaps(string strategy, string mode, StatementCode? wanted) =>
        Of(Json(replicas: 1, strategy: strategy), Claim("data", mode)).ShouldNotBeNull().Notices.Select(notice => (StatementCode?)notice.Text.Code)
            .ShouldBe(wanted is null ? [] : new[] { wanted });

    [Theory]
    [InlineData("ReadWriteMany", null, null)]
    [InlineData("ReadOnlyMany", null, null)]
    [InlineData("ReadWriteOnce", StatementCode.SharedClaimOfOneNode, Severity.Caution)]
    [InlineData("ReadWriteOncePod", StatementCode.SharedClaimOfOnePod, Severity.Danger)]
    public void Deployment_ReplicasOnOneClaim_SaysWhetherTheyCanShareIt(string mode, StatementCode? wanted, Severity? severity)
    {
        var gallery = Of(Json(replicas: 2), Claim("data", mode)).ShouldNotBeNull();

        gallery.Shape.ShouldBe(WorkloadShape.SharedClaim);
        gallery.Reason.ShouldBe(Statement.Of(StatementCode.ShapeSharedClaim, "2", "data"));
        gallery.Notices.ShouldBe(wanted is null ? [] : new[] { new Notice(severity!.Value, Statement.Of(wanted.Value, "data", "2")) });
        Attention.IsNeeded(gallery).ShouldBe(severity == Severity.Danger);
    }

    [Fact]
    public void Deployment_ClaimIsNotThere_IsADangerUnlessNoPodWantsIt()
    {
        Of(Json(replicas: 1)).ShouldNotBeNull().Notices.ShouldBe([new(Severity.Danger, Statement.Of(StatementCode.WorkloadClaimMissing, "data"))]);
        Of(Json(replicas: 0)).ShouldNotBeNull().Notices.ShouldBeEmpty();
    }

    [Fact]
    public void Deployment_ClaimsMayNotBeRead_SaysNothingOfThem()
    {
        var unread = StatefulWorkload.From(Read(Json(replicas: 2)), _ => throw new InvalidOperationException("not to be asked"), [], UnreadKinds.PersistentVolumeClaims).ShouldNotBeNull();

        unread.Claims.ShouldBe([new("data", false, "", null, [])]);
        unread.Notices.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ClientIP", "10.0.0.1", "lobby", true)]
    [InlineData("None", "10.0.0.1", "lobby", false)]
    [InlineData("ClientIP", "10.0.0.1", "other", false)]
    [InlineData("ClientIP", "None", "lobby", false)] // a headless Service sends nobody anywhere
    public void Deployment_WithoutAClaim_HoldsStateOnlyWhereAServiceKeepsClientsTogether(string affinity, string address, string selected, bool isListed)
    {
        var service = new Service
        {
            Metadata = new() { Name = "front", Namespace = "shop" },
            Spec = new() { SessionAffinity = affinity, ClusterIP = address, Selector = ValueMap.From([new("app", selected)]) },
        };

        var lobby = StatefulWorkload.From(Read(Json(replicas: 2, volumes: "[]")), _ => null, [service], UnreadKinds.None);

        lobby?.Shape.ShouldBe(WorkloadShape.SessionsInMemory);
        (lobby is not null).ShouldBe(isListed);
        StatefulWorkload.From(Read(Json(replicas: 1, volumes: "[]")), _ => null, [service], UnreadKinds.None).ShouldBeNull("the only replica needs no affinity");
    }

    [Fact]
    public void Deployment_ScratchVolumesOnly_IsNotListed() =>
        Of(Json(replicas: 3, volumes: """[{"name":"tmp","emptyDir":{"medium":"Memory"}},{"name":"settings","configMap":{"name":"a"}}]""")).ShouldBeNull();

    [Theory]
    [InlineData("""{"observedGeneration":2,"readyReplicas":2,"updatedReplicas":2}""", StatefulSetPhase.Steady)]
    [InlineData("""{"observedGeneration":1,"readyReplicas":2,"updatedReplicas":2}""", StatefulSetPhase.RollingOut)]
    [InlineData("""{"observedGeneration":2,"readyReplicas":2,"updatedReplicas":1}""", StatefulSetPhase.RollingOut)]
    [InlineData("""{"observedGeneration":2,"readyReplicas":1,"updatedReplicas":2}""", StatefulSetPhase.Degraded)]
    [InlineData("""{"observedGeneration":2,"readyReplicas":1,"updatedReplicas":1,"conditions":[{"type":"Progressing","status":"False","reason":"ProgressDeadlineExceeded"}]}""", StatefulSetPhase.Stalled)]
    public void Deployment_ByItsStatus_HasAPhase(string status, StatefulSetPhase phase) => Of(Json(replicas: 2, status: status)).ShouldNotBeNull().Phase.ShouldBe(phase);

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"metadata":null,"spec":null,"status":null}""")]
    [InlineData("""{"spec":{"replicas":-3,"strategy":null,"template":{"metadata":null,"spec":{"volumes":[{"persistentVolumeClaim":{}},{"name":null,"persistentVolumeClaim":null,"hostPath":{}}],"containers":[{"volumeMounts":[{}]}]}}}}""")]
    public void Deployment_FieldsMissingOrAbsurd_HoldsNoState(string json) => Of(json, Claim("", "ReadWriteOnce")).ShouldBeNull();

    private static StatefulWorkload? Of(string json, params PersistentVolumeClaim[] claims) =>
        StatefulWorkload.From(Read(json), name => claims.FirstOrDefault(claim => claim.Metadata.Name == name), [], UnreadKinds.None);

    private static Deployment Read(string json) => JsonSerializer.Deserialize(json, KubernetesJsonContext.Default.Deployment)!;

    private static PersistentVolumeClaim Claim(string name, string mode) => new()
    {
        Metadata = new() { Name = name, Namespace = "shop" },
        Spec = new() { AccessModes = [mode], Resources = new() { Requests = ValueMap.From([new("storage", "5Gi")]) } },
        Status = new() { Phase = "Bound" },
    };

    private static string Json(
        int replicas, string strategy = "{}", string volumes = """[{"name":"d","persistentVolumeClaim":{"claimName":"data"}}]""", string status = """{"observedGeneration":2,"readyReplicas":9,"updatedReplicas":9}""") => $$$"""
        {"metadata":{"name":"lobby","namespace":"shop","uid":"u","generation":2},
         "spec":{"replicas":{{{replicas}}},"strategy":{{{strategy}}},"selector":{"matchLabels":{"app":"lobby"}},
                 "template":{"metadata":{"labels":{"app":"lobby"}},"spec":{"volumes":{{{volumes}}},"containers":[{"name":"c","image":"registry.example.com/lobby:1","volumeMounts":[{"name":"d","mountPath":"/d"}]}]} } },
         "status":{{{status}}} }
        """;
}
