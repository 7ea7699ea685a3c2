using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Lifecycle;

/// <summary>How the pods of one set live: from the scheduler to the last signal.</summary>
/// <param name="Template">What a pod that is made now gets; null when the set's template is not read.</param>
/// <param name="Pods">By ordinal.</param>
/// <param name="Differences">What sets pods apart from each other, or from the template.</param>
public sealed record SetLifecycle(PodPlan? Template, ValueList<PodLife> Pods, ValueList<Statement> Differences)
{
    /// <summary>When time alone changes what is said: a grace period ends.</summary>
    public DateTimeOffset? NextChangeAt { get; init; }
}

/// <summary>What a specification says about a pod's life.</summary>
/// <param name="Containers">Init containers and sidecars in their order, then the others.</param>
/// <param name="GraceSeconds">From the wish to stop until SIGKILL.</param>
/// <param name="Group">The group that owns the files of its volumes; null when none is set.</param>
public sealed record PodPlan(ValueList<ContainerPlan> Containers, long GraceSeconds, Statement Grace, long? FileGroup, Statement? Group);

/// <param name="PullPolicy">Always, IfNotPresent or Never.</param>
/// <param name="Pull">What that means for this image.</param>
/// <param name="StopSignal">"SIGTERM" unless the specification says another; the image may say one too.</param>
/// <param name="Mounts">Of claims only.</param>
public sealed record ContainerPlan(
    string Name,
    ContainerRole Role,
    string Image,
    string PullPolicy,
    Statement Pull,
    ValueList<ProbePlan> Probes,
    ValueList<HookPlan> Hooks,
    ValueMap Requests,
    ValueMap Limits,
    string StopSignal,
    ValueList<ClaimMount> Mounts);

public enum ContainerRole
{
    Main,

    /// <summary>Runs to its end before the next one begins.</summary>
    Init,

    /// <summary>An init container with restartPolicy Always: the next one begins once it has started, and it runs on.</summary>
    Sidecar,
}

/// <summary>A claim's volume in a container.</summary>
/// <param name="Claim">In a template: the claim template's name.</param>
public sealed record ClaimMount(string Claim, string Path, string SubPath, bool ReadOnly);
