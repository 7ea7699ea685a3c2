using StatefulDashboard.Web.Clusters;

namespace StatefulDashboard.Web.Security;

/// <summary>What a person may see of what the dashboard's account reads.</summary>
public interface IReadPolicy
{
    /// <summary>Never throws for a cluster that does not answer: then nothing may be read, and the rights say why.</summary>
    /// <param name="namespaces">Those in which there is something to be seen: each is asked about where the whole cluster is not allowed.</param>
    ValueTask<ReadRights> OfAsync(Person person, ClusterConnection connection, IReadOnlyCollection<string> namespaces, CancellationToken cancellationToken);
}
