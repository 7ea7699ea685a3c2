using System.Text.Json.Nodes;
using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Operations;

/// <summary>The server's opinion of a plan: its first request as a dry run, and what that would change.</summary>
internal sealed class PlanCheck(KubernetesClient client, OperationTexts texts)
{
    public async Task<PlanPreview> OfAsync(ActionPlan plan, ActionIntent intent, StatefulSetOverview? set, SetReceipt? receipt, CancellationToken cancellationToken)
    {
        try
        {
            return intent switch
            {
                RolloutIntent rollout => await RolloutAsync(plan, rollout, set!, cancellationToken),
                ScaleIntent scale => new(plan, Outcomes.Of(await client.ScaleAsync(plan.Name, scale.Replicas, plan.Uid, null, dryRun: true, cancellationToken), texts, dryRun: true), [new("spec.replicas", Number(set!.Replicas), Number(scale.Replicas))]),
                DeletionIntent deletion => new(plan, await DeletionAsync(plan, deletion, cancellationToken), []),
                PodDeletionIntent pod => new(plan, Outcomes.Of(await client.DeleteAsync(ResourceKinds.Pods, new(plan.Name.Namespace, pod.PodName), new(pod.PodUid, DryRun: true), cancellationToken), texts, dryRun: true), []),
                RestorationIntent => new(plan, Outcomes.Of(await client.CreateAsync(ResourceKinds.StatefulSets, plan.Name.Namespace, Manifest(receipt!), new WriteOptions(DryRun: true), cancellationToken), texts, dryRun: true), []),
                _ => new(plan, null, []),
            };
        }
        catch (KubernetesException fault)
        {
            return new(plan, new(OutcomeKind.Failed, texts.NotDone(fault.Message)), []);
        }
    }

    /// <exception cref="System.Text.Json.JsonException">The receipt holds no object.</exception>
    public static JsonObject Manifest(SetReceipt receipt) => JsonNode.Parse(receipt.Manifest) as JsonObject ?? throw new System.Text.Json.JsonException("The receipt holds no object.");

    private async Task<PlanPreview> RolloutAsync(ActionPlan plan, RolloutIntent rollout, StatefulSetOverview set, CancellationToken cancellationToken)
    {
        var patch = RolloutPatches.Start(rollout, set, RolloutPlanner.FirstPartition(set, rollout)).Guarded(set.Uid, null);
        var before = await client.GetWholeAsync(ResourceKinds.StatefulSets, set.Name, cancellationToken);
        var result = await client.TryPatchAsync(ResourceKinds.StatefulSets, set.Name, patch, cancellationToken);
        var differences = result is WriteResult<JsonObject>.Applied applied && before is not null ? ObjectDifferences.Of(before, applied.Object) : [];
        var isIdle = result is WriteResult<JsonObject>.Applied && rollout.Change is not null && !differences.Any(difference => difference.Path.StartsWith("spec.template", StringComparison.Ordinal));
        return new(plan, isIdle ? new(OutcomeKind.Refused, texts.NothingChanges) : Outcomes.Of(result, texts, dryRun: true), differences);
    }

    // a snapshot that cannot be made would be noticed only after all pods have stopped
    private async Task<ActionOutcome> DeletionAsync(ActionPlan plan, DeletionIntent deletion, CancellationToken cancellationToken)
    {
        if (deletion.Snapshots.Count > 0)
        {
            var body = StepSender.SnapshotBody("try", deletion.Snapshots[0], "stateful-dashboard-try", deletion.SnapshotClass);
            var tried = await client.CreateAsync(ResourceKinds.VolumeSnapshots, plan.Name.Namespace, body, new WriteOptions(DryRun: true), cancellationToken);
            if (tried is not WriteResult<VolumeSnapshot>.Applied)
            {
                var why = Outcomes.Of(tried, texts, dryRun: true);
                return why with { Message = texts.NoSnapshots(why.Message) };
            }
        }

        // a right that lacks would be noticed only when the set is gone
        if (deletion.Deletions.Count > 0)
        {
            var claim = new NamespacedName(plan.Name.Namespace, deletion.Deletions[0]);
            var tried = await client.DeleteAsync(ResourceKinds.PersistentVolumeClaims, claim, new DeleteOptions(DryRun: true), cancellationToken);
            if (tried is not WriteResult<Deletion>.Applied)
            {
                return Outcomes.Of(tried, texts, dryRun: true);
            }
        }

        return Outcomes.Of(await client.DeleteAsync(ResourceKinds.StatefulSets, plan.Name, Deletion(plan, deletion), cancellationToken), texts, dryRun: true);
    }

    private static DeleteOptions Deletion(ActionPlan plan, DeletionIntent deletion) =>
        new(plan.Uid, Propagation: deletion.Pods == PodChoice.Orphan ? PropagationPolicy.Orphan : PropagationPolicy.Foreground, DryRun: true);

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
