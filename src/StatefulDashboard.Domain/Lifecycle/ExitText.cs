using System.Globalization;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Lifecycle;

/// <summary>Why a container ended, in words: its reason, else its exit code (above 128: the signal that ended it, as shells count).</summary>
internal static class ExitText
{
    /// <param name="limits">Of the container: what "out of memory" is measured by.</param>
    public static ContainerStop Of(ContainerTermination end, ValueMap limits) =>
        new(end.ExitCode, end.Reason, Text(end, limits), end.Message, Real(end.StartedAt), Real(end.FinishedAt));

    private static Statement Text(ContainerTermination end, ValueMap limits)
    {
        if (string.Equals(end.Reason, "OOMKilled", StringComparison.Ordinal))
        {
            return limits.Get("memory") is { Length: > 0 } limit ? Statement.Of(StatementCode.EndOutOfMemory, limit, Number(end.ExitCode)) : Statement.Of(StatementCode.EndOutOfMemoryNode, Number(end.ExitCode));
        }

        if (end.Reason is "StartError" or "ContainerCannotRun" or "RunContainerError")
        {
            return Statement.Of(StatementCode.EndNotStarted);
        }

        if (string.Equals(end.Reason, "ContainerStatusUnknown", StringComparison.Ordinal))
        {
            return Statement.Of(StatementCode.EndUnknown);
        }

        return (end.Signal > 0 && end.ExitCode == 0 ? 128 + end.Signal : end.ExitCode) switch
        {
            0 => Statement.Of(StatementCode.EndCompleted),
            126 => Statement.Of(StatementCode.EndNotExecutable),
            127 => Statement.Of(StatementCode.EndNotFound),
            130 => Statement.Of(StatementCode.EndInterrupted),
            134 => Statement.Of(StatementCode.EndAborted),
            137 => Statement.Of(StatementCode.EndKilled),
            139 => Statement.Of(StatementCode.EndSegmentationFault),
            143 => Statement.Of(StatementCode.EndTerminated),
            > 128 and <= 192 and var code => Statement.Of(StatementCode.EndSignal, Number(code - 128)),
            var code => Statement.Of(StatementCode.EndError, Number(code)),
        };
    }

    // a runtime that does not know says the year 1 or 1970
    private static DateTimeOffset? Real(DateTimeOffset? moment) => moment is { Year: > 1970 } ? moment : null;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
