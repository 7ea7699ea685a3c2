using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>What an answer that is no success means for a write.</summary>
internal static class Refusal
{
    /// <summary>kubernetes pkg/registry/core/pod/storage/eviction.go: sent with 500 and no reason, before anything is done.</summary>
    private const string SeveralBudgets = "more than one PodDisruptionBudget";

    private const string BudgetMessage = "The disruption budget ";

    /// <summary>Null where the answer does not say whether the write was done.</summary>
    public static WriteResult<T>? From<T>(WriteRequest request, int code, Status status, TimeSpan? retryAfter) => code switch
    {
        409 => new WriteResult<T>.Conflict(status),
        429 => TooMany<T>(request, status, KubernetesApiException.From(code, status, retryAfter).RetryAfter),
        400 when request.DryRun && IsUncheckable(status) => new WriteResult<T>.NotChecked(status),
        >= 400 and < 500 => new WriteResult<T>.Refused(status),
        500 when request.IsEviction && status.Message.Contains(SeveralBudgets, StringComparison.Ordinal) => new WriteResult<T>.Refused(status),
        _ => null,
    };

    private static WriteResult<T> TooMany<T>(WriteRequest request, Status status, TimeSpan? retryAfter)
    {
        var cause = status.Details?.Causes.FirstOrDefault(cause => cause.Reason is "DisruptionBudget");
        return request.IsEviction && cause is not null
            ? new WriteResult<T>.BlockedByBudget(BudgetIn(cause.Message), cause.Message.Length > 0 ? cause.Message : status.Message, retryAfter, status)
            : new WriteResult<T>.Throttled(retryAfter);
    }

    /// <summary>"The disruption budget NAME needs 2 healthy pods and has 2 currently", "… NAME is still being processed …".</summary>
    private static string BudgetIn(string message)
    {
        if (!message.StartsWith(BudgetMessage, StringComparison.Ordinal))
        {
            return "";
        }

        var name = message[BudgetMessage.Length..];
        var end = name.IndexOf(' ', StringComparison.Ordinal);
        return end < 0 ? name : name[..end];
    }

    /// <summary>apiserver's webhook/errors: <c>admission webhook "NAME" does not support dry run</c>.</summary>
    private static bool IsUncheckable(Status status) => status.Message.Contains("does not support dry run", StringComparison.OrdinalIgnoreCase);
}
