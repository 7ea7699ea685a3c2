namespace StatefulDashboard.DemoCluster.Dns;

/// <summary>An answer that a cache keeps.</summary>
/// <param name="Name">The name that was asked.</param>
/// <param name="Type">The type that was asked, as in A.</param>
/// <param name="Code">NonExistentDomain, or NoError when the name is there.</param>
/// <param name="IsDenial">Whether the name is not there or has no record of this type.</param>
/// <param name="Left">How long it is kept yet.</param>
public sealed record KeptAnswer(string Name, string Type, string Code, bool IsDenial, TimeSpan Left);
