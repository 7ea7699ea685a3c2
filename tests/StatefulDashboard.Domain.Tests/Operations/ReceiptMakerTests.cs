using System.Text.Json.Nodes;
using StatefulDashboard.Domain.Operations;

namespace StatefulDashboard.Domain.Tests.Operations;

public sealed class ReceiptMakerTests
{
    // as an API server of 1.36 gives it out (recordings/errors), with what a deletion and an owner add
    private const string LiveSet = """
        {"kind":"StatefulSet","apiVersion":"apps/v1","metadata":{"name":"web","namespace":"db","uid":"be86","resourceVersion":"10983","generation":4,
        "creationTimestamp":"2026-11-20T20:25:33Z","deletionTimestamp":"2026-11-20T21:00:00Z","deletionGracePeriodSeconds":0,
        "labels":{"team":"a"},"annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{}"},"finalizers":["foregroundDeletion","example.com/backup"],
        "ownerReferences":[{"apiVersion":"v1","kind":"Database","name":"x","uid":"1"}],"managedFields":[{"manager":"kubectl"}]},
        "spec":{"replicas":3,"template":{"metadata":{"creationTimestamp":null,"labels":{"app":"nginx"}},"spec":{"containers":[{"name":"nginx","image":"nginx:1.27"}]}},
        "volumeClaimTemplates":[{"kind":"PersistentVolumeClaim","apiVersion":"v1","metadata":{"name":"www","creationTimestamp":null},"spec":{"accessModes":["ReadWriteOnce"]},"status":{"phase":"Pending"}}]},
        "status":{"replicas":3}}
        """;

    private const string LiveClaim = """
        {"metadata":{"name":"www-web-0","namespace":"db","uid":"fa49","resourceVersion":"1","creationTimestamp":"2026-11-20T20:25:33Z","finalizers":["kubernetes.io/pvc-protection"],
        "annotations":{"pv.kubernetes.io/bind-completed":"yes","pv.kubernetes.io/bound-by-controller":"yes"},"ownerReferences":[{"uid":"be86"}]},
        "spec":{"volumeName":"pv-0","resources":{"requests":{"storage":"1Gi"}}},"status":{"phase":"Bound"}}
        """;

    private static readonly SetReceipt Receipt = ReceiptMaker.Of(Parse(LiveSet), [Parse(LiveClaim)], World.Now);

    [Fact]
    public void Of_LiveSet_LeavesWhatItsAuthorWrote()
    {
        Receipt.Name.ShouldBe(new("db", "web"));
        Receipt.At.ShouldBe(World.Now);
        ShouldBe(Receipt.Manifest, """
            {"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"web","namespace":"db","labels":{"team":"a"},
            "annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{}"},"finalizers":["example.com/backup"]},
            "spec":{"replicas":3,"template":{"metadata":{"labels":{"app":"nginx"}},"spec":{"containers":[{"name":"nginx","image":"nginx:1.27"}]}},
            "volumeClaimTemplates":[{"kind":"PersistentVolumeClaim","apiVersion":"v1","metadata":{"name":"www"},"spec":{"accessModes":["ReadWriteOnce"]}}]}}
            """);
    }

    // a list gives its items without kind
    [Fact]
    public void Of_LiveClaim_SaysItsKindAndNotThatItIsBound() => ShouldBe(Receipt.ClaimManifests.ShouldHaveSingleItem(), """
        {"apiVersion":"v1","kind":"PersistentVolumeClaim","metadata":{"name":"www-web-0","namespace":"db"},
        "spec":{"volumeName":"pv-0","resources":{"requests":{"storage":"1Gi"}}}}
        """);

    [Fact]
    public void Of_Live_IsNotChanged()
    {
        var live = Parse(LiveSet);

        ReceiptMaker.Of(live, [], World.Now);

        ShouldBe(live.ToJsonString(), LiveSet);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"metadata":{"name":""}}""")]
    public void Of_SetWithoutAName_Throws(string live) => Should.Throw<ArgumentException>(() => ReceiptMaker.Of(Parse(live), [], World.Now));

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();

    private static void ShouldBe(string json, string expected) => JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(expected)).ShouldBeTrue(json);
}
