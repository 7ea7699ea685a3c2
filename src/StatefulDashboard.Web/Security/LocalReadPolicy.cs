using StatefulDashboard.Web.Clusters;

namespace StatefulDashboard.Web.Security;

/// <summary>On one machine the person is the account of the kubeconfig, and sees all that it may read: there is nothing to be asked. Somebody who is nobody sees nothing.</summary>
public sealed class LocalReadPolicy : IReadPolicy
{
    public ValueTask<ReadRights> OfAsync(Person person, ClusterConnection connection, IReadOnlyCollection<string> namespaces, CancellationToken cancellationToken) =>
        new(person.IsNobody ? ReadRights.Unknown("", "nobody has signed in", DateTimeOffset.MaxValue) : ReadRights.All);
}
