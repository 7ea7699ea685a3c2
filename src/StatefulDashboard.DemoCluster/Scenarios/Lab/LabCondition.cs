using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Dns;

namespace StatefulDashboard.DemoCluster.Scenarios.Lab;

/// <summary>
/// Something that must be true of an object: "StatefulSet/web status.readyReplicas = 3", "Pod/web-2 metadata.deletionTimestamp exists",
/// "Pod/web-2 exists" or "Pod/web-2 is gone"; "Pod/@node-b …" is the pod of the scenario that is on a node; or of a DNS name: "Dns/web-0.web answers NXDOMAIN". A counter that is not there counts as 0. What a StatefulSet says of itself counts once its
/// controller has seen the newest wish.
/// </summary>
internal sealed class LabCondition
{
    private const string Dns = "Dns/";
    private readonly ResourceKind? kind;
    private readonly string name;
    private readonly string[] path;
    private readonly string? value;
    private readonly bool isGone;

    private LabCondition(string text, ResourceKind? kind, string name, string[] path, string? value, bool isGone)
        => (Text, this.kind, this.name, this.path, this.value, this.isGone) = (text, kind, name, path, value, isGone);

    public string Text { get; }

    /// <exception cref="FormatException">The text is no condition; the message says what is wrong.</exception>
    public static LabCondition Parse(string text)
    {
        var words = text.Split(' ', 4, StringSplitOptions.RemoveEmptyEntries);
        if (words is [{ Length: > 4 } asked, "answers", "NXDOMAIN" or "NODATA" or "NOERROR"] && asked.StartsWith(Dns, StringComparison.Ordinal))
        {
            return new LabCondition(text, null, asked[Dns.Length..], [], words[2], isGone: false);
        }

        var (kind, name) = Reference(words.FirstOrDefault() ?? "");
        return words switch
        {
            [_, "exists"] => new LabCondition(text, kind, name, [], null, isGone: false),
            [_, "is", "gone"] => new LabCondition(text, kind, name, [], null, isGone: true),
            [_, var field, "exists"] => new LabCondition(text, kind, name, field.Split('.'), null, isGone: false),
            [_, var field, "=", var value] => new LabCondition(text, kind, name, field.Split('.'), value, isGone: false),
            _ => throw new FormatException($"\"{text}\" is no condition; write \"Kind/name field = value\", \"Kind/name field exists\", \"Kind/name exists\", \"Kind/name is gone\" or \"Dns/name answers NXDOMAIN\""),
        };
    }

    /// <exception cref="FormatException">It is no "Kind/name", or the kind is not known.</exception>
    public static (ResourceKind Kind, string Name) Reference(string text)
        => text.Split('/') is [var kind, { Length: > 0 } name] && Array.Find(ResourceKinds.All, k => k.Kind == kind) is { } known
            ? (known, name) : throw new FormatException($"\"{text}\" names no object; write \"Kind/name\", as in StatefulSet/web");

    /// <summary>Whether only asking tells: then nothing says when it comes true.</summary>
    public bool MustBeAsked => kind is null;

    public bool Holds(ResourceStore store, ZoneAsker dns, string home)
    {
        if (kind is null)
        {
            return dns.Ask(name, home) == value;
        }

        var o = Get(store, kind, home);
        if (o is null || isGone)
        {
            return o is null && isGone;
        }

        if (kind == ResourceKinds.StatefulSets && path is ["status", ..] && o.Root.Number("status", "observedGeneration") != o.Root.Number("metadata", "generation"))
        {
            return false;
        }

        return path.Length == 0 || (value is null ? Find(o) is not null : Shown(o) == value);
    }

    /// <summary>What is there now, for a person who wonders why it does not go on.</summary>
    public LabWaiting Now(ResourceStore store, ZoneAsker dns, string home)
        => new(Text, kind is null ? dns.Ask(name, home) : Get(store, kind, home) is not { } o ? null : path.Length == 0 ? o.Name : Shown(o));

    private StoredObject? Get(ResourceStore store, ResourceKind of, string home)
        => of == ResourceKinds.Pods && name.StartsWith('@') ? store.In(of, home).FirstOrDefault(p => p.Root.Text("spec", "nodeName") == name[1..])
            : store.Get(of, of.Namespaced ? home : "", name);

    // a counter that is nought is left out by the API
    private string? Shown(StoredObject o) => Find(o) switch
    {
        null => value is not null && value.All(char.IsAsciiDigit) ? "0" : null,
        JsonValue found when found.Text() is { } text => text,
        var found => found.ToJsonString(JsonAccess.Plain),
    };

    private JsonNode? Find(StoredObject o)
    {
        JsonNode? node = o.Root;
        foreach (var step in path)
        {
            node = node is JsonArray list ? (int.TryParse(step, out var index) && index < list.Count ? list[index] : null) : node.At(step);
        }

        return node;
    }
}
