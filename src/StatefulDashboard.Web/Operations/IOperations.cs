using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Operations;

/// <summary>Operations that are under way, steered from any browser. They are read from <see cref="Clusters.ClusterView.Operations"/>.</summary>
public interface IOperations
{
    /// <param name="operation">Its namespace and id.</param>
    Task<ActionOutcome> CommandAsync(Person person, string clusterId, NamespacedName operation, OperationCommand command, CancellationToken cancellationToken);

    /// <summary>What brings the set back: its manifest and those of its claims, as one YAML text; null when there is none (that the person may see).</summary>
    Task<string?> ReceiptAsync(Person person, string clusterId, NamespacedName operation, CancellationToken cancellationToken);
}

public enum OperationCommand
{
    /// <summary>No further step until somebody resumes it.</summary>
    Pause,

    /// <summary>It goes on where the cluster stands, in the name of who resumes it.</summary>
    Resume,

    /// <summary>The gate is met and the person lets it go on.</summary>
    Approve,

    /// <summary>It is held; it looks again, and goes on when what held it is gone.</summary>
    Retry,

    /// <summary>A rollout goes back to the revision before; a deletion stays where it is.</summary>
    Abort,
}
