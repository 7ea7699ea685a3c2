using System.Text.Json;
using System.Text.Json.Nodes;
using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Domain.Planning;

/// <summary>
/// One patch that changes the pod template and sets the partition that holds the change: were they two, the controller could begin
/// in between. What is asked for has passed <see cref="TemplateRules"/>.
/// </summary>
public static class TemplatePatch
{
    /// <param name="change">Null: only the partition.</param>
    public static PatchBody Of(StatefulSetOverview set, TemplateChange? change, int partition)
    {
        ArgumentNullException.ThrowIfNull(set);
        return change is null ? OfPartition(partition)
            : change.Template is { } template ? Whole(set, template, partition)
            : Parts(set, change, partition);
    }

    public static PatchBody OfPartition(int partition) =>
        new(PatchBody.Merge, new JsonObject { ["spec"] = new JsonObject { ["updateStrategy"] = Strategy(partition) } }.ToJsonString());

    /// <summary>The template as JSON, with each member once; null when it is none.</summary>
    internal static JsonObject? Parse(string template)
    {
        try
        {
            return JsonNode.Parse(template, documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonObject Strategy(int partition) => new() { ["rollingUpdate"] = new JsonObject { ["partition"] = partition } };

    // a merge patch could not take anything away from the template: it is replaced
    private static PatchBody Whole(StatefulSetOverview set, string template, int partition)
    {
        var value = Parse(template) ?? throw new ArgumentException("The template is no JSON object.", nameof(template));
        var (path, held) = set.Template.HasRollingUpdate
            ? ("/spec/updateStrategy/rollingUpdate/partition", (JsonNode)partition)
            : ("/spec/updateStrategy/rollingUpdate", new JsonObject { ["partition"] = partition });
        return new(PatchBody.JsonPatch, new JsonArray(
            new JsonObject { ["op"] = "add", ["path"] = path, ["value"] = held },
            new JsonObject { ["op"] = "replace", ["path"] = "/spec/template", ["value"] = value }).ToJsonString());
    }

    private static PatchBody Parts(StatefulSetOverview set, TemplateChange change, int partition)
    {
        var lists = new JsonObject();
        foreach (var container in set.Template.Containers)
        {
            if (Container(container.Name, change) is not { } patch)
            {
                continue;
            }

            var list = container.IsInit ? "initContainers" : "containers";
            if (lists[list] is not JsonArray items)
            {
                lists[list] = items = [];
            }

            items.Add(patch);
        }

        return new(PatchBody.StrategicMerge, new JsonObject
        {
            ["spec"] = new JsonObject { ["updateStrategy"] = Strategy(partition), ["template"] = new JsonObject { ["spec"] = lists } },
        }.ToJsonString());
    }

    private static JsonObject? Container(string name, TemplateChange change)
    {
        var patch = new JsonObject { ["name"] = name };
        if (change.Images.FirstOrDefault(image => image.Container == name) is { } image)
        {
            patch["image"] = image.Image;
        }

        JsonObject[] variables = [.. change.Environment.Where(variable => variable.Container == name).Select(Variable)];
        if (variables.Length > 0)
        {
            patch["env"] = new JsonArray(variables);
        }

        ResourceChange[] resources = [.. change.Resources.Where(resource => resource.Container == name)];
        if (Quantities(resources) is { Count: > 0 } quantities)
        {
            patch["resources"] = quantities;
        }

        return patch.Count > 1 ? patch : null;
    }

    // a variable that took its value from elsewhere has it from here now: with both the server refuses it
    private static JsonObject Variable(EnvironmentChange change) => change.Value is null
        ? new() { ["$patch"] = "delete", ["name"] = change.Name }
        : new() { ["name"] = change.Name, ["value"] = change.Value, ["valueFrom"] = null };

    private static JsonObject Quantities(ResourceChange[] changes)
    {
        var quantities = new JsonObject();
        Add("requests", change => change.Request);
        Add("limits", change => change.Limit);
        return quantities;

        void Add(string kind, Func<ResourceChange, string?> amount)
        {
            var map = new JsonObject();
            foreach (var change in changes.Where(change => amount(change) is not null))
            {
                map[change.Resource] = amount(change);
            }

            if (map.Count > 0)
            {
                quantities[kind] = map;
            }
        }
    }
}
