using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Domain.Operations;

/// <summary>What a rollout is decided from.</summary>
/// <param name="Set">As the watch has it; null when there is none of this name and uid.</param>
/// <param name="Start">Only in the step <see cref="StepKey.Start"/>: the set as it was read for it; null otherwise.</param>
public sealed record RolloutFacts(StatefulSetOverview? Set, StartFacts? Start = null);

/// <param name="Generation">Of the set as it was read.</param>
/// <param name="IsDone">Template and partition are as the rollout wants them.</param>
public sealed record StartFacts(long Generation, bool IsDone);
