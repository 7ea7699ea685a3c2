namespace StatefulDashboard.DemoCluster.Scenarios.Lab;

/// <summary>
/// Keeps the catalog up to date: whoever writes a scenario sees the change when the page is opened anew, without a restart.
/// Files are read again only when one was added, removed or written. May be used by any thread.
/// </summary>
internal sealed class LabShelf(string? folder)
{
    private readonly Lock gate = new();
    private LabCatalog? catalog;
    private string? seen;

    public LabCatalog Catalog
    {
        get
        {
            lock (gate)
            {
                var now = Stamp();
                if (catalog is null || now != seen)
                {
                    (catalog, seen) = (LabCatalog.Load(folder), now);
                }

                return catalog;
            }
        }
    }

    private string Stamp()
    {
        if (string.IsNullOrEmpty(folder) || !Directory.Exists(folder))
        {
            return "";
        }

        try
        {
            return string.Join('\n', new DirectoryInfo(folder).EnumerateFiles("*.yaml").OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => $"{f.Name} {f.Length} {f.LastWriteTimeUtc.Ticks}"));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // reading the catalog meets the same and tells it
            return fault.Message;
        }
    }
}
