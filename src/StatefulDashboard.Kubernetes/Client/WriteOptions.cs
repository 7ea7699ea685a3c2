namespace StatefulDashboard.Kubernetes.Client;

/// <summary>How a patch or a new object is sent.</summary>
/// <param name="DryRun">The server checks and answers, but keeps nothing.</param>
/// <param name="FieldManager">Under which name the fields are owned in managedFields; a server-side apply needs one.</param>
/// <param name="Strict">
/// A field that the API does not know is an error (fieldValidation=Strict); otherwise a warning. Servers before 1.25 know neither
/// and drop the field in silence.
/// </param>
public sealed record WriteOptions(bool DryRun = false, string FieldManager = WriteOptions.DefaultFieldManager, bool Strict = true)
{
    public const string DefaultFieldManager = "stateful-dashboard";
}
