using StatefulDashboard.DemoCluster.ApiServer.Objects;

namespace StatefulDashboard.DemoCluster.Lifecycle;

/// <summary>How long pods take to start and to stop: the same for the same pod name, so that each run of a demo is the same.</summary>
internal sealed class PodDelays(DemoClusterOptions options)
{
    private readonly bool showcase = options.Seed == "showcase";

    /// <summary>While a seed is planted nothing takes time.</summary>
    public bool Hurry { get; set; }

    /// <summary>How many times longer than usual pods take to start.</summary>
    public double Slowness { get; set; } = 1;

    public TimeSpan Start(string pod) => Hurry ? TimeSpan.Zero : (options.StartDelay ?? Usual(pod, "start")) * Slowness;

    public TimeSpan Stop(string pod) => Hurry ? TimeSpan.Zero : options.StopDelay ?? Usual(pod, "stop");

    /// <summary>Whether the kubelets tell of what goes well, too: who watches wants to see it, a recording of a control plane without kubelets has none of it.</summary>
    public bool TellsStarts => showcase;

    /// <summary>How long an init container runs.</summary>
    public TimeSpan Init => Hurry ? TimeSpan.Zero : TimeSpan.FromSeconds(showcase ? 2 : 0.1);

    /// <summary>How long a probe takes to succeed for the first time, when it does not say how long it waits.</summary>
    public TimeSpan Probe(long? initialSeconds) => Hurry ? TimeSpan.Zero : initialSeconds is { } seconds and > 0 ? TimeSpan.FromSeconds(Math.Min(seconds, 30)) : TimeSpan.FromSeconds(showcase ? 1.5 : 0.1);

    /// <summary>How long a container works before what is wrong with it shows.</summary>
    public TimeSpan Work(double seconds) => Hurry ? TimeSpan.Zero : TimeSpan.FromSeconds(seconds);

    /// <summary>How long a container that ended waits before it is started again: 10 s, doubled up to five minutes. A seed needs a few restarts at once.</summary>
    public TimeSpan BackOff(int restarts) => Hurry && restarts < 3 ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(300, 10 * Math.Pow(2, Math.Min(restarts, 5))));

    private TimeSpan Usual(string pod, string what)
        => showcase ? TimeSpan.FromMilliseconds(3000 + (Names.Hash(System.Text.Encoding.UTF8.GetBytes(pod + what)) % 5000)) : TimeSpan.FromMilliseconds(300);
}
