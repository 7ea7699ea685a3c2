using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Tables;

/// <summary>The columns of each kind; a kind without columns of its own shows name and creation, as a real server does.</summary>
internal static class TableColumns
{
    private static readonly TableColumn[] Plain = [Columns.Name, Columns.CreatedAt];

    public static TableColumn[] Of(ResourceKind kind)
        => WorkloadColumns.All.GetValueOrDefault(kind) ?? StorageColumns.All.GetValueOrDefault(kind) ?? ClusterColumns.All.GetValueOrDefault(kind) ?? Plain;
}
