using System.Runtime.CompilerServices;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Configuration;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Parts;

/// <summary>Reads parts: with the person's own client, beside what they may see of the cluster.</summary>
public sealed class PartReader(ClusterDirectory clusters, IPersonClients people, TimeProvider time, ILoggerFactory logging)
{
    internal async IAsyncEnumerable<PartView<T>> WatchAsync<T>(
        Part<T> part, Person person, PartAddress address, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        using var hold = person.IsNobody ? null : TryHold(address.Cluster);
        if (hold is null)
        {
            yield break;
        }

        if (people.Find(person.Name, hold.Connection) is not { } client)
        {
            yield return new(null, PartState.Forbidden, time.GetUtcNow(), $"Nothing can be read from cluster \"{hold.Connection.Cluster.Name}\" in the name of \"{person.Name}\".", []);
            yield break;
        }

        // rights may come and go: then other namespaces are to be read, and all of it begins anew
        PartView<T>? last = null;
        ClusterView? view = await clusters.ReadAsync(person, address.Cluster, cancellationToken);
        while (view is not null)
        {
            await using var session = Open(part, client, view, address);
            await foreach (var newest in session.WatchAsync(clusters.WatchAsync(person, address.Cluster, session.Left), cancellationToken))
            {
                if (newest != last)
                {
                    yield return last = newest;
                }
            }

            view = session.NeedsOtherObjects ? session.View : null;
        }
    }

    private PartSession<T> Open<T>(Part<T> part, KubernetesClient client, ClusterView view, PartAddress address)
        where T : class
    {
        var objects = new LiveObjects(client, view.Status, time, logging.CreateLogger("StatefulDashboard.Parts." + part.Name), PodSelectors.Of(view, address));
        return new(objects, part.Follow(objects, address), view, address, time);
    }

    // what a cluster's own view says of it is all there is to be seen
    private ClusterHold? TryHold(string cluster)
    {
        try
        {
            return clusters.Hold(cluster);
        }
        catch (ConfigurationFaultException)
        {
            return null;
        }
    }
}
