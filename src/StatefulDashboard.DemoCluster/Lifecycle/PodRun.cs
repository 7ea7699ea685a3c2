namespace StatefulDashboard.DemoCluster.Lifecycle;

/// <summary>What the kubelet stand-in knows about a pod beyond its status: how far it is, and what it waits for. Timers only raise the flags.</summary>
internal sealed class PodRun(string uid, string address)
{
    private volatile bool startDue;
    private volatile bool stepDue;
    private volatile bool stopDue;

    public string Uid { get; } = uid;

    public string Address { get; } = address;

    public bool StartBegan { get; set; }

    public bool StartDue { get => startDue; set => startDue = value; }

    /// <summary>How many init containers have ended, or run beside the others from now on.</summary>
    public int InitsDone { get; set; }

    /// <summary>What the present container does; a change of it begins anew.</summary>
    public string? Mode { get; set; }

    /// <summary>How far it is in doing so.</summary>
    public int Step { get; set; }

    public bool StepDue { get => stepDue; set => stepDue = value; }

    /// <summary>Which timer counts; an older one is overtaken.</summary>
    public int Timer { get; set; }

    public bool StopBegan { get; set; }

    public bool StopDue { get => stopDue; set => stopDue = value; }
}
