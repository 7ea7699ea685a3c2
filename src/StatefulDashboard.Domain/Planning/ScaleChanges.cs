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

    /// <summary>Claims that are being deleted and are made again, empty.</summary>
    public List<ClaimBinding> MadeAnew { get; } = [];

    /// <summary>Claims that somebody has deleted and that only their pod still holds.</summary>
    public List<ClaimBinding> Going { get; } = [];

    /// <summary>Claims of which it cannot be said whether they stay.</summary>
    public List<(ClaimBinding Claim, string Pod)> Open { get; } = [];

    /// <summary>A step that is a consequence as well.</summary>
    public void Add(ConsequenceKind kind, int ordinal, string type, string name, StatementCode code)
    {
        Steps.Add(new(ordinal, Statement.Of(code, name)));
        Consequences.Add(new(kind, ordinal, type, name, Statement.Of(code, name)));
    }
}
