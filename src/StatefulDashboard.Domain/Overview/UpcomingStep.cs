namespace StatefulDashboard.Domain.Overview;

/// <summary>One of the things that come next, in order.</summary>
/// <param name="IsNow">It is happening already.</param>
public sealed record UpcomingStep(Statement Text, bool IsNow = false);
