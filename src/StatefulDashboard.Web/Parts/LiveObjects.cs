using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Parts;

/// <summary>
/// Objects that are read and followed with a person's own rights, only as long as somebody looks. What is followed is named first,
/// then it runs until it is cancelled; it is to be disposed of.
/// </summary>
public sealed class LiveObjects : IAsyncDisposable
{
    /// <summary>An account that may read in more namespaces than this one by one is shown the first ones.</summary>
    public const int MostNamespaces = 100;

    private readonly KubernetesClient client;
    private readonly ReadRights rights;
    private readonly ClusterScope scope;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly List<Func<IEnumerable<WatchHealth>>> health = [];
    private readonly List<Func<Action, CancellationToken, IEnumerable<Task>>> runs = [];
    private readonly List<Func<ValueTask>> ends = [];

    internal LiveObjects(KubernetesClient client, ClusterStatus status, TimeProvider time, ILogger logger, LabelSelector? selector = null) =>
        (this.client, rights, scope, this.time, this.logger, PodSelector, SetSelector) = (client, status.Rights, status.Scope, time, logger, PodSelectors.Of(selector), selector?.ToQuery());

    /// <summary>Filters pods down to those that can be the set's: the server then sends no others. All begins anew should the set's selector change (it was made again).</summary>
    public string PodSelector { get; }

    /// <summary>Filters down to what carries the labels of the set's template, as its revisions do; null where the set is not there (yet).</summary>
    public string? SetSelector { get; }

    /// <summary>Follows the objects of one namespace, or of a kind that has none (null).</summary>
    public LiveList<T> Follow<T>(ResourceKind<T> kind, string? namespaceName)
        where T : class, IKubernetesObject => Follow(kind, [namespaceName]);

    /// <summary>Follows all that the person may see of a kind with namespaces: the whole cluster at once, else namespace by namespace.</summary>
    public LiveList<T> FollowEverywhere<T>(ResourceKind<T> kind)
        where T : class, IKubernetesObject
    {
        var seen = rights.SeenNamespaces.ToArray();
        return !scope.IsWhole ? Follow(kind, scope.Namespaces.Where(rights.SeesSets))
            : seen.Length > 0 ? Follow(kind, seen)
            : Follow(kind, [null]);
    }

    /// <summary>Something else that changes by itself: it runs as long as somebody looks, calls the action after each change, and ends when it is cancelled.</summary>
    public void Run(Func<Action, CancellationToken, Task> source) => runs.Add((wake, cancellationToken) => [source(wake, cancellationToken)]);

    internal IEnumerable<WatchHealth> Health => health.SelectMany(of => of());

    /// <summary>Runs all watches; <paramref name="wake"/> is called after each change and must return at once.</summary>
    internal Task RunAsync(Action wake, CancellationToken cancellationToken) => Task.WhenAll([.. runs.SelectMany(run => run(wake, cancellationToken))]);

    public async ValueTask DisposeAsync()
    {
        foreach (var end in ends)
        {
            await end();
        }
    }

    private LiveList<T> Follow<T>(ResourceKind<T> kind, IEnumerable<string?> places)
        where T : class, IKubernetesObject
    {
        var list = new LiveList<T>(places.Take(MostNamespaces).Select(place => new Informer<T>(client, kind, place, time, logger)));
        health.Add(() => list.Health);
        runs.Add(list.RunAsync);
        ends.Add(list.DisposeAsync);
        return list;
    }
}
