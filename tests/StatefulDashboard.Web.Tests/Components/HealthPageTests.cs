using System.Collections.Immutable;
using System.Globalization;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Radzen;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Components.Live;
using StatefulDashboard.Web.Components.Pages;
using StatefulDashboard.Web.Metrics;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Tests.Components;

public sealed class HealthPageTests : ComponentTest
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly Watches watches = new();

    public HealthPageTests()
    {
        Services.AddRadzenComponents();
        Services.AddSingleton<TimeProvider>(TimeProvider.System);
        Services.AddSingleton<IWatchHealths>(watches);
        Services.AddSingleton<IClusterReader>(new Clusters());
    }

    [Fact]
    public void Watch_InTrouble_ShowsEachFactAndCountsDown()
    {
        watches.Now = [Watch(WatchState.Stale) with { Error = "connection refused", NextAttemptAt = Now.AddSeconds(8) }];
        var row = Render<HealthPage>(parameters => parameters.Add(page => page.Cluster, "demo")).Find("[data-testid=watch]");

        row.GetAttribute("data-state").ShouldBe("stale");
        var texts = row.QuerySelectorAll("td .rz-cell-data").Select(cell => cell.TextContent.Trim()).ToArray();
        texts.ShouldBe(["pods", "stale", "", "", "", "25", "40", "158 KB", "3", "4", "connection refused"]);
        row.QuerySelector("[data-testid=next-attempt]")!.GetAttribute("data-until").ShouldBe("2026-01-01T12:00:08.0000000Z");
        row.QuerySelectorAll("[data-since]").Select(age => age.GetAttribute("data-since")).ShouldBe(["2026-01-01T11:58:30.0000000Z", "2026-01-01T11:59:58.0000000Z"]);
    }

    /// <summary>Nothing is published when something was only counted: the page looks by itself.</summary>
    [Fact]
    public void Counters_Move_WithoutANewView()
    {
        watches.Now = [Watch(WatchState.Live)];
        var page = Render<HealthPage>(parameters => parameters.Add(one => one.Cluster, "demo"));

        watches.Now = [Watch(WatchState.Live) with { Events = 41 }];
        page.WaitForState(() => page.Find("[data-testid=watch]").TextContent.Contains("41", StringComparison.Ordinal), TimeSpan.FromSeconds(20));
    }

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1000, "1.0 KB")]
    [InlineData(9_960, "10 KB")]
    [InlineData(158_406, "158 KB")]
    [InlineData(999_600, "1.0 MB")]
    [InlineData(2_300_000_000, "2.3 GB")]
    [InlineData(long.MaxValue, "9.2 EB")]
    public void Bytes_ForAPerson(long bytes, string text)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de");
        ByteText.Of(bytes).ShouldBe(text);
    }

    private static WatchHealth Watch(WatchState state) => new(
        "pods", state, Now.AddSeconds(-90), Now.AddSeconds(-2), null, null, Count: 25, Events: 40, Relists: 3, Errors: 4, Bytes: 158_406);

    private sealed class Watches : IWatchHealths
    {
        public ValueList<WatchHealth> Now { get; set; } = [];

        public ValueList<WatchHealth> Of(Person person, string clusterId) => clusterId == "demo" ? Now : [];
    }

    private sealed class Clusters : IClusterReader
    {
        private readonly ClusterBoard board = new(new(
            new("demo", "demo", IsDemo: true, IsConnected: true),
            new(ClusterState.Live, HealthPageTests.Now, null, null, []),
            ImmutableSortedDictionary<NamespacedName, StatefulSetOverview>.Empty));

        public IReadOnlyList<ClusterSummary> List(Person person) => [board.Current.Cluster];

        public Task<ClusterView?> ReadAsync(Person person, string clusterId, CancellationToken cancellationToken) => Task.FromResult<ClusterView?>(board.Current);

        public IAsyncEnumerable<ClusterView> WatchAsync(Person person, string clusterId, CancellationToken cancellationToken) => board.WatchAsync(cancellationToken);
    }
}
