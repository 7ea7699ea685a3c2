using System.Globalization;
using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace StatefulDashboard.DemoCluster.Scenarios.Lab;

/// <summary>Reads a scenario from its file (docs/lab.md tells the format). Whatever is wrong is told with file and line.</summary>
internal sealed class LabFile
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(120);
    private readonly string file;

    private LabFile(string file) => this.file = file;

    /// <exception cref="FormatException">The file is no scenario; the message names the file, the line and what is wrong.</exception>
    public static LabScenario Read(string file, string text)
    {
        var reader = new LabFile(file);
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents is [{ RootNode: YamlMappingNode root }] ? reader.Scenario(root) : throw new FormatException($"{file}: a scenario is one YAML document with title, about, namespace, set and steps");
        }
        catch (YamlException fault)
        {
            throw new FormatException($"{file}, line {fault.Start.Line}: {fault.Message}", fault);
        }
    }

    private LabScenario Scenario(YamlMappingNode root)
    {
        Only(root, "title", "about", "namespace", "set", "steps");
        var home = Text(root, "namespace");
        if (!home.StartsWith("lab-", StringComparison.Ordinal))
        {
            throw Fault(root, $"namespace is \"{home}\"; it must begin with \"lab-\", since it is deleted when the scenario is played again");
        }

        var steps = Find(root, "steps") as YamlSequenceNode is { Children.Count: > 0 } list ? list.Children.Select(Step).ToArray() : throw Fault(root, "steps must be a list of at least one step");
        return new LabScenario(IdOf(file), Words(root, "title"), Words(root, "about"), home, Text(root, "set"), steps);
    }

    // the number in front only orders the files
    private static string IdOf(string file) => Path.GetFileNameWithoutExtension(file).TrimStart([.. "0123456789-"]);

    private LabStep Step(YamlNode node)
    {
        var step = node as YamlMappingNode ?? throw Fault(node, "a step has text, do, until and within");
        Only(step, "text", "do", "until", "within");
        var actions = Items(step, "do").Select(Action).ToArray();
        var conditions = Items(step, "until").Select(c => Guard(c, () => LabCondition.Parse(Scalar(c)))).ToArray();
        var within = Find(step, "within") is { } limit
            ? TimeSpan.FromSeconds(int.TryParse(Scalar(limit), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0 ? seconds : throw Fault(limit, "within is a number of seconds"))
            : Usual;
        return new LabStep(Words(step, "text"), actions, conditions, within);
    }

    private LabAction Action(YamlNode node)
    {
        var action = node as YamlMappingNode ?? throw Fault(node, "an action is one of apply, patch, delete and fault");
        if (Find(action, "apply") is { } apply)
        {
            Only(action, "apply");
            return new LabAction.Apply(Guard(apply, () => YamlObjects.Read(Scalar(apply)).Select(Known).ToArray()));
        }

        if (Find(action, "patch") is { } patch)
        {
            Only(action, "patch", "with");
            var (kind, name) = Guard(patch, () => LabCondition.Reference(Scalar(patch)));
            return new LabAction.Patch(kind, name, Find(action, "with") is YamlMappingNode with ? (JsonObject)YamlObjects.FromNode(with)! : throw Fault(action, "patch needs \"with\": what changes"));
        }

        if (Find(action, "delete") is { } delete)
        {
            Only(action, "delete", "propagation", "grace");
            var (kind, name) = Guard(delete, () => LabCondition.Reference(Scalar(delete)));
            return new LabAction.Delete(kind, name, Find(action, "propagation") is { } policy ? Scalar(policy) : null,
                Find(action, "grace") is { } grace && long.TryParse(Scalar(grace), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null);
        }

        Only(action, "fault", "on");
        var id = Text(action, "fault");
        return DemoFaults.Known.Contains(id) ? new LabAction.Fault(id, Text(action, "on") == "true") : throw Fault(action, $"there is no fault \"{id}\"; there are {string.Join(", ", DemoFaults.Known)}");
    }

    private static JsonObject Known(JsonObject manifest)
        => ResourceKinds.FindKind(manifest.Text("apiVersion") ?? "", manifest.Text("kind") ?? "") is not null ? manifest
            : throw new FormatException($"the demo cluster has no kind {manifest.Text("kind")} of {manifest.Text("apiVersion")}");

    private LabText Words(YamlMappingNode node, string key)
    {
        var words = Find(node, key) as YamlMappingNode ?? throw Fault(node, $"{key} must have a text in en and zh-Hans");
        Only(words, "en", "zh-Hans");
        var english = Text(words, "en");
        return new LabText(english, Find(words, "zh-Hans") is { } chinese ? Scalar(chinese) : english);
    }

    private IEnumerable<YamlNode> Items(YamlMappingNode node, string key)
        => Find(node, key) switch { null => [], YamlSequenceNode list => list.Children, var other => throw Fault(other, $"{key} must be a list") };

    private string Text(YamlMappingNode node, string key) => Find(node, key) is { } value ? Scalar(value) : throw Fault(node, $"{key} is missing");

    private string Scalar(YamlNode node) => node is YamlScalarNode { Value: { Length: > 0 } text } ? text.Trim() : throw Fault(node, "a text is expected here");

    private void Only(YamlMappingNode node, params ReadOnlySpan<string> keys)
    {
        foreach (var key in node.Children.Keys)
        {
            if (!keys.Contains((key as YamlScalarNode)?.Value))
            {
                throw Fault(key, $"\"{key}\" is not known here; known are {string.Join(", ", keys.ToArray())}");
            }
        }
    }

    private T Guard<T>(YamlNode node, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is FormatException or YamlException && !fault.Message.StartsWith(file, StringComparison.Ordinal))
        {
            throw Fault(node, fault.Message);
        }
    }

    private FormatException Fault(YamlNode node, string what) => new($"{file}, line {node.Start.Line}: {what}");

    private static YamlNode? Find(YamlMappingNode node, string key) => node.Children.FirstOrDefault(c => (c.Key as YamlScalarNode)?.Value == key).Value;
}
