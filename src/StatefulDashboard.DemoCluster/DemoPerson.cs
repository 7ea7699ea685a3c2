namespace StatefulDashboard.DemoCluster;

/// <summary>Somebody whom the demo cluster knows from the start.</summary>
/// <param name="Name">As RBAC knows them.</param>
/// <param name="Token">Their bearer token, made anew at each start.</param>
public sealed record DemoPerson(string Name, string Token, IReadOnlyList<string> Groups);
