namespace StatefulDashboard.Domain.Overview;

/// <summary>A ControllerRevision of the set: a template that it has or had.</summary>
/// <param name="Number">Grows with each change; going back to an old template gives its revision a new, highest number.</param>
public sealed record RevisionInfo(string Name, long Number, DateTimeOffset? CreatedAt);
