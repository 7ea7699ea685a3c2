using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Planning;

/// <summary>Somebody wants the set to have this many replicas.</summary>
public sealed record ScaleIntent(NamespacedName Name, int Replicas) : ActionIntent(Name)
{
    public override ActionKind Kind => ActionKind.Scale;
}
