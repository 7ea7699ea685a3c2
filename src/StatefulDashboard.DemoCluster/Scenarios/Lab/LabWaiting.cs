namespace StatefulDashboard.DemoCluster.Scenarios.Lab;

/// <summary>A condition that is waited for, and what is there instead. Both are words of the API, the same in every language.</summary>
/// <param name="For">The condition as the file has it: "StatefulSet/web status.readyReplicas = 3".</param>
/// <param name="Found">The value that is there now; null where the object or the field is not there.</param>
public sealed record LabWaiting(string For, string? Found);
