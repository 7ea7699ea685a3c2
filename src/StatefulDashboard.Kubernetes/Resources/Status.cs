namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>metav1.Status: what the API answers when it refuses.</summary>
public sealed record Status
{
    public string Message { get; init; } = "";

    public string Reason { get; init; } = "";

    public int Code { get; init; }

    public StatusDetails? Details { get; init; }
}

public sealed record StatusDetails
{
    public string Name { get; init; } = "";

    public string Kind { get; init; } = "";

    public int? RetryAfterSeconds { get; init; }

    public ValueList<StatusCause> Causes { get; init; } = [];
}

public sealed record StatusCause
{
    public string Reason { get; init; } = "";

    public string Message { get; init; } = "";

    public string Field { get; init; } = "";
}
