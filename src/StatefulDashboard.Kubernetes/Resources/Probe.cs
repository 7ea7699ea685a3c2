using System.Text.Json.Serialization;

namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>What a probe or a hook does: one of these is set.</summary>
public record LifecycleHandler
{
    public HttpGetAction? HttpGet { get; init; }

    public TcpSocketAction? TcpSocket { get; init; }

    public ExecAction? Exec { get; init; }

    public GrpcAction? Grpc { get; init; }

    public SleepAction? Sleep { get; init; }
}

/// <summary>A probe; what is missing has the server's default.</summary>
public sealed record Probe : LifecycleHandler
{
    public long? InitialDelaySeconds { get; init; }

    public long? PeriodSeconds { get; init; }

    public long? TimeoutSeconds { get; init; }

    public long? SuccessThreshold { get; init; }

    public long? FailureThreshold { get; init; }
}

public sealed record HttpGetAction
{
    public string Path { get; init => field = value ?? ""; } = "";

    /// <summary>A number, or the name of a port of the container.</summary>
    [JsonConverter(typeof(IntOrStringConverter))]
    public string? Port { get; init; }

    public string Host { get; init => field = value ?? ""; } = "";

    /// <summary>HTTP or HTTPS.</summary>
    public string Scheme { get; init => field = value ?? ""; } = "";
}

public sealed record TcpSocketAction
{
    [JsonConverter(typeof(IntOrStringConverter))]
    public string? Port { get; init; }

    public string Host { get; init => field = value ?? ""; } = "";
}

public sealed record ExecAction
{
    public ValueList<string> Command { get; init => field = value ?? []; } = [];
}

public sealed record GrpcAction
{
    public long? Port { get; init; }

    public string Service { get; init => field = value ?? ""; } = "";
}

public sealed record SleepAction
{
    public long? Seconds { get; init; }
}
