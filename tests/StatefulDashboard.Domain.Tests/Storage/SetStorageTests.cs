using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Storage;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Storage;

/// <summary>The claims of one set, those that are missing included, and why these are.</summary>
public sealed class SetStorageTests
{
    private const string ClaimRefused =
        "Create Claim www-web-1 for Pod web-1 in StatefulSet web failed error: persistentvolumeclaims \"www-web-1\" is forbidden: exceeded quota: team, requested: requests.storage=1Gi, used: requests.storage=5Gi, limited: requests.storage=5Gi";

    private readonly StorageWorld world = new();

    [Fact]
    public void Claims_AreInOrderOfOrdinals_WithThoseThatAreMissing()
    {
        world.Claim("www-web-10").Claim("www-web-2").Claim("www-web-0").Claim("other");

        world.Set().Claims.Select(claim => (claim.Name, claim.Phase)).ShouldBe([("www-web-0", "Bound"), ("www-web-1", "Missing"), ("www-web-2", "Bound"), ("www-web-10", "Bound")]);
    }

    [Fact]
    public void Claims_Unread_AreUnknownAndNothingIsSaidOfThem()
    {
        world.Unread = UnreadStorage.Claims;

        world.Set().Claims.ShouldAllBe(claim => claim.Phase == ClaimBinding.UnknownPhase && claim.Use == ClaimUse.Unknown && claim.Why.Count == 0);
        world.Set().Totals.Count.ShouldBe(0);
    }

    [Fact]
    public void Missing_ItsTurnHasNotCome_SaysSo()
    {
        world.Claim("www-web-0");

        world.Set().Claims[1].Why.ShouldBe([Statement.Of(StatementCode.ClaimWhyNotMadeYet, "web-1")]);
        world.Set().Claims[1].Requested.ShouldBe("1Gi");
    }

    [Fact]
    public void Missing_UnderAPodThatIsThere_IsSaidToBeGone()
    {
        world.Web.Pod(1);

        world.Set().Claims[1].Why.ShouldBe([Statement.Of(StatementCode.ClaimWhyGoneUnderPod, "web-1")]);
    }

    [Fact]
    public void Missing_AQuotaRefusedIt_NamesTheQuotaAndWhatItSaid()
    {
        world.SetSaid(ClaimRefused);

        world.Set().Claims[1].Why.ShouldBe([Statement.Of(StatementCode.ClaimWhyQuota, "www-web-1", "team", "requested: requests.storage=1Gi, used: requests.storage=5Gi, limited: requests.storage=5Gi")]);
        world.Set().Claims[2].Why.Single().Code.ShouldBe(StatementCode.ClaimWhyNotMadeYet, "it was not refused: its turn has not come");
        world.Cluster().Claims.Select(claim => claim.Name).ShouldBe(["www-web-1"], "what was refused is seen nowhere else");
    }

    [Fact]
    public void Missing_RefusedForAnotherReason_PassesOnTheText()
    {
        world.SetSaid("create Claim www-web-1 for Pod web-1 in StatefulSet web failed error: persistentvolumeclaims \"www-web-1\" is forbidden: maximum storage usage per PersistentVolumeClaim is 512Mi");

        world.Set().Claims[1].Why.ShouldBe([Statement.Of(StatementCode.ClaimWhyRefused, "www-web-1", "maximum storage usage per PersistentVolumeClaim is 512Mi")]);
    }

    [Fact]
    public void Missing_RefusalOfAnEarlierSetOfTheSameName_DoesNotCount()
    {
        world.SetSaid(ClaimRefused);
        world.Events[0] = world.Events[0] with { InvolvedObject = world.Events[0].InvolvedObject with { Uid = "earlier" } };

        world.Set().Claims[1].Why.Single().Code.ShouldBe(StatementCode.ClaimWhyNotMadeYet);
    }

    [Theory]
    [InlineData("requests.storage", "4.5Gi", "5Gi", true)]
    [InlineData("requests.storage", "4Gi", "5Gi", false)]
    [InlineData("persistentvolumeclaims", "5", "5", true)]
    [InlineData("persistentvolumeclaims", "4", "5", false)]
    [InlineData("count/persistentvolumeclaims", "5", "5", true)]
    [InlineData("standard.storageclass.storage.k8s.io/requests.storage", "1Gi", "1Gi", true)]
    [InlineData("standard.storageclass.storage.k8s.io/persistentvolumeclaims", "2", "2", true)]
    [InlineData("fast.storageclass.storage.k8s.io/persistentvolumeclaims", "2", "2", false)]
    [InlineData("pods", "2", "2", false)]
    public void Missing_AQuotaHasNoRoom_IsSaidAlsoWithoutAnEvent(string resource, string used, string hard, bool isFull)
    {
        world.Quota("team", resource, used, hard);

        world.Set().Claims[1].Why.Any(why => why.Code == StatementCode.ClaimWhyQuotaFull && why.Arguments[0] == "team" && why.Arguments[1] == resource).ShouldBe(isFull);
    }

