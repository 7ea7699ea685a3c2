namespace StatefulDashboard.DemoCluster.ApiServer.Storage;

/// <summary>One kind of object that the API serves, as discovery tells it.</summary>
internal sealed record ResourceKind(string Group, string Version, string Kind, string Plural, bool Namespaced)
{
    public string[] ShortNames { get; init; } = [];

    public string[] Categories { get; init; } = [];

    public bool HasStatus { get; init; } = true;

    public bool HasScale { get; init; }

    /// <summary>Whether metadata.generation counts changes of the object's wish.</summary>
    public bool HasGeneration { get; init; }

    /// <summary>Whether a whole collection can be deleted with one request.</summary>
    public bool DeletesMany { get; init; } = true;

    /// <summary>For a view of another kind's objects, that kind; null for what is stored itself.</summary>
    public ResourceKind? StoredAs { get; init; }

    /// <summary>Whether a definition adds this kind to the API; such kinds are written a little differently.</summary>
    public bool IsDefined => Group == "snapshot.storage.k8s.io";

    /// <summary>How a stored object of this kind begins; what items of lists do not repeat.</summary>
    public byte[] ItemHead { get; } = System.Text.Encoding.UTF8.GetBytes(
        Group == "snapshot.storage.k8s.io" ? "" : $"{{\"kind\":\"{Kind}\",\"apiVersion\":\"{(Group.Length == 0 ? Version : $"{Group}/{Version}")}\",");

    public string Singular => Kind.ToLowerInvariant();

    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>"statefulsets.apps", as messages name a resource.</summary>
    public string QualifiedPlural => Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    /// <summary>"StatefulSet.apps", as messages about a refused object name its kind.</summary>
    public string QualifiedKind => Group.Length == 0 ? Kind : $"{Kind}.{Group}";

    public bool Equals(ResourceKind? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Kind.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => QualifiedPlural;
}
