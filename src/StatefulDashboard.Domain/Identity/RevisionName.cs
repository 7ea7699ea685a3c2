namespace StatefulDashboard.Domain.Identity;

/// <summary>ControllerRevisions are named set-hash.</summary>
public static class RevisionName
{
    /// <summary>The hash alone, for people: "web-6865f849cd" of set "web" is "6865f849cd".</summary>
    public static string Short(string setName, string revision) =>
        revision.StartsWith(setName + "-", StringComparison.Ordinal) ? revision[(setName.Length + 1)..] : revision;
}
