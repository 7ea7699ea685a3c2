namespace StatefulDashboard.Kubernetes.Resources;

public record ObjectMeta
{
    public string Name { get; init => field = value ?? ""; } = "";

    public string Namespace { get; init => field = value ?? ""; } = "";

    public string Uid { get; init => field = value ?? ""; } = "";

    /// <summary>Opaque: compare for equality only.</summary>
    public string ResourceVersion { get; init => field = value ?? ""; } = "";

    public long Generation { get; init; }

    public DateTimeOffset? CreationTimestamp { get; init; }

    /// <summary>Set when the object is being deleted: the moment at which its grace period ends.</summary>
    public DateTimeOffset? DeletionTimestamp { get; init; }

    public long? DeletionGracePeriodSeconds { get; init; }

    public ValueMap Labels { get; init => field = value ?? ValueMap.Empty; } = ValueMap.Empty;

    public ValueList<OwnerReference> OwnerReferences { get; init => field = value ?? []; } = [];

    public ValueList<string> Finalizers { get; init => field = value ?? []; } = [];

    public NamespacedName Key => new(Namespace, Name);

    public bool IsTerminating => DeletionTimestamp is not null;

    public OwnerReference? Controller => OwnerReferences.FirstOrDefault(owner => owner.Controller);
}

public sealed record OwnerReference
{
    public string Kind { get; init => field = value ?? ""; } = "";

    public string Name { get; init => field = value ?? ""; } = "";

    public string Uid { get; init => field = value ?? ""; } = "";

    public bool Controller { get; init; }
}
