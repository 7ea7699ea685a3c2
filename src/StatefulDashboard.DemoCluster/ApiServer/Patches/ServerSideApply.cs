using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Patches;

/// <summary>
/// Server-side apply: the fields of a configuration become the manager's; a field that another manager set to something else is a conflict unless
/// force is given; what the manager applied before and no longer names, and nobody else has, goes (kubernetes.io, Server-Side Apply).
/// </summary>
internal sealed record ServerSideApply(string Manager, bool Force, JsonObject Configuration)
{
    private readonly JsonObject fields = FieldSets.Of(Configuration);

    /// <summary>The object after the configuration was applied to it; managedFields are written by <see cref="Record"/>.</summary>
    /// <exception cref="ApiException">409 with a cause for each field that another manager has.</exception>
    public JsonObject Apply(JsonObject root)
    {
        var conflicts = Conflicts(root);
        if (conflicts.Count > 0 && !Force)
        {
            throw Refused(conflicts);
        }

        var others = Entries(root).Where(e => !IsMine(e)).Select(e => e.Object("fieldsV1")).ToArray();
        foreach (var steps in Entries(root).Where(IsMine).SelectMany(e => FieldSets.Leaves(e.Object("fieldsV1") ?? [])).ToArray())
        {
            if (steps[^1] != "." && !FieldSets.Contains(fields, steps) && !others.Any(o => FieldSets.Contains(o, steps)))
            {
                FieldSets.RemoveValue(root, steps);
            }
        }

        var merged = StrategicMergePatch.Apply(root, Configuration.Copy());
        return merged;
    }

    /// <summary>Notes that the configuration's fields are the manager's now.</summary>
    public void Record(ResourceKind kind, JsonObject root, JsonObject? old, DateTimeOffset now)
    {
        var entries = Entries(old).Select(e => e.Copy()).ToList();
        var mine = entries.Find(IsMine);
        if (mine is not null && mine["fieldsV1"].SameAs(fields) && root.Without("metadata").SameAs(old?.Without("metadata")))
        {
            root.Ensure("metadata")["managedFields"] = entries.ToJsonArray();
            return;
        }

        entries.RemoveAll(IsMine);
        foreach (var entry in entries)
        {
            foreach (var steps in FieldSets.Leaves(fields).Where(s => FieldSets.Contains(entry.Object("fieldsV1"), s) && !FieldSets.Value(root, s).SameAs(FieldSets.Value(old, s))))
            {
                FieldSets.Remove(entry.Ensure("fieldsV1"), steps);
            }
        }

        entries.RemoveAll(e => e.Object("fieldsV1") is { Count: 0 });
        entries.Insert(0, new JsonObject
        {
            ["manager"] = Manager, ["operation"] = "Apply", ["apiVersion"] = kind.ApiVersion, ["time"] = now.ToStamp(), ["fieldsType"] = "FieldsV1", ["fieldsV1"] = fields.DeepClone(),
        });
        root.Ensure("metadata")["managedFields"] = entries.ToJsonArray();
    }

    private bool IsMine(JsonObject entry) => entry.Text("manager") == Manager && entry.Text("operation") == "Apply" && entry.Text("subresource") is null;

    private static IEnumerable<JsonObject> Entries(JsonObject? root) => root.Items("metadata", "managedFields");

    private List<(string Who, string Field)> Conflicts(JsonObject root) => [.. Entries(root).Where(e => !IsMine(e)).SelectMany(entry => FieldSets.Leaves(fields)
        .Where(steps => steps[^1] != "." && FieldSets.Contains(entry.Object("fieldsV1"), steps)
            && FieldSets.Value(Configuration, steps) is var wanted && FieldSets.Value(root, steps) is var present && !wanted.SameAs(present))
        .Select(steps => (NameOf(entry), FieldSets.Path(steps))))];

    private static string NameOf(JsonObject entry)
    {
        var name = $"\"{entry.Text("manager")}\"" + (entry.Text("subresource") is { } sub ? $" with subresource \"{sub}\"" : "");
        return entry.Text("operation") == "Update" ? $"{name} using {entry.Text("apiVersion")}" : name;
    }

    private static ApiException Refused(List<(string Who, string Field)> conflicts)
    {
        var text = conflicts.Count == 1
            ? $"conflict with {conflicts[0].Who}: {conflicts[0].Field}"
            : string.Join('\n', conflicts.GroupBy(c => c.Who).Select(g => $"conflicts with {g.Key}:\n{string.Join('\n', g.Select(c => "- " + c.Field))}"));
        return Refusals.Of(409, "Conflict", $"Apply failed with {conflicts.Count} conflict{(conflicts.Count == 1 ? "" : "s")}: {text}", new JsonObject
        {
            ["causes"] = conflicts.Select(c => (JsonNode?)new JsonObject { ["reason"] = "FieldManagerConflict", ["message"] = $"conflict with {c.Who}", ["field"] = c.Field }).ToJsonArray(),
        });
    }
}
