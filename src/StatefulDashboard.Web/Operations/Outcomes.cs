using StatefulDashboard.Kubernetes.Client;

namespace StatefulDashboard.Web.Operations;

/// <summary>What a person is told of a write.</summary>
internal static class Outcomes
{
    public static ActionOutcome Of<T>(WriteResult<T> result, OperationTexts texts, bool dryRun) => result switch
    {
        WriteResult<T>.Applied => new(OutcomeKind.Applied, dryRun ? texts.Checked : texts.Applied),
        WriteResult<T>.Conflict => new(OutcomeKind.Conflict, texts.Changed),
        WriteResult<T>.NotChecked uncheckable => new(OutcomeKind.NotChecked, texts.NotChecked(uncheckable.Status.Message)),
        WriteResult<T>.Refused { Status.Code: 401 or 403 } forbidden => new(OutcomeKind.Refused, texts.Forbidden(forbidden.Status.Message)),
        WriteResult<T>.Refused refused => new(OutcomeKind.Refused, texts.RefusedBy(refused.Status.Message)),
        WriteResult<T>.BlockedByBudget blocked => new(OutcomeKind.Refused, blocked.Message),
        WriteResult<T>.Throttled throttled => new(OutcomeKind.Refused, texts.Throttled(throttled.RetryAfter)),
        WriteResult<T>.Failed { MayHaveHappened: true } lost => new(OutcomeKind.Failed, texts.Uncertain(lost.Message)),
        WriteResult<T>.Failed failed => new(OutcomeKind.Failed, texts.NotDone(failed.Message)),
        _ => throw new InvalidOperationException("An outcome that nobody thought of: " + result.GetType().Name),
    };
}
