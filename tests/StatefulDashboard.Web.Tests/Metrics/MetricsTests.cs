using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Tests.Shared;
using StatefulDashboard.Web.Metrics;

namespace StatefulDashboard.Web.Tests.Metrics;

public sealed class MetricsTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly WatchHealth Pods = new(
        "pods", WatchState.Live, Now.AddSeconds(-90), Now.AddSeconds(-2.5), null, null, Count: 25, Events: 40, Relists: 3, Errors: 4, Bytes: 158_406);

    [Fact]
    public void Clusters_EachFact_IsASample()
    {
        var text = Write(new ClusterMeasurement("demo", true, [Pods], [new("watch", "200", 9), new("patch", "none", 1)], Subscribers: 2));

        text["stateful_dashboard_cluster_connected{cluster=\"demo\"}"].ShouldBe(1);
        text["stateful_dashboard_cluster_subscribers{cluster=\"demo\"}"].ShouldBe(2);
        text["stateful_dashboard_kubernetes_requests_total{cluster=\"demo\",verb=\"patch\",code=\"none\"}"].ShouldBe(1);
        text["stateful_dashboard_watches{cluster=\"demo\",kind=\"pods\",state=\"live\"}"].ShouldBe(1);
        text["stateful_dashboard_watches{cluster=\"demo\",kind=\"pods\",state=\"forbidden\"}"].ShouldBe(0);
        Of(text, "stateful_dashboard_cached_objects").ShouldBe(25);
        Of(text, "stateful_dashboard_watch_events_total").ShouldBe(40);
        Of(text, "stateful_dashboard_watch_relists_total").ShouldBe(3);
        Of(text, "stateful_dashboard_watch_errors_total").ShouldBe(4);
        Of(text, "stateful_dashboard_watch_received_bytes_total").ShouldBe(158_406);
        Of(text, "stateful_dashboard_watch_retry_seconds").ShouldBe(0);
        Of(text, "stateful_dashboard_watch_last_contact_age_seconds").ShouldBe(2.5);
        Of(text, "stateful_dashboard_watch_state_age_seconds").ShouldBe(90);
    }

    [Fact]
    public void Clusters_SeveralWatchesOfAKind_AreOneSeriesThatHidesNoFault()
    {
        var broken = Pods with { State = WatchState.Stale, Since = Now.AddSeconds(-5), LastContactAt = Now.AddMinutes(-1), NextAttemptAt = Now.AddSeconds(7), Error = "a secret address" };
        var text = Write(new ClusterMeasurement("demo", true, [Pods, broken, Pods with { LastContactAt = null }], [], 0));

        text["stateful_dashboard_watches{cluster=\"demo\",kind=\"pods\",state=\"live\"}"].ShouldBe(2);
        text["stateful_dashboard_watches{cluster=\"demo\",kind=\"pods\",state=\"stale\"}"].ShouldBe(1);
        Of(text, "stateful_dashboard_cached_objects").ShouldBe(75);
        Of(text, "stateful_dashboard_watch_retry_seconds").ShouldBe(7);
        Of(text, "stateful_dashboard_watch_last_contact_age_seconds").ShouldBe(60);
        Of(text, "stateful_dashboard_watch_state_age_seconds").ShouldBe(5);
        text.Samples.Keys.ShouldNotContain(sample => sample.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public void Clusters_ClockSetBack_GivesNoNegativeAges()
    {
        var text = Write(new ClusterMeasurement("demo", true, [Pods with { Since = Now.AddHours(1), LastContactAt = Now.AddHours(1), NextAttemptAt = Now.AddHours(-1) }], [], 0));

        text.Samples.Values.ShouldAllBe(value => value >= 0);
    }

    [Fact]
    public void Clusters_NotConnectedOrNeverHeardOf_AreToldAsSuch()
    {
        var text = Write(new("idle", false, [], [], 0), new("new", true, [Pods with { State = WatchState.Syncing, LastContactAt = null }], [], 0));

        text["stateful_dashboard_cluster_connected{cluster=\"idle\"}"].ShouldBe(0);
        text.Samples.Keys.Count(sample => sample.Contains("idle", StringComparison.Ordinal)).ShouldBe(1);
        text.Samples.Keys.ShouldNotContain(sample => sample.StartsWith("stateful_dashboard_watch_last_contact_age_seconds", StringComparison.Ordinal));
    }

    [Fact]
    public void Text_HostileLabel_IsEscaped()
    {
        var text = new MetricsText();
        text.Gauge("a_seconds", "One\nline \\ only.");
        text.Sample(double.PositiveInfinity, ("name", "x\"} 1\n# \\ y"));

        text.ToString().ShouldBe("# HELP a_seconds One\\nline \\\\ only.\n# TYPE a_seconds gauge\na_seconds{name=\"x\\\"} 1\\n# \\\\ y\"} +Inf\n");
        PrometheusText.Parse(text.ToString()).Samples.Count.ShouldBe(1);
    }

    [Fact]
    public void Text_SameSampleTwice_IsAFaultOfTheProgram()
    {
        var text = new MetricsText();
        text.Gauge("a", "b");
        text.Sample(1, ("x", "1"));

        Should.Throw<InvalidOperationException>(() => text.Sample(2, ("x", "1")));
        Should.Throw<InvalidOperationException>(() => text.Gauge("a", "b"));
    }

    [Fact]
    public void Process_IsToldInBaseUnits()
    {
        var text = new MetricsText();
        ProcessMetrics.Write(text);
        var read = PrometheusText.Parse(text.ToString());

        read["process_resident_memory_bytes"].ShouldBeGreaterThan(10_000_000);
        read["process_threads"].ShouldBeGreaterThan(0);
        DateTimeOffset.FromUnixTimeSeconds((long)read["process_start_time_seconds"]).ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromHours(2));
    }

    private static double Of(PrometheusText text, string name) => text[name + "{cluster=\"demo\",kind=\"pods\"}"];

    private static PrometheusText Write(params ClusterMeasurement[] clusters)
    {
        var text = new MetricsText();
        ClusterMetrics.Write(text, clusters, Now);
        return PrometheusText.Parse(text.ToString());
    }
}
