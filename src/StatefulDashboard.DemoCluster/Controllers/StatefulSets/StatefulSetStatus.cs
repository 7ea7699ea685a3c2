using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Controllers.StatefulSets;

/// <summary>The counters of a set, as one pass of its controller finds them.</summary>
internal sealed record StatefulSetStatus(long ObservedGeneration, string CurrentRevision, string UpdateRevision, long Collisions)
{
    public long Replicas { get; private set; }

    public long Ready { get; private set; }

    public long Available { get; private set; }

    public long Current { get; set; }

    public long Updated { get; private set; }

    public string Revision { get; private set; } = CurrentRevision;

    public static StatefulSetStatus Count(StoredObject set, string current, string update, long collisions, IEnumerable<StoredObject> pods, DateTimeOffset now)
    {
        var status = new StatefulSetStatus(set.Root.Number("metadata", "generation") ?? 0, current, update, collisions);
        var minReady = set.Root.Number("spec", "minReadySeconds") ?? 0;
        foreach (var pod in pods)
        {
            status.Replicas++;
            if (pod.IsRunningAndReady())
            {
                status.Ready++;
                status.Available += pod.IsAvailable(minReady, now) ? 1 : 0;
            }

            if (!pod.IsTerminating)
            {
                status.Current += Revisions.RevisionOf(pod) == current ? 1 : 0;
                status.Updated += Revisions.RevisionOf(pod) == update ? 1 : 0;
            }
        }

        return status;
    }

    /// <summary>A rolling update is over when every replica is updated and ready: only then does the current revision move.</summary>
    public void CompleteRollingUpdate(JsonObject set)
    {
        var replicas = SetFacts.ReplicasOf(set);
        if (set.Text("spec", "updateStrategy", "type") == "RollingUpdate" && Updated == replicas && Ready == replicas && Replicas == replicas)
        {
            Current = Updated;
            Revision = UpdateRevision;
        }
    }

    public JsonObject ToJson()
    {
        var json = new JsonObject { ["observedGeneration"] = ObservedGeneration, ["replicas"] = Replicas };
        foreach (var (name, count) in (ReadOnlySpan<(string, long)>)[("readyReplicas", Ready), ("currentReplicas", Current), ("updatedReplicas", Updated)])
        {
            if (count != 0)
            {
                json[name] = count;
            }
        }

        json["currentRevision"] = Revision;
        json["updateRevision"] = UpdateRevision;
        json["collisionCount"] = Collisions;
        json["availableReplicas"] = Available;
        return json;
    }
}
