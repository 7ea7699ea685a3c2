using System.Text.Json.Serialization;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Operations;

/// <summary>
/// An action that takes several steps, as it is kept in the cluster. It says what is wanted and how far that was noted; the truth of
/// each step is always read from the objects themselves.
/// </summary>
/// <param name="Id">Also the end of its ConfigMap's name: lower-case letters and digits.</param>
/// <param name="Name">The set.</param>
/// <param name="Uid">Of the set: another one of the same name is not meant.</param>
/// <param name="Generation">Of the set when it was planned.</param>
/// <param name="Steps">The plan, as it was confirmed.</param>
/// <param name="Step">The key of the present step (<see cref="StepKey"/>).</param>
/// <param name="StepSince">When the present step began.</param>
/// <param name="Reason">Why it is in its state, or what it waits for; null where there is nothing to be said.</param>
/// <param name="StartedBy">Who confirmed the plan.</param>
/// <param name="ActsFor">In whose name it writes now: who started it, or who resumed it last.</param>
/// <param name="EndedAt">Null while it is under way.</param>
public sealed record Operation(
    string Id,
    ActionKind Kind,
    NamespacedName Name,
    string Uid,
    long Generation,
    ActionIntent Intent,
    ValueList<PlanStep> Steps,
    string Step,
    DateTimeOffset StepSince,
    OperationState State,
    Statement? Reason,
    string StartedBy,
    string ActsFor,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    ValueList<OperationEntry> Log)
{
    /// <summary>More entries than this are not kept; the oldest but the first are left out.</summary>
    public const int MostEntries = 200;

    /// <summary>Of a rollout; null otherwise.</summary>
    public RolloutProgress? Rollout { get; init; }

    /// <summary>Of a deletion; null otherwise.</summary>
    public DeletionProgress? Deletion { get; init; }

    [JsonIgnore]
    public bool IsOver => State is OperationState.Done or OperationState.Aborted or OperationState.Failed;
}

/// <summary>Who did what, when.</summary>
/// <param name="By">The person; empty where the operation went on by itself.</param>
public sealed record OperationEntry(DateTimeOffset At, string By, Statement Text);

/// <summary>What a rollout must remember.</summary>
/// <param name="FromRevision">The revision that the pods ran before: an abort goes back to it.</param>
/// <param name="TargetRevision">The one that is rolled out; empty until the controller has made it.</param>
/// <param name="FirstPartition">Where the rollout is held before the first step.</param>
/// <param name="Restarts">Of the pods that ran the target revision already when it began: their uid and restarts then.</param>
/// <param name="IsStarted">The first request was carried out; false where that was not noted, and then the set itself tells.</param>
/// <param name="IsAborting">It goes back, also while it is held or paused.</param>
/// <param name="Replicas">As planned: with others the steps mean other pods. Null where it was not noted.</param>
/// <param name="ApprovedPartition">The step that a person has let go on; null: none.</param>
public sealed record RolloutProgress(
    string FromRevision, string TargetRevision, int FirstPartition, ValueList<PodRestarts> Restarts, bool IsStarted = false, int? ApprovedPartition = null, bool IsAborting = false, int? Replicas = null);

public sealed record PodRestarts(string PodUid, int Restarts);

/// <summary>What a deletion must remember.</summary>
/// <param name="Claims">Each claim of the set, with its uid: a new claim of the same name is not meant.</param>
/// <param name="Replicas">As planned, then as this operation has set them last: more than that means that somebody else wants pods.</param>
public sealed record DeletionProgress(ValueList<PlannedClaim> Claims, int Replicas);

public sealed record PlannedClaim(string Name, string Uid, int Ordinal);
