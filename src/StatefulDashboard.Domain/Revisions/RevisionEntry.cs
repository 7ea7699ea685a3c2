using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Revisions;

/// <summary>A template that the set has, or had.</summary>
/// <param name="Name">Of its ControllerRevision: "web-6865f849cd".</param>
/// <param name="Number">The higher the newer; null where pods run it and there is no such ControllerRevision (any more).</param>
/// <param name="CreatedAt">When the template was first used; going back to it gives it a new number, and no new moment.</param>
/// <param name="IsCurrent">Pods that the rollout has not reached are made from it.</param>
/// <param name="IsUpdate">The set's present template.</param>
/// <param name="Runs">The ordinals whose pods run it.</param>
/// <param name="Gives">The ordinals that would get it if their pods were made now.</param>
/// <param name="Images">"nginx: registry.k8s.io/nginx-slim:0.24"; empty where its data cannot be read.</param>
public sealed record RevisionEntry(
    string Name,
    long? Number,
    DateTimeOffset? CreatedAt,
    bool IsCurrent,
    bool IsUpdate,
    ValueList<int> Runs,
    ValueList<int> Gives,
    ValueList<string> Images);
