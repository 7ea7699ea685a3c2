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

    /// <summary>How long a container that cannot start waits before its state changes again.</summary>
    public TimeSpan BackOff(int restarts) => Hurry ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(300, Math.Pow(2, Math.Min(restarts, 9))));

    private TimeSpan Usual(string pod, string what)
        => showcase ? TimeSpan.FromMilliseconds(3000 + (Names.Hash(System.Text.Encoding.UTF8.GetBytes(pod + what)) % 5000)) : TimeSpan.FromMilliseconds(300);
}
