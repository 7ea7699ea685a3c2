namespace StatefulDashboard.Domain.Planning;

/// <summary>What is known of a right.</summary>
public enum Right
{
    /// <summary>It could not be found out. That is not a no, and no reason to act as if it were a yes.</summary>
    Unknown,
    No,
    Yes,
}
