using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Http;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Tables;

/// <summary>Prints objects as the Table that kubectl get asks for.</summary>
internal static class TablePrinter
{
    public static JsonObject Print(
        ResourceKind kind, IReadOnlyList<StoredObject> items, string version, string? next, long? remaining, string includeObject, DateTimeOffset now, bool withColumns)
    {
        var columns = TableColumns.Of(kind);
        return new JsonObject
        {
            ["kind"] = "Table",
            ["apiVersion"] = "meta.k8s.io/v1",
            ["metadata"] = Representation.ListMetadata(version, next, remaining),
            ["columnDefinitions"] = withColumns ? columns.Select(c => Definition(kind, c)).ToJsonArray() : null,
            ["rows"] = items.Select(item => (JsonNode?)Row(columns, item, includeObject, now)).ToJsonArray(),
        };
    }

    private static JsonNode? Definition(ResourceKind kind, TableColumn column) => new JsonObject
    {
        ["name"] = column.Name,
        ["type"] = column.Type,
        ["format"] = column.Format,
        ["description"] = ColumnDescriptions.Of(kind, column.Name),
        ["priority"] = column.Priority,
    };

    private static JsonObject Row(TableColumn[] columns, StoredObject item, string includeObject, DateTimeOffset now)
    {
        var row = new JsonObject { ["cells"] = columns.Select(c => c.Cell(item, now)).ToJsonArray() };
        if (includeObject == "Object")
        {
            row["object"] = item.Root.DeepClone();
        }
        else if (includeObject != "None")
        {
            row["object"] = Representation.Metadata(item);
        }

        return row;
    }
}
