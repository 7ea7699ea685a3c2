using System.Threading.Channels;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Informers;

/// <summary>A snapshot and every change after it: nothing is missing between the two and nothing comes twice.</summary>
/// <param name="Snapshot">What was known at the moment of subscribing; empty before the first list.</param>
/// <param name="Changes">
/// In the server's order for each object. A relist is one batch, an event a batch of its own. Completed when the informer stops or
/// the subscription is cancelled. Unbounded: it is for consumers in this process that always read on; who may be slow (a browser)
/// must stand behind something that keeps only the newest.
/// </param>
public sealed record InformerSubscription<T>(
    IReadOnlyDictionary<NamespacedName, T> Snapshot,
    ChannelReader<IReadOnlyList<ResourceChange<T>>> Changes)
    where T : class, IKubernetesObject;
