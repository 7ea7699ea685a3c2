using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Schemas;

/// <summary>fieldValidation: what is done about fields that the kind does not have. Values of a wrong type are refused in any case.</summary>
internal sealed class FieldCheck(bool isStrict, bool warns)
{
    /// <summary>What the client is to be warned of, filled while the request is worked on.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>Fields that a body names twice; the last one counts.</summary>
    public IReadOnlyList<string> Duplicates { get; set; } = [];

    /// <exception cref="UnreadableObjectException">A value of a wrong type, or an unknown field and Strict.</exception>
    public void Apply(ResourceKind kind, JsonObject root, JsonObject? old)
    {
        IReadOnlyList<string> found;
        try
        {
            found = ObjectDecoder.Read(kind.Kind, root);
        }
        catch (UnreadableObjectException unreadable)
        {
            throw new UnreadableObjectException(unreadable.Message) { Root = root };
        }

        // what was stored before is kept as it was sent, and is nothing that this request could have mistyped
        var before = old is null || found.Count == 0 ? [] : ObjectDecoder.Read(kind.Kind, old);
        string[] faults = [.. Duplicates.Select(f => $"duplicate field \"{f}\""), .. found.Except(before).Select(f => $"unknown field \"{f}\"")];
        if (isStrict && faults.Length > 0)
        {
            throw new UnreadableObjectException($"strict decoding error: {string.Join(", ", faults)}") { Root = root };
        }

        if (warns)
        {
            Warnings.AddRange(faults);
        }
    }
}
