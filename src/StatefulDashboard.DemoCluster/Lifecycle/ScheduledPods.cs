using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Controllers;
using StatefulDashboard.DemoCluster.Controllers.Volumes;

namespace StatefulDashboard.DemoCluster.Lifecycle;

/// <summary>What the scheduler remembers of the pods, so that it need not walk through all of them for each one: who waits, and who is where.</summary>
internal sealed class ScheduledPods
{
    private readonly SortedDictionary<string, StoredObject> waiting = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> onNode = new(StringComparer.Ordinal);
    private readonly Dictionary<(string? Owner, string Node), int> ofOwner = [];
    private readonly Dictionary<string, SortedSet<string>> byClaim = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, StoredObject> apart = new(StringComparer.Ordinal);

    private readonly Dictionary<string, string> assumed = new(StringComparer.Ordinal);

    /// <summary>Pods without a node that have not ended, by key.</summary>
    public IEnumerable<StoredObject> Waiting => waiting.Values;

    /// <summary>The keys of the waiting pods that use a claim.</summary>
    public IEnumerable<string> WaitingFor(StoredObject claim) => byClaim.TryGetValue(claim.Key, out var pods) ? [.. pods] : [];

    /// <summary>Pods on nodes that keep others away, by required anti-affinity.</summary>
    public IEnumerable<StoredObject> Apart => apart.Values;

    public static bool IsWaiting(StoredObject pod) => NodeOf(pod) is null && !pod.IsTerminating && !pod.IsEnded();

    public static string? NodeOf(StoredObject pod) => pod.Root.Text("spec", "nodeName") is { Length: > 0 } node ? node : null;

    public static IEnumerable<JsonObject> RequiredAntiAffinity(StoredObject pod)
        => pod.Root.Items("spec", "affinity", "podAntiAffinity", "requiredDuringSchedulingIgnoredDuringExecution");

    /// <summary>Where a pod is, or will be as soon as its volumes are there.</summary>
    public string? PlaceOf(StoredObject pod) => NodeOf(pod) ?? assumed.GetValueOrDefault(pod.Uid);

    /// <summary>Counts a pod on a node that it is not yet bound to; forgotten when it is bound, or gone.</summary>
    public void Assume(StoredObject pod, string node)
    {
        Forget(pod);
        assumed[pod.Uid] = node;
        Add(pod.ControllerUid, node, 1);
    }

    public int On(string node) => onNode.GetValueOrDefault(node);

    public int Of(string? owner, string node) => owner is null ? 0 : ofOwner.GetValueOrDefault((owner, node));

    /// <summary>Takes note of a change, whatever its kind; only pods matter.</summary>
    public void Note(StoreChange change)
    {
        if (change.Object.Kind != ResourceKinds.Pods)
        {
            return;
        }

        Count(change.Previous, -1);
        var isThere = change.Type != ChangeType.Deleted;
        Count(isThere ? change.Object : null, 1);
        var waits = isThere && IsWaiting(change.Object);
        if (!waits)
        {
            Forget(change.Object);
        }

        if (waits || waiting.ContainsKey(change.Object.Key))
        {
            Index(change.Object, waits);
        }

        Keep(waiting, change.Object, waits);
        Keep(apart, change.Object, isThere && NodeOf(change.Object) is not null && !change.Object.IsEnded() && RequiredAntiAffinity(change.Object).Any());
    }

    private static void Keep(SortedDictionary<string, StoredObject> pods, StoredObject pod, bool isIn)
    {
        if (isIn)
        {
            pods[pod.Key] = pod;
        }
        else
        {
            pods.Remove(pod.Key);
        }
    }

    private void Index(StoredObject pod, bool waits)
    {
        foreach (var claim in ClaimController.ClaimsOf(pod).Select(c => StoredObject.KeyOf(pod.Namespace, c)))
        {
            if (waits)
            {
                (byClaim.TryGetValue(claim, out var pods) ? pods : byClaim[claim] = new SortedSet<string>(StringComparer.Ordinal)).Add(pod.Key);
            }
            else if (byClaim.TryGetValue(claim, out var left) && left.Remove(pod.Key) && left.Count == 0)
            {
                byClaim.Remove(claim);
            }
        }
    }

    private void Forget(StoredObject pod)
    {
        if (assumed.Remove(pod.Uid, out var node))
        {
            Add(pod.ControllerUid, node, -1);
        }
    }

    private void Count(StoredObject? pod, int by)
    {
        if (pod is not null && NodeOf(pod) is { } node && !pod.IsEnded())
        {
            Add(pod.ControllerUid, node, by);
        }
    }

    private void Add(string? owner, string node, int by)
    {
        onNode[node] = onNode.GetValueOrDefault(node) + by;
        if ((ofOwner[(owner, node)] = ofOwner.GetValueOrDefault((owner, node)) + by) <= 0)
        {
            ofOwner.Remove((owner, node));
        }
    }
}
