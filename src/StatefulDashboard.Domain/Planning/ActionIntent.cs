using System.Text.Json.Serialization;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Planning;

/// <summary>What somebody wants done with a set. It is kept with an operation that takes several steps, so it can be written as JSON.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "action")]
[JsonDerivedType(typeof(ScaleIntent), "scale")]
[JsonDerivedType(typeof(RolloutIntent), "rollout")]
[JsonDerivedType(typeof(DeletionIntent), "deletion")]
[JsonDerivedType(typeof(PodDeletionIntent), "podDeletion")]
[JsonDerivedType(typeof(RestorationIntent), "restoration")]
public abstract record ActionIntent(NamespacedName Name)
{
    [JsonIgnore]
    public abstract ActionKind Kind { get; }
}
