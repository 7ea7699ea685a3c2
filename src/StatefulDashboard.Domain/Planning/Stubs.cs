#pragma warning disable
using System.Text.Json.Nodes;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Kubernetes.Resources;
namespace StatefulDashboard.Domain.Planning
{
    public static class DeletionPlanner { public static ActionPlan Plan(StatefulSetOverview set, DeletionIntent intent) => new(ActionKind.Deletion, set.Name, set.Uid, set.Generation, [], [], [], null, [], []); }
    public static class PodDeletionPlanner { public static ActionPlan Plan(StatefulSetOverview set, PodDeletionIntent intent) => new(ActionKind.PodDeletion, set.Name, set.Uid, set.Generation, [], [], [], null, [], []); }
    public static class RestorationPlanner { public static ActionPlan Plan(SetReceipt receipt, IReadOnlyCollection<string> existingClaims, bool setExists, DateTimeOffset now) => new(ActionKind.Restoration, receipt.Name, "", 0, [], [], [], null, [], []); }
}
namespace StatefulDashboard.Domain.Operations
{
    public sealed record SetReceipt(NamespacedName Name, string Manifest, ValueList<string> ClaimManifests, DateTimeOffset At);
    public static class ReceiptMaker
    {
        public static SetReceipt Of(JsonObject set, IEnumerable<JsonObject> claims, DateTimeOffset at)
        {
            var clean = (JsonObject)set.DeepClone(); clean.Remove("status");
            var m = (JsonObject)clean["metadata"]!; foreach (var k in new[] { "uid", "resourceVersion", "generation", "creationTimestamp", "managedFields" }) m.Remove(k);
            return new(new((string)m["namespace"]!, (string)m["name"]!), clean.ToJsonString(), claims.Select(c => c.ToJsonString()).ToValueList(), at);
        }
    }
}
