using System.Net;

namespace StatefulDashboard.Web.Dns;

/// <summary>The server that is asked for the names of a cluster.</summary>
public sealed record ClusterResolver(IPEndPoint Server, ResolverOrigin Origin);

/// <summary>Who named it.</summary>
public enum ResolverOrigin
{
    Settings,

    /// <summary>The demo cluster's own.</summary>
    Demo,

    /// <summary>/etc/resolv.conf of the pod that the dashboard runs in.</summary>
    Pod,
}
