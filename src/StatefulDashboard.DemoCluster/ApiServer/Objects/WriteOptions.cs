using StatefulDashboard.DemoCluster.ApiServer.Schemas;

namespace StatefulDashboard.DemoCluster.ApiServer.Objects;

/// <summary>How a write is to be taken.</summary>
/// <param name="Manager">Who writes, as managedFields names it.</param>
/// <param name="DryRun">Everything is checked and answered, nothing stored.</param>
/// <param name="Fields">How the fields of a client's object are checked; null for our own controllers, which know what they write.</param>
/// <param name="Applied">For a server-side apply, what is applied.</param>
/// <param name="Guard">Whether who writes may store just this object; null where there is nothing to ask.</param>
internal sealed record WriteOptions(string Manager, bool DryRun = false, FieldCheck? Fields = null, Patches.ServerSideApply? Applied = null, WriteGuard? Guard = null);
