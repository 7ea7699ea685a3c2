namespace StatefulDashboard.Kubernetes.Client;

/// <summary>The form in which objects are asked for (Kubernetes documentation, API concepts: alternate representations).</summary>
internal enum AnswerForm
{
    Whole,

    /// <summary>One object, or each event of a watch.</summary>
    Metadata,

    /// <summary>A list.</summary>
    MetadataList,
}
