using Microsoft.Extensions.Logging.Abstractions;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Parts;
using StatefulDashboard.Web.Tests.Recordings;
using StatefulDashboard.Web.Tests.Support;

namespace StatefulDashboard.Web.Tests.Parts;

public sealed class LiveListTests
{
    /// <summary>A value that is made of half a list would say that claims are unused whose pods were only not taken over yet.</summary>
    [Fact]
    public async Task Items_WhoTakesChangesOverIsBehind_HoldAllThatWasReadNevertheless()
    {
        await using var server = await RecordedApiServer.StartAsync();
        using var client = new KubernetesClient(new() { Name = "recorded", Server = server.Address }, TimeProvider.System, NullLogger.Instance);
        using var behind = new ManualResetEventSlim();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var list = new LiveList<Lease>([new Informer<Lease>(client, ResourceKinds.Leases, null, TimeProvider.System, NullLogger.Instance)]);
        var isBehind = false;
        var running = Task.WhenAll(list.RunAsync(
            () =>
            {
                // only whoever takes changes over tells of one
                if (list.Find(new("db", "one")) is not null)
                {
                    Volatile.Write(ref isBehind, true);
                    behind.Wait(stop.Token);
                }
            },
            stop.Token));
        await Eventually.HoldsAsync(() => list.Health.Single().State == WatchState.Live, () => "the watch is live");
        server.Send("leases", Added("one"));
        await Eventually.HoldsAsync(() => Volatile.Read(ref isBehind), () => "the first is taken over");

        server.Send("leases", Added("two"));
        await Eventually.HoldsAsync(() => list.Items.Count == 2, () => "the second is there too");
        list.Find(new("db", "two")).ShouldNotBeNull();

        behind.Set();
        await stop.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await list.DisposeAsync();
    }

    private static string Added(string name) =>
        """{"type":"ADDED","object":{"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"NAME","namespace":"db","uid":"NAME","resourceVersion":"8"}}}"""
            .Replace("NAME", name, StringComparison.Ordinal);
}
