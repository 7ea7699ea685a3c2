using System.Text.Json.Serialization.Metadata;

namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>Where a kind lives in the API and how it is read.</summary>
/// <param name="Group">API group; empty for the core group.</param>
/// <param name="Plural">The resource's name in paths: "statefulsets".</param>
/// <param name="LabelSelector">Filter that the server applies to lists and watches; null for none.</param>
public sealed record ResourceKind<T>(
    string Group,
    string Version,
    string Kind,
    string Plural,
    bool IsNamespaced,
    JsonTypeInfo<T> Item,
    string? LabelSelector = null)
    where T : class, IKubernetesObject
{
    /// <summary>Filter by fields that the server applies to lists and watches ("metadata.name=web"); null for none.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>A server may do without it: that it is not known (404) is then an answer, no broken link.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Objects are asked for as meta.k8s.io/v1 PartialObjectMetadata and as nothing else: what they hold is never sent, and a server that cannot do it refuses (406).</summary>
    public bool IsMetadataOnly { get; init; }

    /// <summary>"apps/v1", or "v1" for the core group.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : Group + "/" + Version;

    /// <summary>The path of the collection, of one namespace or of all when <paramref name="namespaceName"/> is null.</summary>
    public string CollectionPath(string? namespaceName)
    {
        var root = Group.Length == 0 ? "/api/" + Version : "/apis/" + Group + "/" + Version;
        return namespaceName is null || !IsNamespaced
            ? root + "/" + Plural
            : root + "/namespaces/" + Uri.EscapeDataString(namespaceName) + "/" + Plural;
    }

    public string ObjectPath(NamespacedName name) =>
        CollectionPath(IsNamespaced ? name.Namespace : null) + "/" + Uri.EscapeDataString(name.Name);
}
