using System.Text.RegularExpressions;

namespace StatefulDashboard.Domain.Events;

/// <summary>Which events are asked for.</summary>
/// <param name="Object">"Pod/web-0", or a kind alone: "Pod"; empty for all.</param>
/// <param name="Type">Normal or Warning; empty for all.</param>
public sealed partial record EventFilter(string Object, string Type)
{
    /// <summary>For the API server, so that it sends only these; null where it would not know how. What is no name is not sent.</summary>
    public string? FieldSelector
    {
        get
        {
            var parts = new List<string>();
            var (kind, name) = Parts;
            if (Kind().IsMatch(kind))
            {
                parts.Add("involvedObject.kind=" + kind);
                if (NameOfObject().IsMatch(name))
                {
                    parts.Add("involvedObject.name=" + name);
                }
            }

            if (Kind().IsMatch(Type))
            {
                parts.Add("type=" + Type);
            }

            return parts.Count == 0 ? null : string.Join(',', parts);
        }
    }

    public bool Passes(EventEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var (kind, name) = Parts;
        return (Object.Length == 0 || entry.Kind == kind && (name.Length == 0 || entry.Object == name)) && (Type.Length == 0 || entry.Type == Type);
    }

    private (string Kind, string Name) Parts =>
        Object.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? (Object[..slash], Object[(slash + 1)..]) : (Object, "");

    // these go into a field selector: nothing in them may be anything but a name
    [GeneratedRegex(@"^[A-Za-z]{1,63}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Kind();

    [GeneratedRegex(@"^[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NameOfObject();
}
