using System.Globalization;
using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Controllers.Deployments;

/// <summary>How many pods each ReplicaSet of a Deployment gets (kubernetes pkg/controller/deployment/rolling.go, recreate.go and sync.go).</summary>
internal sealed class RollingUpdate(ObjectApi objects, EventRecorder events)
{
    private static readonly WriteOptions Writer = new("kube-controller-manager");

    /// <summary>How many replicas the newest ReplicaSet may have now, given how many it has.</summary>
    public static long Wanted(StoredObject deployment, IReadOnlyList<StoredObject> sets, long has)
    {
        if (deployment.IsRecreate())
        {
            return deployment.Replicas();
        }

        var room = deployment.Replicas() + deployment.Fence().Surge - sets.Sum(s => s.Replicas());
        return room <= 0 ? has : has + Math.Min(room, deployment.Replicas() - has);
    }

    /// <summary>One step of a rolling update.</summary>
    /// <returns>Whether something was scaled.</returns>
    public bool Step(StoredObject deployment, StoredObject newest, IReadOnlyList<StoredObject> old)
    {
        List<StoredObject> all = [.. old, newest];
        var wanted = newest.Replicas() > deployment.Replicas() ? deployment.Replicas() : newest.Replicas() == deployment.Replicas() ? newest.Replicas() : Wanted(deployment, all, newest.Replicas());
        return Scale(deployment, newest, wanted) || ShrinkOld(deployment, newest, old);
    }

    /// <summary>Takes all old ReplicaSets to zero.</summary>
    public bool StopAll(StoredObject deployment, IEnumerable<StoredObject> old)
        => old.Where(s => s.Replicas() > 0).ToArray().Aggregate(false, (scaled, set) => Scale(deployment, set, 0) || scaled);

    /// <summary>Follows a changed number of replicas while no rollout decides: the one set, or all in proportion.</summary>
    public void Resize(StoredObject deployment, StoredObject? newest, IReadOnlyList<StoredObject> old)
    {
        List<StoredObject> all = newest is null ? [.. old] : [.. old, newest];
        var active = all.Where(s => s.Replicas() > 0).ToList();
        if (active.Count <= 1)
        {
            if ((active.FirstOrDefault() ?? newest ?? (old.Count > 0 ? old[^1] : null)) is { } only)
            {
                Scale(deployment, only, deployment.Replicas());
            }
        }
        else if (newest is not null && newest.Replicas() == deployment.Replicas() && newest.Available() == deployment.Replicas()
            && newest.Annotation(DeploymentFacts.DesiredReplicas) == deployment.Replicas().ToString(CultureInfo.InvariantCulture))
        {
            StopAll(deployment, old);
        }
        else if (!deployment.IsRecreate())
        {
            InProportion(deployment, active);
        }
    }

    public bool Scale(StoredObject deployment, StoredObject set, long replicas)
    {
        var before = set.Replicas();
        objects.Modify(ResourceKinds.ReplicaSets, set.Namespace, set.Name, null, Writer, root =>
        {
            root.Ensure("spec")["replicas"] = replicas;
            root.Ensure("metadata", "annotations")[DeploymentFacts.DesiredReplicas] = deployment.Replicas().ToString(CultureInfo.InvariantCulture);
            root.Ensure("metadata", "annotations")[DeploymentFacts.MaxReplicas] = (deployment.Replicas() + deployment.Fence().Surge).ToString(CultureInfo.InvariantCulture);
            return root;
        });
        if (before != replicas)
        {
            events.Normal(deployment, "ScalingReplicaSet", $"Scaled {(before < replicas ? "up" : "down")} replica set {set.Name} from {before} to {replicas}");
        }

        return before != replicas;
    }

    private bool ShrinkOld(StoredObject deployment, StoredObject newest, IReadOnlyList<StoredObject> old)
    {
        var left = old.Sum(s => s.Replicas());
        var least = deployment.Replicas() - deployment.Fence().Unavailable;
        var most = left + newest.Replicas() - least - (newest.Replicas() - newest.Available());
        if (left == 0 || most <= 0)
        {
            return false;
        }

        // first what does not work anyway, then as many of the others as availability allows
        Dictionary<string, long> target = old.ToDictionary(s => s.Uid, s => s.Replicas());
        foreach (var set in old)
        {
            var broken = Math.Min(most, target[set.Uid] - set.Available());
            if (broken > 0)
            {
                (target[set.Uid], most) = (target[set.Uid] - broken, most - broken);
            }
        }

        var spare = old.Append(newest).Sum(DeploymentFacts.Available) - least;
        foreach (var set in old)
        {
            var less = Math.Min(Math.Max(0, spare), target[set.Uid]);
            (target[set.Uid], spare) = (target[set.Uid] - less, spare - less);
        }

        return old.Where(s => target[s.Uid] != s.Replicas()).ToArray().Aggregate(false, (scaled, set) => Scale(deployment, set, target[set.Uid]) || scaled);
    }

    private void InProportion(StoredObject deployment, List<StoredObject> active)
    {
        var total = active.Sum(s => s.Replicas());
        var allowed = deployment.Replicas() == 0 ? 0 : deployment.Replicas() + deployment.Fence().Surge;
        var left = allowed - total;
        var order = active.OrderByDescending(s => s.Replicas()).ThenBy(s => (left > 0 ? -1 : 1) * DeploymentFacts.RevisionOf(s)).ToList();
        Dictionary<string, long> target = [];
        foreach (var set in order)
        {
            var before = long.TryParse(set.Annotation(DeploymentFacts.MaxReplicas), CultureInfo.InvariantCulture, out var most) && most > 0 ? most : total;
            var change = (long)Math.Round((double)set.Replicas() * allowed / before, MidpointRounding.AwayFromZero) - set.Replicas();
            change = left > 0 ? Math.Clamp(change, 0, left) : Math.Clamp(change, left, 0);
            target[set.Uid] = set.Replicas() + change;
            left -= change;
        }

        target[order[0].Uid] = Math.Max(0, target[order[0].Uid] + left);
        foreach (var set in order)
        {
            Scale(deployment, set, target[set.Uid]);
        }
    }
}
