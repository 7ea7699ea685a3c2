using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>The object as it was when a write was planned.</summary>
/// <param name="ResourceVersion">Moves with each write, of the status too.</param>
/// <param name="Generation">Moves only with the spec; 0 for kinds that have none.</param>
public sealed record WriteBasis(string Uid, string ResourceVersion, long Generation)
{
    public static WriteBasis Of(ObjectMeta metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        return new(metadata.Uid, metadata.ResourceVersion, metadata.Generation);
    }
}
