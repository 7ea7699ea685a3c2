using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Domain.Planning;

/// <summary>What a scale plan collects while it is made.</summary>
internal sealed class ScaleChanges
{
    public List<PlanStep> Steps { get; } = [];

    public List<Consequence> Consequences { get; } = [];

    public List<ClaimBinding> TakenBack { get; } = [];

    public List<ClaimBinding> Deleted { get; } = [];

    public List<ClaimBinding> Kept { get; } = [];

    /// <summary>A step that is a consequence as well.</summary>
    public void Add(ConsequenceKind kind, int ordinal, string type, string name, StatementCode code)
    {
        Steps.Add(new(ordinal, Statement.Of(code, name)));
        Consequences.Add(new(kind, ordinal, type, name, Statement.Of(code, name)));
    }
}
