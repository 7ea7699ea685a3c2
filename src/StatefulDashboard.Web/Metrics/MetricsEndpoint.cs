using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Metrics;

/// <summary>
/// /metrics for Prometheus. Open to whoever may read the dashboard and to nobody else: where a launch token is needed, it is needed
/// here (as a bearer token). Tells no names of objects, no addresses, no messages of errors, no secrets.
/// </summary>
public static class MetricsEndpoint
{
    public static void MapMetrics(this IEndpointRouteBuilder routes) => routes.MapGet("/metrics", Answer);

    private static IResult Answer(HttpContext context, ICurrentPerson current, ClusterDirectory clusters, ConnectionMeters connections, TimeProvider time)
    {
        var text = new MetricsText();
        ClusterMetrics.Write(text, Measure(clusters, current.Person), time.GetUtcNow());
        connections.Write(text);
        ProcessMetrics.Write(text);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Text(text.ToString(), MetricsText.ContentType);
    }

    /// <summary>Connects to nothing: a scrape must not begin to watch a cluster that nobody has chosen.</summary>
    private static ClusterMeasurement[] Measure(ClusterDirectory clusters, Person person)
    {
        var connected = clusters.Connected(person).ToDictionary(one => one.Cluster.Id, one => one.Connection, StringComparer.Ordinal);
        return
        [
            .. clusters.List(person).Select(cluster => connected.TryGetValue(cluster.Id, out var connection)
                ? new ClusterMeasurement(cluster.Id, IsConnected: true, connection.Health, connection.Client.Requests, connection.Board.Subscribers)
                : new ClusterMeasurement(cluster.Id, IsConnected: false, [], [], 0)),
        ];
    }
}
