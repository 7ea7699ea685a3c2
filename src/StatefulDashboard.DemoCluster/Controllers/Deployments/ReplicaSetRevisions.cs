using System.Globalization;
using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Controllers.Deployments;

/// <summary>The ReplicaSets of a Deployment: found, made for a new template, numbered, cleaned up (kubernetes pkg/controller/deployment/sync.go).</summary>
internal sealed class ReplicaSetRevisions(ObjectApi objects, EventRecorder events)
{
    private static readonly WriteOptions Writer = new("kube-controller-manager");

    /// <summary>The ReplicaSets that the Deployment controls, oldest first; orphans that its selector matches are adopted.</summary>
    public List<StoredObject> ListOf(StoredObject deployment)
    {
        var selector = LabelSelector.From(deployment.Root.Object("spec", "selector"));
        List<StoredObject> own = [];
        foreach (var set in objects.Store.ControlledBy(ResourceKinds.ReplicaSets, deployment.Uid).Concat(objects.Store.WithoutController(ResourceKinds.ReplicaSets, deployment.Namespace)).ToArray())
        {
            var matches = selector.Matches(set.Labels);
            if (set.IsControlledBy(deployment.Uid))
            {
                if (matches)
                {
                    own.Add(set);
                }
                else if (!deployment.IsTerminating)
                {
                    Ownership.Set(objects, set, null);
                }
            }
            else if (matches && !deployment.IsTerminating && !set.IsTerminating)
            {
                own.Add(Ownership.Set(objects, set, deployment));
            }
        }

        return [.. own.OrderBy(s => s.Root.Text("metadata", "creationTimestamp"), StringComparer.Ordinal).ThenBy(s => s.Name, StringComparer.Ordinal)];
    }

    /// <summary>The ReplicaSet of the present template, with its annotations and the Deployment's brought up to date.</summary>
    /// <param name="make">Whether it is made when it is not there.</param>
    public StoredObject? Newest(StoredObject deployment, IReadOnlyList<StoredObject> sets, bool make)
    {
        var there = sets.FirstOrDefault(s => s.HasTemplateOf(deployment));
        var next = sets.Where(s => s.Uid != there?.Uid).Select(DeploymentFacts.RevisionOf).DefaultIfEmpty().Max() + 1;
        if (there is not null)
        {
            var annotated = Annotate(deployment, there, next);
            SetRevision(deployment, annotated.Annotation(DeploymentFacts.Revision) ?? "1", $"Found new replica set \"{there.Name}\"", "FoundNewReplicaSet");
            return annotated;
        }

        if (!make)
        {
            return null;
        }

        var made = Make(deployment, sets, next);
        if (made.Replicas() > 0)
        {
            events.Normal(deployment, "ScalingReplicaSet", $"Scaled up replica set {made.Name} from 0 to {made.Replicas()}");
        }

        SetRevision(deployment, next.ToString(CultureInfo.InvariantCulture), $"Created new replica set \"{made.Name}\"", "NewReplicaSetCreated");
        return made;
    }

    /// <summary>Deletes the oldest ReplicaSets that are empty, beyond revisionHistoryLimit.</summary>
    public void CleanUp(StoredObject deployment, IEnumerable<StoredObject> old)
    {
        var alive = old.Where(s => !s.IsTerminating).OrderBy(DeploymentFacts.RevisionOf).ToList();
        foreach (var set in alive.Take(Math.Max(0, alive.Count - (int)(deployment.Root.Number("spec", "revisionHistoryLimit") ?? 10))))
        {
            if (set.Replicas() == 0 && (set.Root.Number("status", "replicas") ?? 0) == 0 && (set.Root.Number("metadata", "generation") ?? 0) <= (set.Root.Number("status", "observedGeneration") ?? 0))
            {
                objects.Delete(ResourceKinds.ReplicaSets, set.Namespace, set.Name, new DeleteOptions(Uid: set.Uid));
            }
        }
    }

