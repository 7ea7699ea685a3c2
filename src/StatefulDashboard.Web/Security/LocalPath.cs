namespace StatefulDashboard.Web.Security;

/// <summary>Where a browser may be sent: only to places within this site.</summary>
public static class LocalPath
{
    private static readonly Uri Site = new("http://site.invalid/");

    /// <summary>The path and query, fit for a header; "/" for anything that could lead elsewhere ("//evil.example", "https://…", "/..//evil.example").</summary>
    public static string Of(string? wanted) =>
        IsLocal(wanted) && !wanted!.Any(char.IsControl)
        && Uri.TryCreate(Site, wanted, out var found) && found.Authority == Site.Authority && IsLocal(found.PathAndQuery)
            ? found.PathAndQuery
            : "/";

    // browsers take a backslash for a slash
    private static bool IsLocal(string? path) => path is ['/', ..] and not ['/', '/' or '\\', ..];
}
