namespace StatefulDashboard.EndToEnd.Tests.Tools;

internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "StatefulDashboard.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("StatefulDashboard.sln was not found above " + AppContext.BaseDirectory);
    }
}
