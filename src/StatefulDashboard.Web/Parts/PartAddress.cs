using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Parts;

/// <summary>What a part is about: one set, or with null the whole cluster.</summary>
public sealed record PartAddress(string Cluster, NamespacedName? Set)
{
    /// <summary>What of the part is meant, as it stands in the address ("object" → "pod/web-0"); only names that the part knows.</summary>
    public ValueMap Query { get; init; } = ValueMap.Empty;

    /// <summary>With what is meant of a part; names that it does not know are left out, and so are empty values.</summary>
    internal PartAddress For(IPart part, Func<string, string?> query) => this with
    {
        Query = ValueMap.From(part.QueryNames.Select(name => KeyValuePair.Create(name, query(name) ?? "")).Where(pair => pair.Value.Length > 0)),
    };
}
