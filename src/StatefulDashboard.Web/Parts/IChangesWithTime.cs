namespace StatefulDashboard.Web.Parts;

/// <summary>A value that time alone may change; ages and clocks do not count, the browser counts those.</summary>
public interface IChangesWithTime
{
    /// <summary>When it is to be made anew; null when only a change in the cluster can alter it.</summary>
    DateTimeOffset? NextChangeAt { get; }
}
