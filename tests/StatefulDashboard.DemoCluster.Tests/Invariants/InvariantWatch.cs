using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Tests.Support;

namespace StatefulDashboard.DemoCluster.Tests.Invariants;

/// <summary>Looks at every single write and notes each that breaks a promise of StatefulSets. Knows the rules by itself: it shares no code with the controllers.</summary>
internal sealed class InvariantWatch : IDisposable
{
    private readonly BareCluster cluster;
    private readonly HashSet<string> takenDown = new(StringComparer.Ordinal);
    private bool isPersonActing;

    public InvariantWatch(BareCluster cluster)
    {
        this.cluster = cluster;
        cluster.Store.Listen(Look);
    }

    public List<string> Broken { get; } = [];

    public int Created { get; private set; }

    public int TakenDown { get; private set; }

    /// <summary>What is written meanwhile is a person's doing, not a controller's.</summary>
    public void Acting(Action act)
    {
        isPersonActing = true;
        act();
        isPersonActing = false;
    }

    public void Dispose() => cluster.Store.Unlisten(Look);

    private void Look(StoreChange change)
    {
        if (change.Object.Kind == ResourceKinds.Pods)
        {
            Pod(change);
        }
        else if (change.Object.Kind == ResourceKinds.Claims)
        {
            Claim(change);
        }
    }

    private void Pod(StoreChange change)
    {
        var pod = change.Object;
        if (change.Type == ChangeType.Deleted)
        {
            takenDown.Remove(pod.Uid);
            return;
        }

        if (SetOf(pod) is not { } set)
        {
            return;
        }

        if (change.Type == ChangeType.Added)
        {
            Created++;
            CreatedInOrder(set, pod);
            AloneOnItsClaims(pod);
        }
        else if (pod.IsTerminating && !change.Previous!.IsTerminating && !isPersonActing && !IsEnded(change.Previous) && !IsOnDeadNode(pod) && !set.IsTerminating)
        {
            TakenDown++;
            OneAtATime(set, pod);
            takenDown.Add(pod.Uid);
        }
    }

    // OrderedReady: never a pod before all its predecessors are available.
    private void CreatedInOrder(StoredObject set, StoredObject pod)
    {
        var start = set.Root.Number("spec", "ordinals", "start") ?? 0;
        var ordinal = OrdinalOf(set, pod);
        if (IsCondemned(set, pod))
        {
            Say($"{pod.Name} was created outside the set's range");
        }

        if (!IsOrdered(set))
        {
            return;
        }

        for (var i = start; i < ordinal; i++)
        {
            var before = cluster.Pod($"{set.Name}-{i}");
            if (before is null || before.IsTerminating || !IsAvailable(set, before))
            {
                Say($"{pod.Name} was created while {set.Name}-{i} was {(before is null ? "missing" : before.IsTerminating ? "terminating" : "not available")}");
            }
        }
    }

    private void AloneOnItsClaims(StoredObject pod)
    {
        foreach (var claim in ClaimsOf(pod))
        {
            if (cluster.Pods.FirstOrDefault(p => p.Uid != pod.Uid && ClaimsOf(p).Contains(claim, StringComparer.Ordinal)) is { } other)
            {
                Say($"{claim} is used by {pod.Name} and {other.Name}");
            }

            if (cluster.Store.Get(ResourceKinds.Claims, "default", claim) is null or { IsTerminating: true })
            {
                Say($"{pod.Name} was created before its claim {claim}");
            }
        }
    }

    // OrderedReady: the controller takes one living pod down at a time. Kubernetes' one exception: it goes through the condemned from the
    // highest ordinal, so when a person condemns a higher one while a lower one still goes, the higher one goes at once.
    private void OneAtATime(StoredObject set, StoredObject pod)
    {
        if (IsOrdered(set) && cluster.Pods.FirstOrDefault(p => p.Uid != pod.Uid && p.ControllerUid == set.Uid && takenDown.Contains(p.Uid)) is { } other
            && !(IsCondemned(set, pod) && IsCondemned(set, other) && OrdinalOf(set, other) < OrdinalOf(set, pod)))
        {
            Say($"{pod.Name} was taken down while {other.Name} was still going");
        }
    }

