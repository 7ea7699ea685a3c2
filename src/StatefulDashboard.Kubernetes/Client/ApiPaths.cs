using System.Globalization;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>Paths with their queries.</summary>
internal static class ApiPaths
{
    /// <summary>
    /// Never with a resourceVersion: the newest state is wanted, and a version of one's own could have expired or be unknown to a
    /// restored server.
    /// </summary>
    public static string List<T>(ResourceKind<T> kind, string? namespaceName, int limit, string? continueToken)
        where T : class, IKubernetesObject =>
        kind.CollectionPath(namespaceName) + Query(
            ("labelSelector", kind.LabelSelector),
            ("fieldSelector", kind.FieldSelector),
            ("limit", limit.ToString(CultureInfo.InvariantCulture)),
            ("continue", continueToken));

    public static string Watch<T>(ResourceKind<T> kind, string? namespaceName, WatchOptions watch)
        where T : class, IKubernetesObject =>
        kind.CollectionPath(namespaceName) + Query(
            ("watch", "true"),
            ("labelSelector", kind.LabelSelector),
            ("fieldSelector", kind.FieldSelector),
            ("sendInitialEvents", watch.SendInitialEvents ? "true" : null),
            ("resourceVersionMatch", watch.SendInitialEvents ? "NotOlderThan" : null),
            ("resourceVersion", watch.ResourceVersion),
            ("allowWatchBookmarks", "true"),
            ("timeoutSeconds", watch.TimeoutSeconds.ToString(CultureInfo.InvariantCulture)));

    public static string WriteQuery(WriteOptions write, bool force = false) => Query(
        ("fieldManager", write.FieldManager),
        ("fieldValidation", write.Strict ? "Strict" : "Warn"),
        ("force", force ? "true" : null),
        ("dryRun", write.DryRun ? "All" : null));

    private static string Query(params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var query = new System.Text.StringBuilder();
        foreach (var (name, value) in parameters)
        {
            if (!string.IsNullOrEmpty(value))
            {
                query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
            }
        }

        return query.ToString();
    }
}
