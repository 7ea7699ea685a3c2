namespace StatefulDashboard.Domain.Overview;

public enum OrdinalPosition
{
    /// <summary>Inside the ordinal range, with a pod.</summary>
    Replica,

    /// <summary>Outside the range, with a pod: it will be taken down.</summary>
    Condemned,

    /// <summary>Outside the range; only its claims remain.</summary>
    LeftBehind,

    /// <summary>Inside the range, without a pod.</summary>
    Missing,

    /// <summary>The pods cannot be read: whether it has one is not known.</summary>
    Unknown,
}
