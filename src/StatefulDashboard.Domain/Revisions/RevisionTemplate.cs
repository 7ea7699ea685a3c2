using System.Text.Json;
using System.Text.Json.Nodes;
using StatefulDashboard.Domain.Manifests;

namespace StatefulDashboard.Domain.Revisions;

/// <summary>The pod template that a ControllerRevision keeps.</summary>
internal static class RevisionTemplate
{
    private static readonly string[] Lists = ["initContainers", "containers"];

    /// <summary>Null where the data hold no template.</summary>
    /// <param name="data">As the API has it: {"spec":{"template":{…,"$patch":"replace"}}}.</param>
    public static JsonObject? Of(string data)
    {
        try
        {
            if (data.Length == 0 || JsonNode.Parse(data) is not JsonObject root || root["spec"] is not JsonObject spec || spec["template"] is not JsonObject template)
            {
                return null;
            }

            template.Remove("$patch");
            spec.Remove("template");
            return template;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException)
        {
            return null; // no JSON, or a field twice: there is no template that could be shown
        }
    }

    public static string Yaml(JsonObject template)
    {
        using var document = JsonDocument.Parse(template.ToJsonString());
        return YamlText.Of(document.RootElement);
    }

    /// <summary>Of its containers, init containers first: "nginx: nginx:1.27".</summary>
    public static IEnumerable<(string Container, string Image)> Images(JsonObject template) =>
        Lists.SelectMany(list => (template["spec"] as JsonObject)?[list] as JsonArray ?? [])
            .OfType<JsonObject>()
            .Select(container => (Text(container["name"]), Text(container["image"])));

    private static string Text(JsonNode? node) => node is JsonValue value ? value.ToString() : "";
}
