namespace StatefulDashboard.DemoCluster;

/// <summary>Somebody whom the demo cluster knows from the start.</summary>
/// <param name="Name">As RBAC knows them.</param>
/// <param name="Token">Their bearer token, made anew at each start.</param>
/// <param name="Groups">All of them, as RBAC knows them.</param>
public sealed record DemoPerson(string Name, string Token, IReadOnlyList<string> Groups)
{
    /// <summary>The one namespace in which they work; null for somebody who looks at all of them.</summary>
    public string? Namespace { get; init; }
}
