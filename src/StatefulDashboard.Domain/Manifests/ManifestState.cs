namespace StatefulDashboard.Domain.Manifests;

public enum ManifestState
{
    Shown,

    /// <summary>The set has such an object, or would have it; the server has none now.</summary>
    NotThere,

    /// <summary>What is asked for is nothing of this set.</summary>
    NotOfSet,

    /// <summary>The person may not read this kind.</summary>
    Unread,
}
