namespace StatefulDashboard.Web.Components.Actions;

/// <summary>What a person wants done with a claim when its set is deleted.</summary>
public enum ClaimWish
{
    Keep,
    SnapshotAndKeep,
    SnapshotAndDelete,
    Delete,
}