    [Fact]
    public void Missing_AQuotaThatCountsOnlySomeObjects_IsLeftOut()
    {
        world.Quota("team", "persistentvolumeclaims", "5", "5");
        world.Quotas[0] = world.Quotas[0] with { Spec = new() { Scopes = ["Terminating"] } };

        world.Set().Claims[1].Why.ShouldNotContain(why => why.Code == StatementCode.ClaimWhyQuotaFull);
    }

    [Fact]
    public void Bound_ButAQuotaRefusedItsPod_SaysThatTheClaimIsReady()
    {
        world.Claim("www-web-1").SetSaid("Create Pod web-1 in StatefulSet web failed error: pods \"web-1\" is forbidden: exceeded quota: team, requested: pods=1, used: pods=1, limited: pods=1");

        world.See("www-web-1").Notes.ShouldBe([Statement.Of(StatementCode.ClaimWhyPodQuota, "web-1", "team", "requested: pods=1, used: pods=1, limited: pods=1")]);
    }

    [Theory]
    [InlineData("Retain", "Delete", StatementCode.RetentionScaledRetain, StatementCode.RetentionDeletedDelete)]
    [InlineData("Delete", "Retain", StatementCode.RetentionScaledDelete, StatementCode.RetentionDeletedRetain)]
    public void Retention_OfTheSet_IsSaidAsSentences(string whenScaled, string whenDeleted, StatementCode scaled, StatementCode deleted)
    {
        world.Web.Retention(whenScaled, whenDeleted);

        world.Set().Retention.Select(sentence => sentence.Code).ShouldBe([scaled, deleted]);
    }

    [Fact]
    public void SetIsGone_NothingIsMade() => SetStorage.From(world.Snapshot(), new("db", "absent")).ShouldBeNull();

    [Fact]
    public void SetIsBeingDeleted_NoClaimIsTakenBack()
    {
        world.Web.Set = world.Web.Set with { Metadata = world.Web.Set.Metadata with { DeletionTimestamp = World.Now } };
        world.Claim("www-web-1").Claim("www-web-4");

        world.See("www-web-1").Notes.ShouldBe([Statement.Of(StatementCode.ClaimUseSetGoing, "web")]);
        world.See("www-web-4").Notes.ShouldBe([Statement.Of(StatementCode.ClaimUseSetGoing, "web")]);
    }

    [Fact]
    public void Volumes_WithoutAClaim_AreListed()
    {
        world.Volume("bound").Volume("left", "Released").Volume("free", "Available").Volume("broken", "Failed");

        world.Cluster().Volumes.Select(volume => volume.Name).ShouldBe(["broken", "free", "left"]);
    }

    [Fact]
    public void EverythingEmptyOrAbsurd_IsSurvived()
    {
        world.Claims.AddRange([
            new(),
            new() { Metadata = new() { Name = "www-web-99999999999", Namespace = "db" }, Status = new() { Phase = "Odd" } },
            new() { Metadata = new() { Name = "www-web-2147483647", Namespace = "db" }, Spec = new() { StorageClassName = "", Resources = new() { Requests = World.Labels("storage", "-1e99Zi") } }, Status = new() { Phase = "Bound", Capacity = World.Labels("storage", "8Ei") } },
            new() { Metadata = new() { Name = "-", Namespace = "db" }, Spec = new() { VolumeName = "nothing", AccessModes = ["", ""] }, Status = new() { Phase = "Lost" } },
            new() { Metadata = new() { Name = "-", Namespace = "db" }, Status = new() { Conditions = [new()], Phase = "Pending" } },
        ]);
        world.Volumes.AddRange([new(), new() { Spec = new() { ClaimRef = new(), NodeAffinity = new() { Required = new() { NodeSelectorTerms = [new() { MatchExpressions = [new()] }] } } } }]);
        world.Classes.AddRange([new(), new(), new() { AllowedTopologies = [new() { MatchLabelExpressions = [new()] }] }]);
        world.Pods.AddRange([new(), new() { Spec = new() { Volumes = [new(), new() { PersistentVolumeClaim = new() }, new() { Ephemeral = new() }] } }]);
        world.Workloads.Add(("", new()));
        world.Events.AddRange([new(), new() { InvolvedObject = new() { Kind = "StatefulSet", Namespace = "db", Name = "web", Uid = "set-uid" }, Reason = "FailedCreate", Message = "persistentvolumeclaims \"www-web-1\" is forbidden: exceeded quota: " }]);
        world.Quotas.AddRange([new(), new() { Metadata = new() { Namespace = "db" }, Status = new() { Hard = World.Labels("persistentvolumeclaims", "many"), Used = World.Labels("persistentvolumeclaims", "") } }]);
        world.Template = new();

        foreach (var unread in Enumerable.Range(0, 256))
        {
            world.Unread = (UnreadStorage)unread;
            world.Cluster().ShouldBe(world.Cluster(), "it compares by value");
            world.Set().ShouldBe(world.Set());
        }
    }
}
