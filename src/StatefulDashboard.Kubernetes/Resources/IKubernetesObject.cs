namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>An object of the API: lean, so only the fields that are used. It must never be sent back whole (the other fields would be erased): writes are patches.</summary>
public interface IKubernetesObject
{
    ObjectMeta Metadata { get; }
}
