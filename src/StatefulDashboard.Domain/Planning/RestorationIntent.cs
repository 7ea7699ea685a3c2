using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Planning;

/// <summary>Somebody wants a deleted set back, as its receipt has it.</summary>
/// <param name="OperationId">Of the deletion that keeps the receipt.</param>
public sealed record RestorationIntent(NamespacedName Name, string OperationId) : ActionIntent(Name)
{
    public override ActionKind Kind => ActionKind.Restoration;
}
