using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Workloads;

/// <summary>The key of a workload: two kinds may have the same names.</summary>
public readonly record struct WorkloadName(NamespacedName Name, WorkloadKind Kind) : IComparable<WorkloadName>
{
    public int CompareTo(WorkloadName other) => Name.CompareTo(other.Name) is var order && order != 0 ? order : Kind.CompareTo(other.Kind);

    public static bool operator <(WorkloadName left, WorkloadName right) => left.CompareTo(right) < 0;

    public static bool operator >(WorkloadName left, WorkloadName right) => left.CompareTo(right) > 0;

    public static bool operator <=(WorkloadName left, WorkloadName right) => left.CompareTo(right) <= 0;

    public static bool operator >=(WorkloadName left, WorkloadName right) => left.CompareTo(right) >= 0;
}
