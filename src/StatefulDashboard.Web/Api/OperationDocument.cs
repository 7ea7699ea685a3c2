using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Web.Localization;

namespace StatefulDashboard.Web.Api;

/// <summary>An operation as programs get it. Adding fields is allowed; renaming one breaks scripts.</summary>
public sealed record OperationDocument
{
    public required string Cluster { get; init; }

    public required string Id { get; init; }

    /// <summary>rollout or deletion.</summary>
    public required string Kind { get; init; }

    public required string Namespace { get; init; }

    /// <summary>Of the set.</summary>
    public required string Name { get; init; }

    public required string Uid { get; init; }

    /// <summary>running, waitingForApproval, held, paused, aborting, done, aborted or failed.</summary>
    public required string State { get; init; }

    public required bool IsOver { get; init; }

    /// <summary>The key of the present step.</summary>
    public required string Step { get; init; }

    public required DateTimeOffset StepSince { get; init; }

    /// <summary>Why it is in its state, or what it waits for, in the language of the request.</summary>
    public required string? Reason { get; init; }

    public required string StartedBy { get; init; }

    public required string ActsFor { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset? EndedAt { get; init; }

    public required int StepsDone { get; init; }

    public required IReadOnlyList<OperationStepDocument> Steps { get; init; }

    public required IReadOnlyList<OperationEntryDocument> Log { get; init; }

    /// <summary>Where the receipt of a deletion is; null for others.</summary>
    public required string? Receipt { get; init; }

    public static OperationDocument Of(string cluster, Operation operation, StatementText texts)
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(texts);
        var progress = StepProgress.Of(operation);
        return new()
        {
            Cluster = cluster,
            Id = operation.Id,
            Kind = StatefulSetDocuments.Word(operation.Kind),
            Namespace = operation.Name.Namespace,
            Name = operation.Name.Name,
            Uid = operation.Uid,
            State = StatefulSetDocuments.Word(operation.State),
            IsOver = operation.IsOver,
            Step = operation.Step,
            StepSince = operation.StepSince,
            Reason = operation.Reason is { } reason ? texts.Of(reason) : null,
            StartedBy = operation.StartedBy,
            ActsFor = operation.ActsFor,
            StartedAt = operation.StartedAt,
            EndedAt = operation.EndedAt,
            StepsDone = progress.Done,
            Steps = [.. operation.Steps.Select((step, index) => new OperationStepDocument(step.Ordinal, step.Key, StatefulSetDocuments.Word(step.Text.Code), texts.Of(step.Text), StatefulSetDocuments.Word(progress.States[index])))],
            Log = [.. operation.Log.Select(entry => new OperationEntryDocument(entry.At, entry.By, StatefulSetDocuments.Word(entry.Text.Code), texts.Of(entry.Text)))],
            Receipt = operation.Deletion is null ? null : Components.Live.Links.Receipt(cluster, new(operation.Name.Namespace, operation.Id)),
        };
    }
}

/// <param name="State">done, now, next or leftOut.</param>
public sealed record OperationStepDocument(int? Ordinal, string Key, string Code, string Text, string State);

/// <param name="By">The person; empty where the operation went on by itself.</param>
public sealed record OperationEntryDocument(DateTimeOffset At, string By, string Code, string Text);
