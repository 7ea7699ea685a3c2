using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Lifecycle;

/// <summary>How one pod lives now.</summary>
/// <param name="NodeHealth">Where its node does not report, what is said of the containers is what it told last.</param>
/// <param name="Reason">Why the pod as a whole is as it is ("Evicted"); empty for none.</param>
/// <param name="Path">What each pod goes through, in order.</param>
/// <param name="Containers">In the order of <see cref="PodPlan.Containers"/>.</param>
/// <param name="Warnings">What events say about the pod as a whole (mounts, hooks, sandbox), newest first; a few.</param>
/// <param name="Stop">While it terminates.</param>
public sealed record PodLife(
    int Ordinal,
    string Name,
    string Uid,
    string Node,
    NodeHealth NodeHealth,
    string Phase,
    string Reason,
    string Message,
    string QualityOfService,
    PodPlan Plan,
    ValueList<PodStep> Path,
    ValueList<ContainerLife> Containers,
    ValueList<LifeEvidence> Warnings,
    PodStop? Stop);

public enum PodStepKind
{
    Created,
    Scheduled,

    /// <summary>Volumes are mounted and the pod has its network (condition PodReadyToStartContainers).</summary>
    Prepared,

    /// <summary>All init containers have ended, all sidecars have started.</summary>
    Initialized,
    ContainersReady,
    Ready,
}

public enum PodStepState
{
    Done,

    /// <summary>This is what happens now.</summary>
    Now,
    Ahead,
}

/// <param name="At">When it was reached; null before that.</param>
/// <param name="Reason">Why not yet ("Unschedulable"); empty when nothing is said.</param>
public sealed record PodStep(PodStepKind Kind, PodStepState State, DateTimeOffset? At, string Reason, string Message);

public enum LifeState
{
    /// <summary>Nothing has been told of it.</summary>
    Unknown,
    Waiting,
    Running,

    /// <summary>Ended as it should.</summary>
    Done,

    /// <summary>Ended with a fault.</summary>
    Failed,
}

/// <param name="Now">What it does, in a sentence.</param>
/// <param name="Since">Since when it runs, or when it ended.</param>
/// <param name="Message">What the kubelet says; untrusted.</param>
/// <param name="BackOffSeconds">The pause between its end and its next start, while it is in one.</param>
/// <param name="NextStartAt">About when it starts again; null when that is not known.</param>
/// <param name="Last">How it ended last; null when it never did.</param>
/// <param name="ImageId">What runs indeed.</param>
public sealed record ContainerLife(
    string Name,
    ContainerRole Role,
    LifeState State,
    Statement Now,
    DateTimeOffset? Since,
    string Message,
    bool Ready,
    bool? Started,
    int Restarts,
    long? BackOffSeconds,
    DateTimeOffset? NextStartAt,
    ContainerStop? Last,
    ValueList<ProbeLife> Probes,
    string ImageId);

/// <summary>How a container ended.</summary>
/// <param name="Text">Its reason and exit code in words.</param>
/// <param name="Message">What it wrote to its termination log; untrusted.</param>
public sealed record ContainerStop(int ExitCode, string Reason, Statement Text, string Message, DateTimeOffset? StartedAt, DateTimeOffset? At);

/// <param name="Now">What it reports, as far as that can be known.</param>
/// <param name="Evidence">The newest event about it; null when there is none.</param>
public sealed record ProbeLife(ProbeKind Kind, bool? Passes, Statement Now, LifeEvidence? Evidence);

/// <summary>What an event says.</summary>
/// <param name="Message">Untrusted.</param>
public sealed record LifeEvidence(string Reason, string Message, int Times, DateTimeOffset? At);

/// <summary>The end of a pod.</summary>
/// <param name="AskedAt">When it was asked to stop.</param>
/// <param name="EndsAt">When its grace period is over.</param>
/// <param name="IsOverdue">It should be gone by now.</param>
/// <param name="WaitsFor">Each of what it waits for, or may.</param>
/// <param name="Advice">What may be done, and what must not.</param>
public sealed record PodStop(
    DateTimeOffset? AskedAt,
    DateTimeOffset? EndsAt,
    long GraceSeconds,
    bool IsOverdue,
    NodeHealth Node,
    ValueList<string> Finalizers,
    ValueList<Statement> WaitsFor,
    ValueList<Statement> Advice);

public enum NodeHealth
{
    /// <summary>Nodes may not be read, or the pod has none.</summary>
    Unknown,
    Ready,

    /// <summary>Its kubelet does not report, or reports trouble: no proof that the machine is off.</summary>
    NotReady,

    /// <summary>Somebody has tainted it out-of-service: known to be off.</summary>
    OutOfService,

    /// <summary>There is no such Node any more.</summary>
    Gone,
}
