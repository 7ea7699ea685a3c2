using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Metrics;

/// <summary>The watches with their newest counters. (A view of a cluster is not published anew only because something was counted.)</summary>
public interface IWatchHealths
{
    /// <summary>Empty for a cluster that is not watched, or that the person may not see. Connects to nothing.</summary>
    ValueList<WatchHealth> Of(Person person, string clusterId);
}
