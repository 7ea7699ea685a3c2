using System.Collections.Concurrent;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>What has been sent to one API server, over all its connections.</summary>
internal sealed class RequestCounts
{
    private readonly ConcurrentDictionary<(string Verb, string Code), long> counts = new();

    public IReadOnlyList<RequestCount> All =>
        [.. counts.Select(one => new RequestCount(one.Key.Verb, one.Key.Code, one.Value)).OrderBy(one => one.Verb, StringComparer.Ordinal).ThenBy(one => one.Code, StringComparer.Ordinal)];

    public void Add(string verb, string code) => counts.AddOrUpdate((verb, code), 1, static (_, count) => count + 1);
}
