using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Storage;

/// <summary>All that is shown of one claim: what it asks for, what it has, who uses it, and what becomes of its data.</summary>
/// <param name="Phase">Pending, Bound or Lost as the API says; Missing when there is no such claim, Unknown when claims cannot be read.</param>
public sealed record ClaimStorage(string Namespace, string Name, string Phase)
{
    /// <summary>The size that is asked for, as it is written ("1Gi").</summary>
    public string? Requested { get; init; }

    /// <summary>The size that it has; null before it is bound.</summary>
    public string? Capacity { get; init; }

    /// <summary>What it has, else what it asks for; 0 where that is no size.</summary>
    public long Bytes { get; init; }

    /// <summary>What the volume can do; before it is bound, what is asked for.</summary>
    public ValueList<string> AccessModes { get; init; } = [];

    public string VolumeMode { get; init; } = "Filesystem";

    /// <summary>As the claim names it: null means the default class; the empty string means none, static volumes only.</summary>
    public string? StorageClass { get; init; }

    /// <summary>The class that counts for it; null when it is not there or not known.</summary>
    public ClassInfo? Class { get; init; }

    public string? VolumeName { get; init; }

    /// <summary>Null when it has none, or none that can be read.</summary>
    public VolumeInfo? Volume { get; init; }

    public Provisioning Provisioning { get; init; }

    public ClaimUse Use { get; init; }

    /// <summary>What its name means to the sets that are there; more than one where two could mean it.</summary>
    public ValueList<ClaimMeaning> Meanings { get; init; } = [];

    public ValueList<ClaimUser> Users { get; init; } = [];

    public ValueList<ClaimOwner> Owners { get; init; } = [];

    public ValueList<ClaimCondition> Conditions { get; init; } = [];

    /// <summary>What was said of it last, newest first; only where that may explain something.</summary>
    public ValueList<ClaimEvent> Events { get; init; } = [];

    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Since when no pod uses it, where the cluster tells (condition Unused); null: not known.</summary>
    public DateTimeOffset? UnusedSince { get; init; }

    /// <summary>Deleted, and kept by a finalizer as long as a pod uses it.</summary>
    public bool IsTerminating { get; init; }

    /// <summary>What becomes of the data when the claim is deleted.</summary>
    public Statement? Data { get; init; }

    /// <summary>Where its volume comes from.</summary>
    public Statement? Source { get; init; }

    /// <summary>Why it is not Bound, not there, or of no use where it is needed.</summary>
    public ValueList<Statement> Why { get; init; } = [];

    /// <summary>How it differs from the template of its set.</summary>
    public ValueList<Statement> Drift { get; init; } = [];

    /// <summary>What else is to be known: who takes it back, who shares it, what grows.</summary>
    public ValueList<Statement> Notes { get; init; } = [];

    public bool Exists => Phase is not (ClaimBinding.MissingPhase or ClaimBinding.UnknownPhase);
}

/// <summary>Where a volume comes from.</summary>
public enum Provisioning
{
    Unknown,

    /// <summary>Made for its claim by a provisioner.</summary>
    Dynamic,

    /// <summary>Made by hand or by a tool, before a claim asked for it.</summary>
    Static,
}

/// <summary>Who needs a claim.</summary>
public enum ClaimUse
{
    /// <summary>Not all that could use it may be read.</summary>
    Unknown,

    /// <summary>A pod has it.</summary>
    Used,

    /// <summary>An ordinal inside the range has it, whose pod is not there.</summary>
    WaitsForPod,

    /// <summary>A set that is there would take it, but its ordinal is outside the range.</summary>
    LeftBehind,

    /// <summary>A template names it, and has no pod now.</summary>
    Template,

    /// <summary>Neither a pod nor a template of what is read names it.</summary>
    NotSeen,
}

/// <summary>A set whose template makes exactly this name.</summary>
/// <param name="InRange">The set wants a pod of this ordinal.</param>
public sealed record ClaimMeaning(string Set, string Template, int Ordinal, string PodName, bool InRange);

/// <summary>Who mounts a claim.</summary>
/// <param name="Kind">Pod, or what makes pods (Deployment, DaemonSet, StatefulSet, Job, CronJob).</param>
/// <param name="Node">Of a pod; empty when it has none.</param>
/// <param name="HasEnded">A pod that has ended still holds the name, but writes no more.</param>
public sealed record ClaimUser(string Kind, string Name, string Node = "", bool HasEnded = false);

/// <summary>What takes a claim along when it is deleted.</summary>
public sealed record ClaimOwner(string Kind, string Name, Statement Meaning);

/// <param name="Type">Resizing, FileSystemResizePending, Unused, …</param>
public sealed record ClaimCondition(string Type, string Status, string Reason, string Message, DateTimeOffset? Since);

/// <param name="IsWarning">Its type is Warning.</param>
/// <param name="Message">Untrusted.</param>
public sealed record ClaimEvent(string Reason, string Message, bool IsWarning, int Count, DateTimeOffset? LastAt);
