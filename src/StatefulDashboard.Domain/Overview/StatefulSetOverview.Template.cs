using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Overview;

public sealed partial record StatefulSetOverview
{
    public TemplateInfo Template { get; init; } = TemplateInfo.Empty;

    /// <summary>Of the set: deleted, it stays until each of them has been taken away.</summary>
    public ValueList<string> Finalizers { get; init; } = [];
}
