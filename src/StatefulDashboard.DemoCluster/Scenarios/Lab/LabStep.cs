namespace StatefulDashboard.DemoCluster.Scenarios.Lab;

/// <summary>One step of a scenario: what is done, and what must have happened before the next.</summary>
public sealed record LabStep
{
    internal LabStep(LabText text, IReadOnlyList<LabAction> actions, IReadOnlyList<LabCondition> conditions, TimeSpan within)
        => (Text, Actions, Conditions, Within) = (text, actions, conditions, within);

    /// <summary>What will happen, and what to watch.</summary>
    public LabText Text { get; }

    /// <summary>How long it may take, in demo time.</summary>
    public TimeSpan Within { get; }

    /// <summary>What is waited for, one line each, as the file says it.</summary>
    public IReadOnlyList<string> WaitsFor => [.. Conditions.Select(c => c.Text)];

    internal IReadOnlyList<LabAction> Actions { get; }

    internal IReadOnlyList<LabCondition> Conditions { get; }
}
