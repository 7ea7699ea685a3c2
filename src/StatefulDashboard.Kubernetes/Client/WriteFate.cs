namespace StatefulDashboard.Kubernetes.Client;

/// <summary>What became of a write whose answer was lost.</summary>
public enum WriteFate
{
    /// <summary>The object is as the write wanted it.</summary>
    Applied,

    /// <summary>It was not carried out before the object was read.</summary>
    NotApplied,

    /// <summary>What is there does not tell, or nothing could be read.</summary>
    Unknown,
}
