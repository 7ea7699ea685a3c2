using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Domain.Lifecycle;

public enum ProbeKind
{
    Startup,
    Liveness,
    Readiness,
}

public enum HandlerKind
{
    /// <summary>None that is known.</summary>
    Unknown,
    HttpGet,
    Tcp,
    Exec,
    Grpc,
    Sleep,
}

/// <summary>A probe as it is specified, with the server's defaults where nothing stands.</summary>
/// <param name="Target">What it asks: "GET http://:9200/health", "tcp :9300", a command, "grpc :9000".</param>
/// <param name="WorstSeconds">
/// Startup: how long the container may take from its start (initial delay + period × threshold). The others: from a fault right after
/// a good answer until it counts (the attempts of the threshold a period apart, each up to its timeout).
/// </param>
/// <param name="FirstSeconds">How long a container that never works is believed in, from when the probe may begin: initial delay and <paramref name="WorstSeconds"/>.</param>
public sealed record ProbePlan(
    ProbeKind Kind,
    HandlerKind Action,
    string Target,
    long InitialDelaySeconds,
    long PeriodSeconds,
    long TimeoutSeconds,
    long SuccessThreshold,
    long FailureThreshold,
    long WorstSeconds,
    long FirstSeconds,
    Statement Meaning);

public enum HookKind
{
    PostStart,
    PreStop,
}

/// <param name="Seconds">How long it sleeps; null for what takes a time that nobody knows beforehand.</param>
/// <param name="LeftSeconds">What it leaves of the grace period for the process; null when that is not known.</param>
public sealed record HookPlan(HookKind Kind, HandlerKind Action, string Target, long? Seconds, long? LeftSeconds, Statement Meaning);