    private void Claim(StoreChange change)
    {
        var claim = change.Object;
        var references = claim.Root.Items("metadata", "ownerReferences").ToArray();
        if (change.Type != ChangeType.Deleted)
        {
            foreach (var reference in references.Where(r => change.Previous is null || change.Previous.Root.Items("metadata", "ownerReferences").All(o => o.Text("uid") != r.Text("uid"))))
            {
                var name = reference.Text("kind") == "StatefulSet" ? reference.Text("name")! : reference.Text("name")![..reference.Text("name")!.LastIndexOf('-')];
                var policy = cluster.Set(name)?.Root.Object("spec", "persistentVolumeClaimRetentionPolicy");
                var field = reference.Text("kind") == "StatefulSet" ? "whenDeleted" : "whenScaled";
                if (policy.Text(field) != "Delete")
                {
                    Say($"{claim.Name} was handed to {reference.Text("kind")} {reference.Text("name")} although {field} is {policy.Text(field)}");
                }
            }
        }

        var begins = change.Type == ChangeType.Modified ? claim.IsTerminating && !change.Previous!.IsTerminating : change.Type == ChangeType.Deleted && !change.Previous!.IsTerminating;
        if (begins && !isPersonActing && references.Length == 0)
        {
            Say($"{claim.Name} was deleted although no retention policy asked for it");
        }

        if (change.Type == ChangeType.Deleted && cluster.Pods.FirstOrDefault(p => !IsEnded(p) && ClaimsOf(p).Contains(claim.Name, StringComparer.Ordinal)) is { } user && user.Root.Text("spec", "nodeName") is not null)
        {
            Say($"{claim.Name} went while {user.Name} used it");
        }
    }

    private StoredObject? SetOf(StoredObject pod) => pod.ControllerUid is { } uid && cluster.Store.In(ResourceKinds.StatefulSets, "default").FirstOrDefault(s => s.Uid == uid) is { } set ? set : null;

    private static long OrdinalOf(StoredObject set, StoredObject pod) => long.Parse(pod.Name[(set.Name.Length + 1)..], System.Globalization.CultureInfo.InvariantCulture);

    private static bool IsCondemned(StoredObject set, StoredObject pod)
    {
        var position = OrdinalOf(set, pod) - (set.Root.Number("spec", "ordinals", "start") ?? 0);
        return position < 0 || position >= (set.Root.Number("spec", "replicas") ?? 1);
    }

    private bool IsAvailable(StoredObject set, StoredObject pod)
    {
        var ready = pod.Root.Items("status", "conditions").FirstOrDefault(c => c.Text("type") == "Ready");
        return pod.Root.Text("status", "phase") == "Running" && ready.Text("status") == "True"
            && DateTimeOffset.Parse(ready.Text("lastTransitionTime")!, System.Globalization.CultureInfo.InvariantCulture).AddSeconds(set.Root.Number("spec", "minReadySeconds") ?? 0) <= cluster.Time.GetUtcNow();
    }

    private bool IsOnDeadNode(StoredObject pod)
        => cluster.Store.Get(ResourceKinds.Nodes, "", pod.Root.Text("spec", "nodeName") ?? "") is not { } node
            || node.Root.Text("metadata", "annotations", "demo.stateful-dashboard.io/dead") == "true"
            || node.Root.Items("spec", "taints").Any(t => t.Text("effect") == "NoExecute");

    private static bool IsOrdered(StoredObject set) => set.Root.Text("spec", "podManagementPolicy") == "OrderedReady";

    private static bool IsEnded(StoredObject pod) => pod.Root.Text("status", "phase") is "Succeeded" or "Failed";

    private static IEnumerable<string> ClaimsOf(StoredObject pod) => pod.Root.Items("spec", "volumes").Select(v => v.Text("persistentVolumeClaim", "claimName")).OfType<string>();

    private void Say(string what) => Broken.Add($"at {cluster.Time.Elapsed}: {what}");
}
