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
            if (!(pod.Root.Text("status", "phase") is "Succeeded" or "Failed" or "Pending" || pod.IsTerminating) && BudgetOf(pod) is { } budget && !MayGoUncounted(pod, budget))
            {
                Use(budget, name, options.DryRun);
            }

            objects.Delete(ResourceKinds.Pods, @namespace, name, options);
        }
    }

    private StoredObject? BudgetOf(StoredObject pod)
    {
        var budgets = objects.Store.In(ResourceKinds.DisruptionBudgets, pod.Namespace).Where(b => LabelSelector.From(b.Root.Object("spec", "selector")).Matches(pod.Labels)).ToArray();
        return budgets.Length > 1
            ? throw Refusals.Of(500, "", "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.", [])
            : budgets.FirstOrDefault();
    }

    // A pod that is not ready costs no budget: always with AlwaysAllow, else while the others are enough.
    private static bool MayGoUncounted(StoredObject pod, StoredObject budget)
    {
        if (pod.Root.Items("status", "conditions").Any(c => c.Text("type") == "Ready" && c.Text("status") == "True"))
        {
            return false;
        }

        var desired = budget.Root.Number("status", "desiredHealthy") ?? 0;
        return budget.Root.Text("spec", "unhealthyPodEvictionPolicy") == "AlwaysAllow" || (desired > 0 && (budget.Root.Number("status", "currentHealthy") ?? 0) >= desired);
    }

    private void Use(StoredObject budget, string pod, bool isDryRun)
    {
        var status = budget.Root.Object("status");
        if ((status.Number("observedGeneration") ?? 0) < (budget.Root.Number("metadata", "generation") ?? 0))
        {
            throw Refusals.BudgetUsedUp($"The disruption budget {budget.Name} is still being processed by the server.");
        }

        var allowed = status.Number("disruptionsAllowed") ?? 0;
        if (allowed <= 0)
        {
            throw Refusals.BudgetUsedUp($"The disruption budget {budget.Name} needs {status.Number("desiredHealthy") ?? 0} healthy pods and has {status.Number("currentHealthy") ?? 0} currently");
        }

        if (isDryRun)
        {
            return;
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
