using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Overview;

/// <summary>Why the set is as it is: one sentence, and what belongs to it.</summary>
/// <param name="Subject">The pod that it is about, that is waited for; null when there is none.</param>
/// <param name="Since">When that wait began; null when nothing is waited for.</param>
/// <param name="Usual">How long the same took the other ordinals (median); null when none can be compared.</param>
public sealed record Explanation(Statement Headline, ValueList<Statement> Details, string? Subject = null, DateTimeOffset? Since = null, TimeSpan? Usual = null);
