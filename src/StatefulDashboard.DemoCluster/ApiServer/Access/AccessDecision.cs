namespace StatefulDashboard.DemoCluster.ApiServer.Access;

/// <summary>What was decided about a request, with the reason as a review tells it; empty where there is none to tell.</summary>
internal sealed record AccessDecision(bool IsAllowed, string Reason);
