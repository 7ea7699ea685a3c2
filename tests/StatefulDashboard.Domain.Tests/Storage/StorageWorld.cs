using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Storage;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Storage;

/// <summary>Claims, volumes and classes of one namespace, made by hand: short to say in a test. The set is db/web, of three, whose template "www" asks for 1Gi.</summary>
internal sealed class StorageWorld
{
    public World Web { get; } = new();

    public List<StatefulSetOverview> OtherSets { get; } = [];

    public List<ClaimDetail> Claims { get; } = [];

    public List<VolumeDetail> Volumes { get; } = [];

    public List<ClassDetail> Classes { get; } = [Class("standard", isDefault: true)];

    public List<Node> Nodes { get; } = [Node("node-a", "z1"), Node("node-b", "z2")];

    public List<PodMounts> Pods { get; } = [];

    public List<(string Kind, WorkloadMounts Workload)> Workloads { get; } = [];

    public List<Event> Events { get; } = [];

    public List<ResourceQuota> Quotas { get; } = [];

    public List<Domain.Operations.Operation> Deletions { get; } = [];

    public UnreadStorage Unread { get; set; }

    public ClaimDetailSpec Template { get; set; } = new() { AccessModes = ["ReadWriteOnce"], Resources = new() { Requests = World.Labels("storage", "1Gi") } };

    public ValueList<MountedVolume> TemplateVolumes { get; set; } = [];

    public static ClassDetail Class(string name, bool isDefault = false, string provisioner = "csi.example.com", string mode = "Immediate", string policy = "Delete", bool grows = true) => new()
    {
        Metadata = new() { Name = name, Annotations = isDefault ? World.Labels(StorageAnnotations.IsDefault, "true") : ValueMap.Empty },
        Provisioner = provisioner,
        VolumeBindingMode = mode,
        ReclaimPolicy = policy,
        AllowVolumeExpansion = grows,
    };

    /// <summary>Another set, of three as well, with one template.</summary>
    public static StatefulSetOverview Other(string name, string template, string space = "db")
    {
        var other = new World();
        other.Set = other.Set with
        {
            Metadata = other.Set.Metadata with { Name = name, Namespace = space },
            Spec = other.Set.Spec with { VolumeClaimTemplates = [new() { Metadata = new() { Name = template } }] },
        };
        return other.Overview();
    }

    public static Node Node(string name, string zone) => new()
    {
        Metadata = new() { Name = name, Labels = ValueMap.From([new("kubernetes.io/hostname", name), new(Kubernetes.Resources.Node.ZoneLabel, zone)]) },
    };

    /// <param name="volume">Empty while it is Pending.</param>
    public StorageWorld Claim(string name, string? storageClass = "standard", string phase = "Bound", string volume = "pv", string size = "1Gi", Func<ClaimDetail, ClaimDetail>? change = null)
    {
        var claim = new ClaimDetail
        {
            Metadata = new() { Name = name, Namespace = "db", Uid = name + "-uid", CreationTimestamp = World.Now.AddDays(-1) },
            Spec = new() { StorageClassName = storageClass, AccessModes = ["ReadWriteOnce"], Resources = new() { Requests = World.Labels("storage", size) }, VolumeName = phase == "Pending" ? "" : volume },
            Status = phase == "Pending" ? new() { Phase = phase } : new() { Phase = phase, AccessModes = ["ReadWriteOnce"], Capacity = World.Labels("storage", size) },
        };
        Claims.Add(change?.Invoke(claim) ?? claim);
        return this;
    }

    public StorageWorld Pending(string name, string? storageClass = "standard", Func<ClaimDetail, ClaimDetail>? change = null) => Claim(name, storageClass, "Pending", "", "1Gi", change);

