using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>A field that another manager owns, because of which a server-side apply was refused.</summary>
/// <param name="Manager">Its name in managedFields: a GitOps tool, Helm, kubectl; untrusted text.</param>
/// <param name="Field">The path: ".spec.replicas".</param>
/// <param name="Message">The server's words, which also say by which API version, and when, the manager wrote.</param>
public sealed record FieldConflict(string Manager, string Field, string Message)
{
    private const string Before = "conflict with \"";

    /// <summary>Of the causes of a 409; causes of another kind are no field conflicts.</summary>
    internal static ValueList<FieldConflict> From(Status status) =>
        (status.Details?.Causes ?? [])
            .Where(cause => cause.Reason is "FieldManagerConflict")
            .Select(cause => new FieldConflict(ManagerIn(cause.Message), cause.Field, cause.Message))
            .ToValueList();

    /// <summary>
    /// <c>conflict with "NAME" using apps/v1</c>, the name quoted as Go does it; where it cannot be read, the whole message, so
    /// that nobody is left unnamed.
    /// </summary>
    private static string ManagerIn(string message)
    {
        if (!message.StartsWith(Before, StringComparison.Ordinal))
        {
            return message;
        }

        var name = new System.Text.StringBuilder();
        for (var at = Before.Length; at < message.Length; at++)
        {
            switch (message[at])
            {
                case '"':
                    return name.ToString();
                case '\\' when at + 1 < message.Length:
                    name.Append(message[++at]);
                    break;
                default:
                    name.Append(message[at]);
                    break;
            }
        }

        return message;
    }
}
