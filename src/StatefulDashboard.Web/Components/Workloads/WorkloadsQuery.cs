namespace StatefulDashboard.Web.Components.Workloads;

/// <summary>What of the list is shown, and how it is ordered: as it stands in the address. Null is no filter, and the usual order.</summary>
/// <param name="Cluster">An id; null for all that are connected.</param>
/// <param name="Phase">A phase as the JSON writes it, or "attention".</param>
/// <param name="Kind">A kind as the JSON writes it: "deployment".</param>
/// <param name="Sort">A column; with a dash before it, turned round.</param>
public sealed record WorkloadsQuery(string? Cluster, string? Phase, string? Kind, string? Namespace, string? Search, string? Sort)
{
    public const string Attention = "attention";

    public static readonly WorkloadsQuery All = new(null, null, null, null, null, null);

    public bool IsFiltered => (Phase ?? Kind ?? Namespace ?? Search) is not null;

    /// <summary>The same with empty texts as none.</summary>
    public WorkloadsQuery Clean() => new(Text(Cluster), Text(Phase), Text(Kind), Text(Namespace), Text(Search), Text(Sort));

    /// <summary>For the address.</summary>
    public Dictionary<string, object?> ToParameters() => new(StringComparer.Ordinal)
    {
        ["cluster"] = Cluster,
        ["phase"] = Phase,
        ["kind"] = Kind,
        ["namespace"] = Namespace,
        ["q"] = Search,
        ["sort"] = Sort,
    };

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