    public StorageWorld Volume(string name = "pv", string phase = "Bound", string policy = "Delete", string size = "1Gi", string storageClass = "standard", string? by = "csi.example.com", Func<VolumeDetailSpec, VolumeDetailSpec>? change = null)
    {
        var spec = new VolumeDetailSpec
        {
            Capacity = World.Labels("storage", size), AccessModes = ["ReadWriteOnce"], PersistentVolumeReclaimPolicy = policy, StorageClassName = storageClass,
            Csi = new() { Driver = "csi.example.com" },
        };
        Volumes.Add(new()
        {
            Metadata = new() { Name = name, Annotations = by is null ? ValueMap.Empty : World.Labels(StorageAnnotations.ProvisionedBy, by) },
            Spec = change?.Invoke(spec) ?? spec,
            Status = new() { Phase = phase },
        });
        return this;
    }

    public StorageWorld Pod(string name, string claim, string node = "node-a", string phase = "Running", string? uid = null)
    {
        Pods.Add(new()
        {
            Metadata = new() { Name = name, Namespace = "db", Uid = uid ?? name + "-uid" },
            Spec = new() { NodeName = node, Volumes = [Mount("data", claim)] },
            Status = new() { Phase = phase },
        });
        return this;
    }

    public StorageWorld Said(string claim, string reason, string message, string type = "Warning", string? uid = null, int secondsAgo = 10)
    {
        Events.Add(new()
        {
            Metadata = new() { Name = $"{claim}.{Events.Count}", Namespace = "db" },
            InvolvedObject = new() { Kind = "PersistentVolumeClaim", Namespace = "db", Name = claim, Uid = uid ?? claim + "-uid" },
            Reason = reason, Message = message, Type = type, LastTimestamp = World.Now.AddSeconds(-secondsAgo),
        });
        return this;
    }

    public StorageWorld SetSaid(string message)
    {
        Events.Add(new()
        {
            Metadata = new() { Name = $"web.{Events.Count}", Namespace = "db" },
            InvolvedObject = new() { Kind = "StatefulSet", Namespace = "db", Name = "web", Uid = "set-uid" },
            Reason = "FailedCreate", Message = message, Type = "Warning", LastTimestamp = World.Now.AddSeconds(-10),
        });
        return this;
    }

    public StorageWorld Quota(string name, string resource, string used, string hard)
    {
        Quotas.Add(new() { Metadata = new() { Name = name, Namespace = "db" }, Status = new() { Hard = World.Labels(resource, hard), Used = World.Labels(resource, used) } });
        return this;
    }

    public static MountedVolume Mount(string volume, string claim) => new() { Name = volume, PersistentVolumeClaim = new() { ClaimName = claim } };

    public static VolumeNodeAffinity In(string key, params string[] values) => new()
    {
        Required = new() { NodeSelectorTerms = [new() { MatchExpressions = [new() { Key = key, Operator = "In", Values = [.. values] }] }] },
    };

    public ClaimStorage See(string claim) => Cluster().Claims.Single(item => item.Name == claim);

    public StatementCode[] Why(string claim) => [.. See(claim).Why.Select(statement => statement.Code)];

    public ClusterStorage Cluster() => ClusterStorage.From(Snapshot());

    public SetStorage Set() => SetStorage.From(Snapshot(), new("db", "web"))!;

    public StorageSnapshot Snapshot() => new([Web.Overview(), .. OtherSets], Unread)
    {
        Claims = Claims,
        Volumes = Volumes,
        Classes = Classes,
        Nodes = Nodes,
        Pods = Pods,
        SetMounts =
        [
            new()
            {
                Metadata = new() { Name = Web.Set.Metadata.Name, Namespace = "db" },
                Spec = new() { Template = new() { Spec = new() { Volumes = TemplateVolumes } }, VolumeClaimTemplates = [new() { Metadata = new() { Name = "www" }, Spec = Template }] },
            },
        ],
        Workloads = Workloads,
        Events = Events,
        Quotas = Quotas,
        Deletions = Deletions,
    };
}
