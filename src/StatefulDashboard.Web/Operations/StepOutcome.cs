using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Web.Operations;

/// <summary>What became of one request of an operation.</summary>
internal abstract record StepOutcome
{
    private StepOutcome()
    {
    }

    /// <param name="Request">What was sent, for the log.</param>
    /// <param name="Generation">Of the set afterwards; null where the set's spec was not written.</param>
    public sealed record Applied(string Request, long? Generation) : StepOutcome;

    /// <summary>Nothing was changed, for the cluster is no longer what was decided on: decide anew.</summary>
    public sealed record Stale : StepOutcome;

    /// <summary>It will not be done, today or tomorrow: a person must look.</summary>
    public sealed record Refused(Statement Why) : StepOutcome;

    /// <summary>It may work later; nothing is lost by trying again.</summary>
    public sealed record Later(TimeSpan? After, string Why) : StepOutcome;
}
