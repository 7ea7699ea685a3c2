namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>A variable of a container: with its value, or with where that comes from.</summary>
public sealed record EnvironmentVariable
{
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>Never shown: it may be a secret, wherever it stands.</summary>
    public string Value { get; init => field = value ?? ""; } = "";

    public ValueSource? ValueFrom { get; init; }
}

public sealed record ValueSource
{
    public KeyReference? ConfigMapKeyRef { get; init; }

    public KeyReference? SecretKeyRef { get; init; }

    public FieldReference? FieldRef { get; init; }

    public ResourceFieldReference? ResourceFieldRef { get; init; }

    public FileKeyReference? FileKeyRef { get; init; }
}

public sealed record KeyReference
{
    public string Name { get; init => field = value ?? ""; } = "";

    public string Key { get; init => field = value ?? ""; } = "";

    public bool Optional { get; init; }
}

public sealed record FieldReference
{
    public string FieldPath { get; init => field = value ?? ""; } = "";
}

public sealed record ResourceFieldReference
{
    public string ContainerName { get; init => field = value ?? ""; } = "";

    public string Resource { get; init => field = value ?? ""; } = "";
}

/// <summary>A key of a file that an init container has written.</summary>
public sealed record FileKeyReference
{
    public string VolumeName { get; init => field = value ?? ""; } = "";

    public string Path { get; init => field = value ?? ""; } = "";

    public string Key { get; init => field = value ?? ""; } = "";
}

/// <summary>All keys of a ConfigMap or a Secret as variables.</summary>
public sealed record EnvironmentSource
{
    public string Prefix { get; init => field = value ?? ""; } = "";

    public ObjectSource? ConfigMapRef { get; init; }

    public ObjectSource? SecretRef { get; init; }
}

public sealed record ObjectSource
{
    public string Name { get; init => field = value ?? ""; } = "";

    public bool Optional { get; init; }
}
