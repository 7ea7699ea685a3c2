namespace StatefulDashboard.DemoCluster.Controllers.StatefulSets;

/// <summary>The claims of a pod are not there and cannot be made now; the pass over the set is tried again.</summary>
internal sealed class ClaimFaultException(string message) : Exception(message);
