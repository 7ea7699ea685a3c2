namespace StatefulDashboard.Kubernetes.Client;

/// <summary>How a patch is sent.</summary>
/// <param name="DryRun">The server checks and answers, but keeps nothing.</param>
/// <param name="FieldManager">Under which name the fields are owned in managedFields.</param>
/// <param name="Strict">A field that the API does not know is an error (fieldValidation=Strict).</param>
public sealed record WriteOptions(bool DryRun = false, string FieldManager = WriteOptions.DefaultFieldManager, bool Strict = true)
{
    public const string DefaultFieldManager = "stateful-dashboard";
}
