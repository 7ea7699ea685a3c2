using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Parts;
using StatefulDashboard.Web.Tests.Support;

namespace StatefulDashboard.Web.Tests.Parts;

public sealed class LiveListTests
{
    /// <summary>A value that is made of half a list would say that claims are unused whose pods were only not read yet.</summary>
    [Fact]
    public async Task Items_AtTheVeryMomentInWhichTheWatchIsLive_HoldAllThatWasRead()
    {
        await using var server = await AccountApiServer.StartAsync();
        server.Put("leases", "db", "one", "{}");
        server.Put("leases", "db", "two", "{}");
        using var client = new KubernetesClient(server.Endpoint("demo"), TimeProvider.System, NullLogger.Instance);
        var list = new LiveList<Lease>([new Informer<Lease>(client, ResourceKinds.Leases, "db", TimeProvider.System, NullLogger.Instance)]);
        var seen = new ConcurrentQueue<int>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        var running = Task.WhenAll(list.RunAsync(
            () =>
            {
                if (list.Health.Single().State == WatchState.Live)
                {
                    seen.Enqueue(list.Items.Count);
                }
            },
            stop.Token));
        await Eventually.HoldsAsync(() => !seen.IsEmpty, () => "the watch is live");
        await stop.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await list.DisposeAsync();

        seen.ShouldAllBe(count => count == 2);
    }
}
