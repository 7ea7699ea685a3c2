namespace StatefulDashboard.Kubernetes.Client;

/// <summary>Whether an object is as a write wanted it.</summary>
internal enum FieldMatch
{
    Holds,

    Differs,

    /// <summary>The write cannot be told from the fields alone (an insertion into a list, a list that is replaced whole).</summary>
    CannotTell,
}
