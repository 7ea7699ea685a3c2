using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Http;

/// <summary>events.k8s.io/v1: the stored core events with the names of the newer API (kubernetes pkg/apis/events/v1/conversion.go).</summary>
internal static class EventView
{
    private static readonly (string Core, string View)[] Renamed =
    [
        ("involvedObject", "regarding"), ("message", "note"), ("reportingComponent", "reportingController"), ("source", "deprecatedSource"),
        ("firstTimestamp", "deprecatedFirstTimestamp"), ("lastTimestamp", "deprecatedLastTimestamp"), ("count", "deprecatedCount"),
    ];

    /// <summary>A stored event in the newer form.</summary>
    public static JsonObject Of(JsonObject core) => Convert(core, ResourceKinds.EventsView, Renamed.ToDictionary(r => r.Core, r => r.View));

    /// <summary>What a client sent in the newer form, as it is stored.</summary>
    public static JsonObject Stored(JsonObject view) => Convert(view, ResourceKinds.Events, Renamed.ToDictionary(r => r.View, r => r.Core));

    /// <summary>The stored field that a field selector of the newer form means.</summary>
    public static string StoredField(string field) => field == "reportingController" ? "reportingComponent"
        : field.StartsWith("regarding.", StringComparison.Ordinal) ? "involvedObject." + field["regarding.".Length..] : field;

    private static JsonObject Convert(JsonObject from, ResourceKind kind, Dictionary<string, string> names)
    {
        var result = new JsonObject();
        foreach (var (name, value) in from)
        {
            result[names.GetValueOrDefault(name, name)] = value?.DeepClone();
        }

        result["kind"] = kind.Kind;
        result["apiVersion"] = kind.ApiVersion;
        return result;
    }
}
