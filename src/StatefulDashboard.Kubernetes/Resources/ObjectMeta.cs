namespace StatefulDashboard.Kubernetes.Resources;

public sealed record ObjectMeta
{
    public string Name { get; init; } = "";

    public string Namespace { get; init; } = "";

    public string Uid { get; init; } = "";

    /// <summary>Opaque: compare for equality only.</summary>
    public string ResourceVersion { get; init; } = "";

    public long Generation { get; init; }

    public DateTimeOffset? CreationTimestamp { get; init; }

    /// <summary>Set when the object is being deleted: the moment at which its grace period ends.</summary>
    public DateTimeOffset? DeletionTimestamp { get; init; }

    public long? DeletionGracePeriodSeconds { get; init; }

    public ValueMap Labels { get; init; } = ValueMap.Empty;

    public ValueList<OwnerReference> OwnerReferences { get; init; } = [];

    public ValueList<string> Finalizers { get; init; } = [];

    public NamespacedName Key => new(Namespace, Name);

    public bool IsTerminating => DeletionTimestamp is not null;

    public OwnerReference? Controller => OwnerReferences.FirstOrDefault(owner => owner.Controller);
}

public sealed record OwnerReference
{
    public string Kind { get; init; } = "";

    public string Name { get; init; } = "";

    public string Uid { get; init; } = "";

    public bool Controller { get; init; }
}
