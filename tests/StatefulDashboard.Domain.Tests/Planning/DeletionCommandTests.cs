using StatefulDashboard.Domain.Planning;

namespace StatefulDashboard.Domain.Tests.Planning;

public sealed class DeletionCommandTests
{
    [Fact]
    public void Kubectl_SafeDeletion_IsTheSameInTheSameOrder()
    {
        var overview = new World().Replicas(2).Retention("Retain", "Delete").Pod(0).Pod(1).Claim(0, owners: "StatefulSet").Claim(1, owners: "StatefulSet").Overview();
        var plan = DeletionPlanner.Plan(overview, new(overview.Name, PodChoice.StopInOrder, ["www-web-1"], ["www-web-1"]));

        plan.Kubectl.ShouldBe([
            """kubectl --namespace db patch statefulset web --type=merge --patch '{"spec":{"persistentVolumeClaimRetentionPolicy":{"whenDeleted":"Retain","whenScaled":"Retain"}}}'""",
            """kubectl --namespace db patch persistentvolumeclaim www-web-0 --type=strategic --patch '{"metadata":{"ownerReferences":[{"$patch":"delete","uid":"set-uid"}]}}'""",
            """kubectl --namespace db patch persistentvolumeclaim www-web-1 --type=strategic --patch '{"metadata":{"ownerReferences":[{"$patch":"delete","uid":"set-uid"}]}}'""",
            "kubectl --namespace db scale statefulset web --replicas=0",
            "kubectl --namespace db wait --for=delete pod/web-1 --timeout=-1s",
            "kubectl --namespace db wait --for=delete pod/web-0 --timeout=-1s",
            """printf %s '{"apiVersion":"snapshot.storage.k8s.io/v1","kind":"VolumeSnapshot","metadata":{"generateName":"www-web-1-","namespace":"db"},"spec":{"source":{"persistentVolumeClaimName":"www-web-1"}}}' | kubectl --namespace db create --filename -""",
            "# go on when the snapshot of www-web-1 is readyToUse",
            "kubectl --namespace db delete statefulset web --cascade=foreground",
            "kubectl --namespace db delete persistentvolumeclaim www-web-1"]);
    }

    [Fact]
    public void Kubectl_Parallel_ScalesDownOneByOne()
    {
        var overview = new World().Replicas(3).Parallel().Pod(0).Pod(1).Pod(2).Overview();

        DeletionPlanner.Plan(overview, DeletionIntent.KeepAll(overview.Name)).Kubectl.ShouldBe([
            "kubectl --namespace db scale statefulset web --replicas=2", "kubectl --namespace db wait --for=delete pod/web-2 --timeout=-1s",
            "kubectl --namespace db scale statefulset web --replicas=1", "kubectl --namespace db wait --for=delete pod/web-1 --timeout=-1s",
            "kubectl --namespace db scale statefulset web --replicas=0", "kubectl --namespace db wait --for=delete pod/web-0 --timeout=-1s",
            "kubectl --namespace db delete statefulset web --cascade=foreground"]);
    }

    [Fact]
    public void Requests_Deletion_MeetsOnlyThisSetAndWaitsForItsPods()
    {
        var overview = new World().Replicas(1).Pod(0).Claim(0).Overview();

        var requests = DeletionPlanner.Plan(overview, new(overview.Name, PodChoice.StopInOrder, [], ["www-web-0"])).Requests;

        requests.Select(request => $"{request.Method} {request.Path} {request.Body}").ShouldBe([
            """PATCH /apis/apps/v1/namespaces/db/statefulsets/web/scale {"metadata":{"uid":"set-uid"},"spec":{"replicas":0}}""",
            """DELETE /apis/apps/v1/namespaces/db/statefulsets/web {"kind":"DeleteOptions","apiVersion":"v1","preconditions":{"uid":"set-uid"},"propagationPolicy":"Foreground"}""",
            """DELETE /api/v1/namespaces/db/persistentvolumeclaims/www-web-0 {"kind":"DeleteOptions","apiVersion":"v1"}"""]);
    }

    [Fact]
    public void Requests_Orphan_LeavesThePods()
    {
        var overview = new World().Replicas(1).Pod(0).Overview();

        var plan = DeletionPlanner.Plan(overview, new(overview.Name, PodChoice.Orphan, [], []));

        plan.Requests.ShouldHaveSingleItem().Body.ShouldContain("\"propagationPolicy\":\"Orphan\"");
        plan.Kubectl.ShouldHaveSingleItem().ShouldBe("kubectl --namespace db delete statefulset web --cascade=orphan");
    }
}
