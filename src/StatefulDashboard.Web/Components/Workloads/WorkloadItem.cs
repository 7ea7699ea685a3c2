using System.Runtime.CompilerServices;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Workloads;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Components.Workloads;

/// <summary>One row of the list: a set, or a workload of another kind. One object for all who look at the same overview.</summary>
public sealed class WorkloadItem
{
    private static readonly ConditionalWeakTable<object, WorkloadItem> Known = [];

    private readonly string text; // what is searched

    private WorkloadItem(string cluster, StatefulSetOverview set)
    {
        (Cluster, Set, Name, Kind, Phase, Shape) = (cluster, set, set.Name, WorkloadKind.StatefulSet, set.Phase, WorkloadShapes.Of(set));
        (Ready, Desired, Since) = (set.AvailableReplicas, set.Replicas, set.Explanation.Since ?? set.CreatedAt);
        NeedsAttention = Attention.IsNeeded(set);
        Claims = set.Slots.Sum(slot => slot.Claims.Count(claim => claim.Exists)) + set.SharedClaims.Count;
        text = TextOf(set.Name, set.Template.Containers.Select(container => container.Image));
    }

    private WorkloadItem(string cluster, StatefulWorkload other)
    {
        (Cluster, Other, Name, Kind, Phase, Shape) = (cluster, other, other.Name, other.Kind, other.Phase, other.Shape);
        (Ready, Desired, Since) = (other.Ready, other.Desired, other.CreatedAt);
        NeedsAttention = Attention.IsNeeded(other);
        Claims = other.Claims.Count;
        text = TextOf(other.Name, other.Images);
    }

    /// <summary>Its id.</summary>
    public string Cluster { get; }

    public NamespacedName Name { get; }

    public WorkloadKind Kind { get; }

    public WorkloadShape Shape { get; }

    public StatefulSetPhase Phase { get; }

    public bool NeedsAttention { get; }

    public int Ready { get; }

    public int Desired { get; }

    public int Claims { get; }

    public DateTimeOffset? Since { get; }

    /// <summary>Null for other kinds.</summary>
    public StatefulSetOverview? Set { get; }

    /// <summary>Null for a set.</summary>
    public StatefulWorkload? Other { get; }

    public static WorkloadItem Of(string cluster, StatefulSetOverview set) => Known.GetValue(set, _ => new(cluster, set)) is var known && known.Cluster == cluster ? known : new(cluster, set);

    public static WorkloadItem Of(string cluster, StatefulWorkload other) => Known.GetValue(other, _ => new(cluster, other)) is var known && known.Cluster == cluster ? known : new(cluster, other);

    /// <summary>Name, namespace or image hold the text.</summary>
    public bool Holds(string wanted) => text.Contains(wanted, StringComparison.OrdinalIgnoreCase);

    private static string TextOf(NamespacedName name, IEnumerable<string> images) => string.Join('\n', images.Prepend(name.ToString()));
}
