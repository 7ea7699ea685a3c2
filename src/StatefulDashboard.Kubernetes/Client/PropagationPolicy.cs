namespace StatefulDashboard.Kubernetes.Client;

/// <summary>What a deletion does with the objects that the deleted one owns.</summary>
public enum PropagationPolicy
{
    /// <summary>They are deleted afterwards.</summary>
    Background,

    /// <summary>They are deleted first; the object stays, terminating, until they are gone.</summary>
    Foreground,

    /// <summary>They stay.</summary>
    Orphan,
}
