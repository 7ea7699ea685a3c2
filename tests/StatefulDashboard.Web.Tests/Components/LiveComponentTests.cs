using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Components.Live;
using StatefulDashboard.Web.Security;
using StatefulDashboard.Web.Tests.Support;

namespace StatefulDashboard.Web.Tests.Components;

/// <summary>A page holds the clusters that it shows, and no others.</summary>
public sealed class LiveComponentTests : ComponentTest
{
    private readonly CountingReader reader = new();

    public LiveComponentTests() => Services.AddSingleton<IClusterReader>(reader);

    [Fact]
    public async Task Page_ShowsAnotherCluster_LeavesTheFirst()
    {
        var page = Render<OneCluster>(parameters => parameters.Add(item => item.Shown, "a"));
        await Eventually.HoldsAsync(() => reader.Watched.SetEquals(["a"]), () => "a is followed");

        page.Render(parameters => parameters.Add(item => item.Shown, "b"));
        await Eventually.HoldsAsync(() => reader.Watched.SetEquals(["b"]), () => "only b is followed; " + string.Join(", ", reader.Watched));

        page.Render(parameters => parameters.Add(item => item.Shown, "a"));
        await Eventually.HoldsAsync(() => reader.Watched.SetEquals(["a"]), () => "only a is followed; " + string.Join(", ", reader.Watched));
    }

    [Fact]
    public async Task Page_IsLeft_FollowsNothing()
    {
        Render<OneCluster>(parameters => parameters.Add(item => item.Shown, "a"));
        await Eventually.HoldsAsync(() => reader.Watched.Count == 1, () => "a is followed");

        await DisposeComponentsAsync();

        await Eventually.HoldsAsync(() => reader.Watched.Count == 0, () => "nothing is followed");
    }

    private sealed class OneCluster : LiveComponent
    {
        [Parameter]
        public string Shown { get; set; } = "";

        protected override IEnumerable<string> Clusters => [Shown];

        protected override bool Take(ClusterView view) => true;

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, Shown);
    }

    private sealed class CountingReader : IClusterReader
    {
        private readonly ConcurrentDictionary<string, bool> watched = [];

        public HashSet<string> Watched => [.. watched.Keys];

        public IReadOnlyList<ClusterSummary> List(Person person) => [];

        public Task<ClusterView?> ReadAsync(Person person, string clusterId, CancellationToken cancellationToken) => Task.FromResult<ClusterView?>(null);

        public async IAsyncEnumerable<ClusterView> WatchAsync(Person person, string clusterId, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            watched[clusterId] = true;
            try
            {
                yield return new(
                    new(clusterId, clusterId, IsDemo: false, IsConnected: true), new(ClusterState.Live, Samples.Now, null, null, []), ImmutableSortedDictionary<NamespacedName, StatefulSetOverview>.Empty);
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            finally
            {
                watched.TryRemove(clusterId, out _);
            }
        }
    }
}
