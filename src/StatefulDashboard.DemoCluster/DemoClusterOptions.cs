namespace StatefulDashboard.DemoCluster;

/// <summary>How the demo cluster starts.</summary>
public sealed record DemoClusterOptions
{
    /// <summary>"showcase" for a cluster that is lived in, "empty" for namespaces, nodes and storage classes only.</summary>
    public string Seed { get; init; } = "showcase";

    /// <summary>The port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Where the kubeconfig is written (mode 0600); null makes a private temporary file that goes with the cluster.</summary>
    public string? KubeconfigPath { get; init; }

    /// <summary>How many times faster than real time pods start and stop; 0 pauses.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>The port on 127.0.0.1 of the cluster's DNS server, UDP and TCP; 0 takes a free one.</summary>
    public int DnsPort { get; init; }

    /// <summary>The zone of the cluster's DNS names.</summary>
    public string DnsZone { get; init; } = "cluster.local";

    /// <summary>The clock that drives everything; null is the system's. On a <see cref="VirtualTime"/> the cluster works only while that is advanced.</summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>A folder with scenario files of one's own for the lab (docs/lab.md); null for none.</summary>
    public string? ScenarioFolder { get; init; }

    /// <summary>Kubernetes' feature gate of that name: rollingUpdate.maxUnavailable of StatefulSets counts. Off by default in 1.36, and so here.</summary>
    public bool MaxUnavailableStatefulSet { get; init; }

    /// <summary>Makes uids and generated names the same in each run; null leaves them to chance.</summary>
    public int? RandomSeed { get; init; }

    /// <summary>How long a pod takes to start; null is 0.3 s with an empty seed and 3 to 8 s, by the pod's name, in the showcase.</summary>
    public TimeSpan? StartDelay { get; init; }

    /// <summary>How long a pod takes to stop; null as for <see cref="StartDelay"/>.</summary>
    public TimeSpan? StopDelay { get; init; }
}
