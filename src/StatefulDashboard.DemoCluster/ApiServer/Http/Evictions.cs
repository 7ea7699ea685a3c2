using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Http;

/// <summary>Evicts a pod when its disruption budget allows it (kubernetes pkg/registry/core/pod/storage/eviction.go).</summary>
internal sealed class Evictions(ObjectApi objects)
{
    private static readonly WriteOptions Writer = new("kube-apiserver");

    public void Evict(string @namespace, string name, DeleteOptions options)
    {
        lock (objects.Store.Gate)
        {
            var pod = objects.Get(ResourceKinds.Pods, @namespace, name);
            var ended = pod.Root.Text("status", "phase") is "Succeeded" or "Failed" or "Pending" || pod.IsTerminating;
            var budget = objects.Store.In(ResourceKinds.DisruptionBudgets, @namespace)
                .FirstOrDefault(b => LabelSelector.From(b.Root.Object("spec", "selector")) is var s && s.Matches(pod.Labels));
            if (budget is not null && !ended && !options.DryRun)
            {
                Use(budget, name);
            }

            objects.Delete(ResourceKinds.Pods, @namespace, name, options);
        }
    }

    private void Use(StoredObject budget, string pod)
    {
        var allowed = budget.Root.Number("status", "disruptionsAllowed") ?? 0;
        if (allowed <= 0 || budget.Root.Number("status", "observedGeneration") < budget.Root.Number("metadata", "generation"))
        {
            throw Refusals.BudgetUsedUp($"The disruption budget {budget.Name} needs {budget.Root.Number("status", "desiredHealthy") ?? 0} healthy pods and has {budget.Root.Number("status", "currentHealthy") ?? 0} currently");
        }

        objects.Modify(ResourceKinds.DisruptionBudgets, budget.Namespace, budget.Name, "status", Writer, root =>
        {
            root.Ensure("status")["disruptionsAllowed"] = allowed - 1;
            root.Ensure("status", "disruptedPods")[pod] = objects.Now.ToStamp();
            if (allowed == 1)
            {
                foreach (var condition in root.Items("status", "conditions").Where(c => c.Text("type") == "DisruptionAllowed"))
                {
                    condition["status"] = "False";
                    condition["reason"] = "InsufficientPods";
                    condition["lastTransitionTime"] = objects.Now.ToStamp();
                }
            }

            return root;
        });
    }
}
