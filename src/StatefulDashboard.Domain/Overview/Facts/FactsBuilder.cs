using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Overview.Facts;

/// <summary>Makes the facts of a set from what the API server says of it.</summary>
internal static class FactsBuilder
{
    public static SetFacts Of(StatefulSetSnapshot snapshot)
    {
        var set = snapshot.Set;
        var template = set.Spec.Template;
        return new()
        {
            Budgets = snapshot.Budgets
                .Select(budget => new BudgetInfo(budget.Metadata.Name, budget.Status.DisruptionsAllowed, budget.Status.CurrentHealthy, budget.Status.DesiredHealthy)).ToValueList(),
            Autoscalers = snapshot.Autoscalers
                .OrderBy(autoscaler => autoscaler.Metadata.Name, StringComparer.Ordinal)
                .Select(autoscaler => new AutoscalerInfo(autoscaler.Metadata.Name, autoscaler.Spec.MinReplicas ?? 1, autoscaler.Spec.MaxReplicas)).ToValueList(),
            Writers = WriterRules.Of(set),
            FieldOwners = Owners(set),
            Quorum = QuorumRules.Of(set),
            TerminationGracePeriodSeconds = template.Spec.TerminationGracePeriodSeconds,
            Containers = template.Spec.Containers.Select(container => new ContainerInfo(container.Name, container.Image)).ToValueList(),
            NodeCount = snapshot.Pods.Select(pod => pod.Spec.NodeName).Where(node => node.Length > 0).Distinct(StringComparer.Ordinal).Count(),
            MaxUnavailable = set.Spec.UpdateStrategy.RollingUpdate?.MaxUnavailable,
            Services = snapshot.Services.Select(service => service.Metadata.Name)
                .Where(name => !string.Equals(name, set.Spec.ServiceName, StringComparison.Ordinal)).ToValueList(),
        };
    }

    // the controller's own entry (status) is no owner of anything that a person writes; it would only make overviews differ each second
    private static ValueList<FieldOwnerInfo> Owners(StatefulSet set) => set.Metadata.ManagedFields
        .Where(entry => entry.Fields != SetFields.None)
        .Select(entry => new FieldOwnerInfo(entry.Manager, entry.Operation, entry.Subresource, entry.Time, entry.Fields)).ToValueList();
}
