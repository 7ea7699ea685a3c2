namespace StatefulDashboard.DemoCluster.ApiServer.Objects;

/// <summary>How a write is to be taken.</summary>
/// <param name="Manager">Who writes, as managedFields names it.</param>
/// <param name="DryRun">Everything is checked and answered, nothing stored.</param>
/// <param name="Strict">Unknown fields are refused.</param>
/// <param name="Applied">For a server-side apply, what is applied.</param>
internal sealed record WriteOptions(string Manager, bool DryRun = false, bool Strict = false, Patches.ServerSideApply? Applied = null);
