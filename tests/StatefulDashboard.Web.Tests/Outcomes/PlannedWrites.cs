using System.Text.Json.Nodes;
using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Domain.Planning;

namespace StatefulDashboard.Web.Tests.Outcomes;

/// <summary>The plan's requests, and which of them a driver means: what is not among them, or is out of their order, the plan has not told.</summary>
internal sealed class PlannedWrites(ActionPlan plan)
{
    private int next;

    public PlannedRequest Find(StepWrite write, Operation operation)
    {
        // what changes nothing may be left out, and each may be sent twice
        for (var index = next; index < plan.Requests.Count; index++)
        {
            if (IsMeant(index, write, operation))
            {
                next = index + 1;
                return Named(plan.Requests[index], write);
            }
        }

        for (var index = next - 1; index >= 0; index--)
        {
            if (IsMeant(index, write, operation))
            {
                return Named(plan.Requests[index], write);
            }
        }

        throw new UnplannedWriteException($"{write} is sent in {operation.Step}, and the plan's requests do not tell of it (after number {next}).");
    }

    // a plan leaves the name of a snapshot to the server
    private static PlannedRequest Named(PlannedRequest request, StepWrite write)
    {
        if (write is not StepWrite.CreateSnapshot snapshot)
        {
            return request;
        }

        var body = JsonNode.Parse(request.Body)!;
        body["metadata"] = new JsonObject { ["name"] = snapshot.Snapshot };
        return request with { Body = body.ToJsonString() };
    }

    private bool IsMeant(int index, StepWrite write, Operation operation)
    {
        var request = plan.Requests[index];
        var set = Kubernetes.Resources.ResourceKinds.StatefulSets.ObjectPath(plan.Name);
        var spec = request.Body.StartsWith('{') ? JsonNode.Parse(request.Body)!["spec"] : null;
        return write switch
        {
            StepWrite.StartRollout => index == 0 && request.Path == set,
            StepWrite.SetPartition partition => index > 0 && request.Path == set && (int?)spec?["updateStrategy"]?["rollingUpdate"]?["partition"] == partition.Partition && spec["template"] is null,
            StepWrite.RetainClaims => request.Path == set && (string?)spec?["persistentVolumeClaimRetentionPolicy"]?["whenScaled"] == "Retain" && (string?)spec["persistentVolumeClaimRetentionPolicy"]?["whenDeleted"] == "Retain",
            StepWrite.SetReplicas replicas => request.Path == set + "/scale" && (int?)spec?["replicas"] == replicas.Replicas,
            StepWrite.UnbindClaim claim => request.Method == "PATCH" && request.Path == Claim(claim.Name) && claim.OwnerUids.All(uid => request.Body.Contains(uid, StringComparison.Ordinal)),
            StepWrite.CreateSnapshot snapshot => request.Method == "POST" && (string?)spec?["source"]?["persistentVolumeClaimName"] == snapshot.Claim,
            StepWrite.DeleteSet deletion => request.Method == "DELETE" && request.Path == set && request.Body.Contains(deletion.OrphanPods ? "Orphan" : "Foreground", StringComparison.Ordinal),
            StepWrite.DeleteClaim claim => request.Method == "DELETE" && request.Path == Claim(claim.Name),
            _ => false,
        };
    }

    private string Claim(string name) => Kubernetes.Resources.ResourceKinds.PersistentVolumeClaims.ObjectPath(new(plan.Name.Namespace, name));
}

/// <summary>A driver sends what its plan has not told.</summary>
internal sealed class UnplannedWriteException(string message) : Exception(message);
