namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>metav1.Status: what the API answers when it refuses.</summary>
public sealed record Status
{
    public string Message { get; init => field = value ?? ""; } = "";

    public string Reason { get; init => field = value ?? ""; } = "";

    public int Code { get; init; }

    public StatusDetails? Details { get; init; }
}

public sealed record StatusDetails
{
    public string Name { get; init => field = value ?? ""; } = "";

    public string Kind { get; init => field = value ?? ""; } = "";

    public int? RetryAfterSeconds { get; init; }

    public ValueList<StatusCause> Causes { get; init => field = value ?? []; } = [];
}

public sealed record StatusCause
{
    public string Reason { get; init => field = value ?? ""; } = "";

    public string Message { get; init => field = value ?? ""; } = "";

    public string Field { get; init => field = value ?? ""; } = "";
}