    private StoredObject Make(StoredObject deployment, IReadOnlyList<StoredObject> sets, long revision)
    {
        var collisions = deployment.Root.Number("status", "collisionCount") ?? 0;
        while (true)
        {
            var template = deployment.Root.Object("spec", "template")?.Copy() ?? [];
            var hash = DeploymentFacts.HashOf(template, collisions);
            var name = $"{deployment.Name}-{hash}";
            if (objects.Store.Get(ResourceKinds.ReplicaSets, deployment.Namespace, name) is not null)
            {
                collisions++;
                continue;
            }

            template.Ensure("metadata", "labels")[DeploymentFacts.TemplateHash] = hash;
            var selector = deployment.Root.Object("spec", "selector")?.Copy() ?? [];
            selector.Ensure("matchLabels")[DeploymentFacts.TemplateHash] = hash;
            var metadata = new JsonObject
            {
                ["name"] = name, ["labels"] = template.Object("metadata", "labels")!.Copy(), ["ownerReferences"] = new JsonArray(deployment.OwnerReference()), ["annotations"] = AnnotationsOf(deployment, revision),
            };
            var spec = new JsonObject { ["replicas"] = RollingUpdate.Wanted(deployment, sets, 0), ["selector"] = selector, ["template"] = template };
            if (deployment.Root.Number("spec", "minReadySeconds") is { } minReady and > 0)
            {
                spec["minReadySeconds"] = minReady;
            }

            return objects.Create(ResourceKinds.ReplicaSets, deployment.Namespace, new JsonObject { ["metadata"] = metadata, ["spec"] = spec }, Writer);
        }
    }

    private StoredObject Annotate(StoredObject deployment, StoredObject set, long revision)
        => objects.Modify(ResourceKinds.ReplicaSets, set.Namespace, set.Name, null, Writer, root =>
        {
            var annotations = root.Ensure("metadata", "annotations");
            var old = annotations.Text(DeploymentFacts.Revision);
            foreach (var entry in deployment.Root.Object("metadata", "annotations") ?? [])
            {
                if (!DeploymentFacts.NotTakenOver.Contains(entry.Key))
                {
                    annotations[entry.Key] = entry.Value?.DeepClone();
                }
            }

            // going back to an old template gives its ReplicaSet a new highest number and keeps the numbers that it had
            if (DeploymentFacts.RevisionOf(set) < revision)
            {
                annotations[DeploymentFacts.Revision] = revision.ToString(CultureInfo.InvariantCulture);
                if (old is not null)
                {
                    annotations[DeploymentFacts.RevisionHistory] = annotations.Text(DeploymentFacts.RevisionHistory) is { Length: > 0 } earlier ? $"{earlier},{old}" : old;
                }
            }

            if (deployment.Root.Number("spec", "minReadySeconds") is { } minReady && minReady != (root.Number("spec", "minReadySeconds") ?? 0))
            {
                root.Ensure("spec")["minReadySeconds"] = minReady;
            }

            return root;
        });

    private static JsonObject AnnotationsOf(StoredObject deployment, long revision)
    {
        var annotations = new JsonObject((deployment.Root.Object("metadata", "annotations") ?? []).Where(e => !DeploymentFacts.NotTakenOver.Contains(e.Key))
            .Select(e => KeyValuePair.Create(e.Key, e.Value?.DeepClone())));
        annotations[DeploymentFacts.Revision] = revision.ToString(CultureInfo.InvariantCulture);
        annotations[DeploymentFacts.DesiredReplicas] = deployment.Replicas().ToString(CultureInfo.InvariantCulture);
        annotations[DeploymentFacts.MaxReplicas] = (deployment.Replicas() + deployment.Fence().Surge).ToString(CultureInfo.InvariantCulture);
        return annotations;
    }

    private void SetRevision(StoredObject deployment, string revision, string message, string reason)
    {
        if (deployment.Annotation(DeploymentFacts.Revision) != revision)
        {
            objects.Modify(ResourceKinds.Deployments, deployment.Namespace, deployment.Name, null, Writer, root =>
            {
                root.Ensure("metadata", "annotations")[DeploymentFacts.Revision] = revision;
                return root;
            });
        }

        // a set that was found is told only when nothing is known about progress yet
        if (deployment.Deadline() is not null && (reason == "NewReplicaSetCreated" || DeploymentStatus.Condition(deployment.Root, "Progressing") is null))
        {
            objects.Modify(ResourceKinds.Deployments, deployment.Namespace, deployment.Name, "status", Writer, root =>
            {
                DeploymentStatus.SetCondition(root.Ensure("status"), "Progressing", "True", reason, message, objects.Now);
                return root;
            });
        }
    }
}
