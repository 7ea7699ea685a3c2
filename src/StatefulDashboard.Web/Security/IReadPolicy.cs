namespace StatefulDashboard.Web.Security;

/// <summary>What a person may see.</summary>
public interface IReadPolicy
{
    /// <summary>Whether the person may see stateful sets of this namespace.</summary>
    bool MaySee(Person person, string clusterId, string namespaceName);

    /// <summary>Whether the person may see all of the cluster: then no namespace needs to be asked for.</summary>
    bool MaySeeAll(Person person, string clusterId);
}
