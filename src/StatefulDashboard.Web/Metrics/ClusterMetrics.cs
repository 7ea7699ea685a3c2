using StatefulDashboard.Kubernetes.Informers;

namespace StatefulDashboard.Web.Metrics;

/// <summary>What is told of the clusters; docs/metrics.md says what each is good for. Names never change their meaning.</summary>
public static class ClusterMetrics
{
    public static void Write(MetricsText text, IReadOnlyList<ClusterMeasurement> clusters, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(clusters);
        text.Gauge("stateful_dashboard_cluster_connected", "1 while the cluster is being watched, 0 while it is only offered.");
        foreach (var cluster in clusters)
        {
            text.Sample(cluster.IsConnected ? 1 : 0, ("cluster", cluster.Id));
        }

        text.Gauge("stateful_dashboard_cluster_subscribers", "Pages and programs that follow the cluster at the moment.");
        foreach (var cluster in clusters.Where(cluster => cluster.IsConnected))
        {
            text.Sample(cluster.Subscribers, ("cluster", cluster.Id));
        }

        text.Counter("stateful_dashboard_kubernetes_requests_total", "Requests sent to the API server by verb and HTTP status; code is none where no answer came.");
        foreach (var cluster in clusters)
        {
            foreach (var request in cluster.Requests)
            {
                text.Sample(request.Count, ("cluster", cluster.Id), ("verb", request.Verb), ("code", request.Code));
            }
        }

        WriteWatches(text, clusters, now);
    }

    private static void WriteWatches(MetricsText text, IReadOnlyList<ClusterMeasurement> clusters, DateTimeOffset now)
    {
        // where only some namespaces are watched a kind has a watch in each: they are told together
        (string Cluster, string Kind, WatchHealth[] Watches)[] kinds =
        [
            .. clusters.SelectMany(cluster => cluster.Watches.GroupBy(watch => watch.Kind, StringComparer.Ordinal)
                .OrderBy(kind => kind.Key, StringComparer.Ordinal)
                .Select(kind => (cluster.Id, kind.Key, kind.ToArray()))),
        ];
        text.Gauge("stateful_dashboard_watches", "Watches of the kind that are in the state; all states are listed.");
        foreach (var (cluster, kind, watches) in kinds)
        {
            foreach (var state in Enum.GetValues<WatchState>())
            {
                text.Sample(watches.Count(watch => watch.State == state), ("cluster", cluster), ("kind", kind), ("state", state.ToString().ToLowerInvariant()));
            }
        }

        text.Gauge("stateful_dashboard_cached_objects", "Objects of the kind in the cache.");
        Each(watches => watches.Sum(watch => (double)watch.Count));
        text.Counter("stateful_dashboard_watch_events_total", "Events received, bookmarks included; the objects of lists do not count.");
        Each(watches => watches.Sum(watch => (double)watch.Events));
        text.Counter("stateful_dashboard_watch_relists_total", "How often the kind was read anew after the first time.");
        Each(watches => watches.Sum(watch => (double)watch.Relists));
        text.Counter("stateful_dashboard_watch_errors_total", "Lists and watches that failed.");
        Each(watches => watches.Sum(watch => (double)watch.Errors));
        text.Counter("stateful_dashboard_watch_received_bytes_total", "Bytes of the bodies of lists and watches, without HTTP and TLS.");
        Each(watches => watches.Sum(watch => (double)watch.Bytes));
        text.Gauge("stateful_dashboard_watch_retry_seconds", "Seconds until the next attempt; 0 while nothing waits for one.");
        Each(watches => watches.Max(watch => Seconds(watch.NextAttemptAt - now)));
        text.Gauge("stateful_dashboard_watch_last_contact_age_seconds", "Seconds since the server last sent anything (a list, an event, a bookmark); absent before the first.");
        Each(watches => watches.Any(watch => watch.LastContactAt is not null) ? watches.Max(watch => Seconds(now - watch.LastContactAt)) : null);
        text.Gauge("stateful_dashboard_watch_state_age_seconds", "Seconds since the kind's youngest change of state.");
        Each(watches => watches.Min(watch => Seconds(now - watch.Since)));

        void Each(Func<WatchHealth[], double?> measure)
        {
            foreach (var (cluster, kind, watches) in kinds)
            {
                if (measure(watches) is { } value)
                {
                    text.Sample(value, ("cluster", cluster), ("kind", kind));
                }
            }
        }
    }

    /// <summary>Never negative: clocks are set back.</summary>
    private static double Seconds(TimeSpan? span) => Math.Max(0, Math.Round((span ?? TimeSpan.Zero).TotalSeconds, 3));
}
