namespace StatefulDashboard.Domain.Overview;

public enum Severity
{
    Note,
    Caution,
    Danger,
}

/// <summary>What else is true of a set, whatever its phase.</summary>
public sealed record Notice(Severity Severity, Statement Text);
