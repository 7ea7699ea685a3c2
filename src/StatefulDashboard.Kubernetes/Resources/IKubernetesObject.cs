namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>An object of the API: lean, so only the fields that are used. It must never be sent back whole (the other fields would be erased): writes are patches.
/// Properties never are null where they say so: a field that is missing or null in the JSON (the generated readers set all init properties) becomes its default.</summary>
public interface IKubernetesObject
{
    ObjectMeta Metadata { get; }
}
