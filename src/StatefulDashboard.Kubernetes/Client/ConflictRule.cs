using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>
/// A resourceVersion guards against every change, but during a rollout the status moves it all the time; a plan rests on the spec.
/// So after a conflict the write may be sent with the newest version as long as uid and generation are those of the plan.
/// </summary>
public static class ConflictRule
{
    /// <summary>How often one write is sent at the most.</summary>
    public const int Tries = 5;

    /// <param name="newest">Read after the conflict; null: it is gone.</param>
    /// <param name="sent">How often the write has been sent.</param>
    public static ConflictDecision Decide(WriteBasis planned, ObjectMeta? newest, int sent)
    {
        ArgumentNullException.ThrowIfNull(planned);
        if (newest is null)
        {
            return ConflictDecision.Gone;
        }

        if (newest.Uid != planned.Uid)
        {
            return ConflictDecision.Replaced;
        }

        if (planned.Generation == 0 || newest.Generation != planned.Generation)
        {
            return ConflictDecision.Changed;
        }

        return sent < Tries ? ConflictDecision.TryAgain : ConflictDecision.TriesUsedUp;
    }
}
