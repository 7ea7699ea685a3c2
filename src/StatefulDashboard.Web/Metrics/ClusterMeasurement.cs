using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Informers;

namespace StatefulDashboard.Web.Metrics;

/// <summary>One cluster at one moment.</summary>
/// <param name="Id">As in addresses; the context's own name may tell more than a monitoring system should know.</param>
/// <param name="Watches">Empty while it is not connected. Several of one kind where only some namespaces are watched.</param>
/// <param name="Subscribers">Pages and programs that follow it.</param>
public sealed record ClusterMeasurement(
    string Id, bool IsConnected, IReadOnlyList<WatchHealth> Watches, IReadOnlyList<RequestCount> Requests, int Subscribers);
