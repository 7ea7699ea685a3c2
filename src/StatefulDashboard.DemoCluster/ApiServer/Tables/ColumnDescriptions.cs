using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Tables;

/// <summary>What a Table says about its columns, as recorded from a real server; columns that were not recorded are described by their name.</summary>
internal static class ColumnDescriptions
{
    private static readonly JsonNode Texts = Read();

    public static string Of(ResourceKind kind, string column) => Texts.Text(kind.Kind, column) ?? Texts.Text("*", column) ?? column;

    private static JsonNode Read()
    {
        using var file = typeof(ColumnDescriptions).Assembly.GetManifestResourceStream("column-descriptions.json")
            ?? throw new InvalidOperationException("The resource column-descriptions.json is missing in the assembly.");
        return JsonNode.Parse(file)!;
    }
}
