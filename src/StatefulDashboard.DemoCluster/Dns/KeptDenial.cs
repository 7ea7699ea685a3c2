namespace StatefulDashboard.DemoCluster.Dns;

/// <summary>A denial that a cache keeps.</summary>
/// <param name="Name">The name that was asked.</param>
/// <param name="Type">The type that was asked, as in A.</param>
/// <param name="Code">NonExistentDomain, or NoError when the name has no record of this type.</param>
/// <param name="Left">How long it is kept yet.</param>
public sealed record KeptDenial(string Name, string Type, string Code, TimeSpan Left);
