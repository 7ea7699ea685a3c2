using System.Text.Json.Serialization;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Workloads;

/// <summary>A claim that the pods of a workload mount.</summary>
/// <param name="IsRead">False where claims may not be read: then only the name is known, from the workload.</param>
/// <param name="Phase">Pending, Bound or Lost; empty where there is no such claim, or it is not known.</param>
/// <param name="Size">What it has, else what it asks for; null where that is not known.</param>
/// <param name="AccessModes">As the claim asks for them: "ReadWriteOnce".</param>
public sealed record WorkloadClaim(string Name, bool IsRead, string Phase, string? Size, ValueList<string> AccessModes)
{
    /// <summary>It may be read, and there is none.</summary>
    [JsonIgnore]
    public bool IsMissing => IsRead && Phase.Length == 0;

    /// <summary>At most one node can mount it at a time.</summary>
    [JsonIgnore]
    public bool IsOfOneNode => AccessModes.Count > 0 && AccessModes.All(mode => mode is "ReadWriteOnce" or "ReadWriteOncePod");

    /// <summary>At most one pod in the whole cluster can mount it.</summary>
    [JsonIgnore]
    public bool IsOfOnePod => AccessModes.Count > 0 && AccessModes.All(mode => mode is "ReadWriteOncePod");

    internal static WorkloadClaim Of(string name, PersistentVolumeClaim? claim) => claim is null
        ? new(name, IsRead: true, "", null, [])
        : new(name, IsRead: true, claim.Status.Phase is { Length: > 0 } phase ? phase : "Pending", claim.Status.Capacity.Get("storage") ?? claim.Spec.Resources.Requests.Get("storage"), claim.Spec.AccessModes);

    /// <summary>Only the name is known.</summary>
    public static WorkloadClaim Unread(string name) => new(name, IsRead: false, "", null, []);
}
