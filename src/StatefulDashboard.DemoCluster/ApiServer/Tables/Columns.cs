using System.Globalization;
using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Tables;

/// <summary>Columns and cells that several kinds have (kubernetes pkg/printers/internalversion).</summary>
internal static class Columns
{
    public static readonly TableColumn Name = new("Name", (o, _) => o.Name, Format: "name");
    public static readonly TableColumn Age = new("Age", (o, now) => Durations.Since(o.Root.Text("metadata", "creationTimestamp"), now));

    /// <summary>For kinds that have no columns of their own.</summary>
    public static readonly TableColumn CreatedAt = new("Created At", (o, _) => o.Root.Text("metadata", "creationTimestamp"), Type: "date");

    /// <summary>A text that is "&lt;none&gt;" where it is missing.</summary>
    public static TableColumn Text(string name, int priority, params string[] path)
        => new(name, (o, _) => o.Root.Text(path) is { Length: > 0 } text ? text : "<none>", priority);

    /// <summary>A text that is empty where it is missing.</summary>
    public static TableColumn Plain(string name, params string[] path) => new(name, (o, _) => o.Root.Text(path) ?? "");

    public static TableColumn Count(string name, params string[] path) => new(name, (o, _) => o.Root.Number(path) ?? 0, Type: "integer");

    public static TableColumn Selector() => new("Selector", (o, _) => LabelSelector.From(o.Root.Object("spec", "selector")).ToString() is { Length: > 0 } text ? text : "<none>", 1);

    public static TableColumn[] Template() =>
    [
        new("Containers", (o, _) => string.Join(',', o.Root.Items("spec", "template", "spec", "containers").Select(c => c.Text("name"))), 1),
        new("Images", (o, _) => string.Join(',', o.Root.Items("spec", "template", "spec", "containers").Select(c => c.Text("image"))), 1),
    ];

    public static string Joined(IEnumerable<string> parts, string empty = "<none>") => string.Join(',', parts) is { Length: > 0 } text ? text : empty;

    public static string Labels(JsonObject? map) => Joined((map ?? []).OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"{e.Key}={e.Value.Text()}"));

    public static string Modes(IEnumerable<string> modes) => string.Join(',', modes.Select(m => m switch
    {
        "ReadWriteOnce" => "RWO", "ReadOnlyMany" => "ROX", "ReadWriteMany" => "RWX", "ReadWriteOncePod" => "RWOP", _ => m,
    }));

    public static string Invariant(this long number) => number.ToString(CultureInfo.InvariantCulture);
}
