namespace StatefulDashboard.DemoCluster.Scenarios.Lab;

/// <summary>A scenario that the lab can play, as its file tells it.</summary>
/// <param name="Id">The name of its file without the ending.</param>
/// <param name="Title">What it shows.</param>
/// <param name="About">Why one would want to see it.</param>
/// <param name="Namespace">Where all of it happens; it is deleted when the scenario is played again.</param>
/// <param name="Set">The StatefulSet to watch.</param>
/// <param name="Steps">In order; at least one.</param>
public sealed record LabScenario(string Id, LabText Title, LabText About, string Namespace, string Set, IReadOnlyList<LabStep> Steps);
