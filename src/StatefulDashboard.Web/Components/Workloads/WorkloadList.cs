using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Workloads;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;

namespace StatefulDashboard.Web.Components.Workloads;

/// <summary>
/// The rows of one browser's list, filtered and in order, and the numbers on its filters. A newer view costs what has changed in it:
/// a row is taken out of its place and put into its new one. One caller at a time.
/// </summary>
public sealed class WorkloadList
{
    private readonly record struct Key(string Cluster, WorkloadName Name);

    private readonly Dictionary<string, ClusterView> views = new(StringComparer.Ordinal);
    private readonly Dictionary<Key, WorkloadItem> items = [];
    private readonly List<WorkloadItem> rows = [];
    private readonly Dictionary<StatefulSetPhase, int> phases = [];
    private readonly Dictionary<WorkloadKind, int> kinds = [];
    private readonly SortedDictionary<string, int> namespaces = new(StringComparer.Ordinal);
    private WorkloadsQuery query = WorkloadsQuery.All;
    private WorkloadOrder order = new(WorkloadsQuery.All);
    private (int Start, int Count) window;
    private bool isResorting;

    /// <summary>Those that match the query, in its order.</summary>
    public IReadOnlyList<WorkloadItem> Rows => rows;

    /// <summary>All, whether they match or not.</summary>
    public int Count => items.Count;

    public int NeedAttention { get; private set; }

    public IReadOnlyDictionary<StatefulSetPhase, int> Phases => phases;

    public IReadOnlyDictionary<WorkloadKind, int> Kinds => kinds;

    public IReadOnlyCollection<string> Namespaces => namespaces.Keys;

    /// <summary>Another number each time that something has changed in the rows that are drawn, or in how many there are.</summary>
    public long RowsVersion { get; private set; }

    /// <summary>Another number each time that a number on a filter has changed.</summary>
    public long NumbersVersion { get; private set; }

    public WorkloadsQuery Query
    {
        get => query;
        set
        {
            if (query != value)
            {
                (query, order) = (value, new(value));
                Arrange();
            }
        }
    }

    /// <summary>Which rows are drawn: changes of others need no drawing.</summary>
    public void Show(int start, int count) => window = (start, count);

    /// <summary>Takes over a newer view of a cluster.</summary>
    public void Take(ClusterView view)
    {
        var before = views.GetValueOrDefault(view.Cluster.Id);
        views[view.Cluster.Id] = view;
        var changed = view.ChangedWorkloads(before).ToList();
        isResorting = changed.Count > 64 && changed.Count > items.Count / 4;
        foreach (var name in changed)
        {
            Put(new(view.Cluster.Id, name), ItemOf(view, name));
        }

        if (isResorting)
        {
            isResorting = false;
            Arrange();
        }
    }

    /// <summary>A cluster is not shown any more.</summary>
    public void Leave(string cluster)
    {
        if (views.Remove(cluster))
        {
            foreach (var key in items.Keys.Where(key => key.Cluster == cluster).ToArray())
            {
                Put(key, null);
            }
        }
    }

    private static WorkloadItem? ItemOf(ClusterView view, WorkloadName name) =>
        name.Kind == WorkloadKind.StatefulSet
            ? view.Sets.TryGetValue(name.Name, out var set) ? WorkloadItem.Of(view.Cluster.Id, set) : null
            : view.Workloads.TryGetValue(name, out var other) ? WorkloadItem.Of(view.Cluster.Id, other) : null;

    private void Put(Key key, WorkloadItem? item)
    {
        var before = items.GetValueOrDefault(key);
        if (ReferenceEquals(before, item))
        {
            return;
        }

        Number(before, -1);
        Number(item, 1);
        if (item is null)
        {
            items.Remove(key);
        }
        else
        {
            items[key] = item;
        }

        if (before?.Phase != item?.Phase || before?.NeedsAttention != item?.NeedsAttention || before is null || item is null)
        {
            NumbersVersion++;
        }

        if (!isResorting)
        {
            Move(before, item);
        }
    }

    private void Move(WorkloadItem? before, WorkloadItem? item)
    {
        var from = before is not null && order.Matches(before) ? rows.BinarySearch(before, order) : -1;
        var isShown = item is not null && order.Matches(item);
        if (from >= 0 && isShown && order.Compare(before!, item!) == 0)
        {
            rows[from] = item!;
            RowsVersion += IsDrawn(from, from) ? 1 : 0;
            return;
        }

        if (from >= 0)
        {
            rows.RemoveAt(from);
        }

        var to = isShown ? ~rows.BinarySearch(item!, order) : -1;
        if (to >= 0)
        {
            rows.Insert(to, item!);
        }

        // how many there are is drawn as well; who only changes places moves all that is between
        RowsVersion += (from < 0) != (to < 0) || from >= 0 && IsDrawn(Math.Min(from, to), Math.Max(from, to)) ? 1 : 0;
    }

    private bool IsDrawn(int first, int last) => window.Count == 0 || first < window.Start + window.Count && last >= window.Start;

    private void Arrange()
    {
        rows.Clear();
        rows.AddRange(items.Values.Where(order.Matches));
        rows.Sort(order);
        RowsVersion++;
    }

    private void Number(WorkloadItem? item, int more)
    {
        if (item is null)
        {
            return;
        }

        NeedAttention += item.NeedsAttention ? more : 0;
        phases[item.Phase] = phases.GetValueOrDefault(item.Phase) + more;
        kinds[item.Kind] = kinds.GetValueOrDefault(item.Kind) + more;
        namespaces[item.Name.Namespace] = namespaces.GetValueOrDefault(item.Name.Namespace) + more;
        if (namespaces[item.Name.Namespace] == 0)
        {
            namespaces.Remove(item.Name.Namespace);
        }
    }
}
