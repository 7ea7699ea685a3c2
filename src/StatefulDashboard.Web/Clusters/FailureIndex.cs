using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Clusters;

/// <summary>
/// What controllers could not make. An Event stays for an hour, whatever became of it: one that is older than a pod of its name that
/// was there since is over, also once that pod is gone again. One thread at a time.
/// </summary>
internal sealed class FailureIndex
{
    private readonly Dictionary<NamespacedName, Dictionary<NamespacedName, Event>> bySet = [];

    public IReadOnlyList<CreationFailure> Of(StatefulSet set) =>
        bySet.TryGetValue(set.Metadata.Key, out var events)
            ? [.. events.Values.Where(one => one.InvolvedObject.Uid == set.Metadata.Uid).Select(CreationFailure.Of).OfType<CreationFailure>()]
            : [];

    /// <returns>The set that it is about.</returns>
    public NamespacedName[] Apply(ResourceChange<Event> change, Func<NamespacedName, IEnumerable<Pod>> podsOf)
    {
        var about = (change.After ?? change.Before!).InvolvedObject;
        var set = new NamespacedName(about.Namespace, about.Name);
        Remove(set, change.Name);
        if (change.After is { } failure && !podsOf(set).Any(pod => IsOver(failure, pod)))
        {
            (bySet.TryGetValue(set, out var events) ? events : bySet[set] = [])[change.Name] = failure;
        }

        return [set];
    }

    /// <summary>A pod is there: what is older than it has come out well.</summary>
    public void Made(Pod? pod)
    {
        if (pod is null || bySet.Count == 0 || pod.Metadata.Controller is not { Kind: "StatefulSet" } owner || !bySet.TryGetValue(new(pod.Metadata.Namespace, owner.Name), out var events))
        {
            return;
        }

        foreach (var (name, _) in events.Where(pair => IsOver(pair.Value, pod)).ToArray())
        {
            Remove(new(pod.Metadata.Namespace, owner.Name), name);
        }
    }

    private void Remove(NamespacedName set, NamespacedName name)
    {
        if (bySet.TryGetValue(set, out var events) && events.Remove(name) && events.Count == 0)
        {
            bySet.Remove(set);
        }
    }

    private static bool IsOver(Event failure, Pod pod) =>
        CreationFailure.Of(failure) is { } known && known.Pod == pod.Metadata.Name && pod.Metadata.CreationTimestamp >= known.LastSeenAt;
}
