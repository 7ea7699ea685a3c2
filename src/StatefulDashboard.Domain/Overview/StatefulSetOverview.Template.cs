using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Overview;

public sealed partial record StatefulSetOverview
{
    public TemplateInfo Template { get; init; } = TemplateInfo.Empty;

    /// <summary>Claims that the template names: all pods of the set mount the same ones.</summary>
    public ValueList<string> SharedClaims { get; init; } = [];

    /// <summary>Of the set: deleted, it stays until each of them has been taken away.</summary>
    public ValueList<string> Finalizers { get; init; } = [];
}
