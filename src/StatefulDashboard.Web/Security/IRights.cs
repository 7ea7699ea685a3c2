using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;

namespace StatefulDashboard.Web.Security;

/// <summary>What a person may do, asked of the cluster in that person's name, and remembered for <see cref="AccessMemory.RememberedFor"/>.</summary>
public interface IRights
{
    /// <summary>One answer for each question, in their order. <see cref="Right.Unknown"/> where the cluster gave none; never throws for that.</summary>
    Task<IReadOnlyList<Right>> AskAsync(Person person, ClusterConnection connection, IReadOnlyList<ResourceAttributes> questions, CancellationToken cancellationToken);
}
