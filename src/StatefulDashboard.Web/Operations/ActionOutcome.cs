namespace StatefulDashboard.Web.Operations;

public enum OutcomeKind
{
    Applied,

    /// <summary>Somebody else changed the set meanwhile: plan again.</summary>
    Conflict,

    /// <summary>The API server, or the dashboard itself, said no.</summary>
    Refused,

    /// <summary>It is not known whether it happened, or it did not: <see cref="ActionOutcome.Message"/> says which.</summary>
    Failed,

    /// <summary>Only for a dry run: the server cannot check it (a webhook has side effects). No refusal.</summary>
    NotChecked,
}

/// <summary>What became of a write, or of its dry run.</summary>
/// <param name="Message">For a person; from the server, so untrusted.</param>
/// <param name="OperationId">Of the operation that was begun; null where one request did everything.</param>
public sealed record ActionOutcome(OutcomeKind Kind, string Message, string? OperationId = null);
