using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Tables;

/// <summary>One column of a kind's Table; a priority above 0 is shown by "-o wide" only.</summary>
internal sealed record TableColumn(string Name, Func<StoredObject, DateTimeOffset, JsonNode?> Cell, int Priority = 0, string Format = "", string Type = "string");
