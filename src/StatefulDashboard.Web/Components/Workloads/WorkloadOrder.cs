using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Workloads;

namespace StatefulDashboard.Web.Components.Workloads;

/// <summary>Which rows match a query, and their order: a total one, no two rows are alike in it.</summary>
public sealed class WorkloadOrder : IComparer<WorkloadItem>
{
    private readonly WorkloadsQuery query;
    private readonly string? column;
    private readonly bool isTurned;
    private readonly StatefulSetPhase? phase;
    private readonly WorkloadKind? kind;
    private readonly string? search;

    public WorkloadOrder(WorkloadsQuery query)
    {
        this.query = query;
        isTurned = query.Sort is ['-', ..];
        column = isTurned ? query.Sort![1..] : query.Sort;
        phase = Parse<StatefulSetPhase>(query.Phase);
        kind = Parse<WorkloadKind>(query.Kind);
        search = query.Search?.Trim();
    }

    public bool Matches(WorkloadItem item) =>
        (query.Phase is null || (query.Phase == WorkloadsQuery.Attention ? item.NeedsAttention : item.Phase == phase))
        && (query.Kind is null || item.Kind == kind)
        && (query.Namespace is null || item.Name.Namespace == query.Namespace)
        && (search is null || item.Holds(search));

    public int Compare(WorkloadItem? x, WorkloadItem? y)
    {
        var (one, other) = (x!, y!);
        var order = column is null ? ByAttention(one, other) : ByColumn(one, other);
        order = isTurned ? -order : order;
        order = order != 0 ? order : one.Name.CompareTo(other.Name);
        order = order != 0 ? order : one.Kind.CompareTo(other.Kind);
        return order != 0 ? order : string.CompareOrdinal(one.Cluster, other.Cluster);
    }

    private static int ByAttention(WorkloadItem one, WorkloadItem other) =>
        other.NeedsAttention.CompareTo(one.NeedsAttention) is var order && order != 0 ? order : one.Phase.CompareTo(other.Phase);

    private int ByColumn(WorkloadItem one, WorkloadItem other) => column switch
    {
        "name" => string.CompareOrdinal(one.Name.Name, other.Name.Name),
        "state" => one.Phase.CompareTo(other.Phase),
        "ready" => Share(one).CompareTo(Share(other)),
        "claims" => other.Claims.CompareTo(one.Claims),
        "since" => Nullable.Compare(other.Since, one.Since),
        _ => 0,
    };

    // what is scaled to nothing lacks nothing
    private static double Share(WorkloadItem item) => item.Desired > 0 ? (double)item.Ready / item.Desired : 1;

    private static T? Parse<T>(string? word)
        where T : struct, Enum => Enum.TryParse<T>(word, ignoreCase: true, out var value) ? value : null;
}
