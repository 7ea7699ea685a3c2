using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Controllers.Deployments;

/// <summary>The status of a Deployment: counters, Available and Progressing (kubernetes pkg/controller/deployment/progress.go).</summary>
internal sealed class DeploymentStatus(ObjectApi objects)
{
    private static readonly WriteOptions Writer = new("kube-controller-manager");

    public static JsonObject? Condition(JsonObject root, string type) => root.Items("status", "conditions").FirstOrDefault(c => c.Text("type") == type);

    /// <summary>Sets a condition unless status and reason are what they were; the transition time moves only with the status.</summary>
    public static void SetCondition(JsonObject status, string type, string value, string reason, string message, DateTimeOffset now, bool isRenewed = false)
    {
        var old = status.Items("conditions").FirstOrDefault(c => c.Text("type") == type);
        if (!isRenewed && old.Text("status") == value && old.Text("reason") == reason)
        {
            return;
        }

        var rest = status.Items("conditions").Where(c => c.Text("type") != type).Select(c => (JsonNode?)c.Copy()).ToJsonArray();
        rest.Add(new JsonObject
        {
            ["type"] = type, ["status"] = value, ["lastUpdateTime"] = now.ToStamp(), ["lastTransitionTime"] = old.Text("status") == value ? old.Text("lastTransitionTime") : now.ToStamp(),
            ["reason"] = reason, ["message"] = message,
        });
        status["conditions"] = rest;
    }

    /// <summary>Whether all replicas are of the newest template, available, and none else is there.</summary>
    public static bool IsComplete(StoredObject deployment, JsonObject status)
        => deployment.Replicas() is var replicas && Count(status, "updatedReplicas") == replicas && Count(status, "replicas") == replicas && Count(status, "availableReplicas") == replicas
            && Count(status, "observedGeneration") >= (deployment.Root.Number("metadata", "generation") ?? 0);

    /// <param name="judge">Whether progress is judged as well: not while the Deployment is paused or scaled.</param>
    public void Write(StoredObject deployment, IReadOnlyList<StoredObject> sets, StoredObject? newest, bool judge)
        => objects.Modify(ResourceKinds.Deployments, deployment.Namespace, deployment.Name, "status", Writer, root =>
        {
            var status = CountersOf(deployment, sets, newest, root.Object("status"));
            if (judge)
            {
                Judge(deployment, root, status, newest);
                Fail(status, sets);
            }

            root["status"] = status;
            return root;
        });

    private JsonObject CountersOf(StoredObject deployment, IReadOnlyList<StoredObject> sets, StoredObject? newest, JsonObject? old)
    {
        var available = sets.Sum(DeploymentFacts.Available);
        var status = new JsonObject { ["observedGeneration"] = deployment.Root.Number("metadata", "generation") };
        Put(status, "replicas", sets.Sum(s => s.Root.Number("status", "replicas") ?? 0));
        Put(status, "updatedReplicas", newest?.Root.Number("status", "replicas") ?? 0);
        Put(status, "readyReplicas", sets.Sum(s => s.Root.Number("status", "readyReplicas") ?? 0));
        Put(status, "availableReplicas", available);
        Put(status, "unavailableReplicas", Math.Max(0, sets.Sum(s => s.Replicas()) - available));
        status["terminatingReplicas"] = sets.Sum(s => s.Root.Number("status", "terminatingReplicas") ?? 0);
        if (old.Number("collisionCount") is { } collisions)
        {
            status["collisionCount"] = collisions;
        }

        status["conditions"] = old.Items("conditions").Select(c => (JsonNode?)c.Copy()).ToJsonArray();
        if (available >= deployment.Replicas() - deployment.Fence().Unavailable)
        {
            SetCondition(status, "Available", "True", "MinimumReplicasAvailable", "Deployment has minimum availability.", objects.Now);
        }
        else
        {
            SetCondition(status, "Available", "False", "MinimumReplicasUnavailable", "Deployment does not have minimum availability.", objects.Now);
        }

        return status;
    }

    private void Judge(StoredObject deployment, JsonObject root, JsonObject status, StoredObject? newest)
    {
        if (deployment.Deadline() is not { } deadline)
        {
            status["conditions"] = status.Items("conditions").Where(c => c.Text("type") != "Progressing").Select(c => (JsonNode?)c.Copy()).ToJsonArray();
            return;
        }

        var known = Condition(root, "Progressing");
        if (Count(status, "replicas") == Count(status, "updatedReplicas") && known.Text("reason") == "NewReplicaSetAvailable")
        {
            return;
        }

        var subject = newest is null ? $"Deployment \"{deployment.Name}\"" : $"ReplicaSet \"{newest.Name}\"";
        if (IsComplete(deployment, status))
        {
            SetCondition(status, "Progressing", "True", "NewReplicaSetAvailable", $"{subject} has successfully progressed.", objects.Now);
        }
        else if (Progresses(root.Object("status") ?? [], status))
        {
            SetCondition(status, "Progressing", "True", "ReplicaSetUpdated", $"{subject} is progressing.", objects.Now, isRenewed: true);
        }
        else if (known.Text("reason") is { } reason and not "NewReplicaSetAvailable"
            && (reason == "ProgressDeadlineExceeded" || Stamps.FromStamp(known.Text("lastUpdateTime")) + deadline < objects.Now))
        {
            SetCondition(status, "Progressing", "False", "ProgressDeadlineExceeded", $"{subject} has timed out progressing.", objects.Now);
        }
    }

    private void Fail(JsonObject status, IReadOnlyList<StoredObject> sets)
    {
        if (sets.Select(s => Condition(s.Root, "ReplicaFailure")).FirstOrDefault(c => c is not null) is { } failure)
        {
            SetCondition(status, "ReplicaFailure", failure.Text("status")!, failure.Text("reason")!, failure.Text("message")!, objects.Now);
        }
        else
        {
            status["conditions"] = status.Items("conditions").Where(c => c.Text("type") != "ReplicaFailure").Select(c => (JsonNode?)c.Copy()).ToJsonArray();
        }
    }

    private static bool Progresses(JsonObject old, JsonObject status)
        => Count(status, "updatedReplicas") > Count(old, "updatedReplicas") || Count(status, "readyReplicas") > Count(old, "readyReplicas") || Count(status, "availableReplicas") > Count(old, "availableReplicas")
            || Count(status, "replicas") - Count(status, "updatedReplicas") < Count(old, "replicas") - Count(old, "updatedReplicas");

    private static long Count(JsonObject status, string field) => status.Number(field) ?? 0;

    private static void Put(JsonObject status, string field, long count)
    {
        if (count > 0)
        {
            status[field] = count;
        }
    }
}
