using System.Globalization;
using Microsoft.AspNetCore.Http;
using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Kubernetes.Tests.Support;

namespace StatefulDashboard.Kubernetes.Tests.Informers;

/// <summary>Who reads too slowly, too much at once, or no longer; and clocks that do not agree.</summary>
public sealed class ConsumerFaultTests
{
    private const int Names = 50;
    private const int Changes = 10_000;
    private static readonly string[] Synced = [Api.Added("a", "1"), Api.Bookmark("5", end: true)];

    [Fact]
    [Fault(24)]
    public async Task SubscriberThatNeverReads_SlowsNobody()
    {
        await using var server = await FakeApiServer.StartAsync();
        server.ThenOpenStream([.. Synced, .. Enumerable.Range(6, 500).Select(version => Changed("a", version))]);
        await using var followed = new Followed(server);
        followed.Informer.Subscribe(TestContext.Current.CancellationToken);

        var last = "";
        while (last != "~a@505")
        {
            last = await followed.NextBatchAsync();
        }
    }

    [Fact]
    [Fault(31)]
    public async Task TenThousandChangesAtOnce_WaitAsTheNewestStateOfEachObject()
    {
        var lines = Enumerable.Range(0, Changes).Select(change => change % 3 == 2 && change % Names != 0
            ? Api.Deleted("p" + (change % Names), Version(change), Uid(change))
            : Changed("p" + (change % Names), change + 100, Uid(change)));
        await using var server = await FakeApiServer.StartAsync();
        server.ThenOpenStream([.. Synced, .. lines, Changed("mark", Changes + 100)]);
        await using var followed = new Followed(server);
        await followed.Informer.WhenSynced(TestContext.Current.CancellationToken);
        var (snapshot, changes) = followed.Informer.Subscribe(TestContext.Current.CancellationToken);
        var pending = new PendingChanges<Pod>();
        var isMarked = snapshot.ContainsKey(new("ns", "mark"));

        // nobody takes what waits until all of it has come
        while (!isMarked)
        {
            var batch = await changes.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
            pending.Add(batch);
            isMarked = batch.Any(change => change.Name.Name == "mark");
            pending.Count.ShouldBeLessThanOrEqualTo(Names + 2);
        }

        var known = new Dictionary<NamespacedName, Pod>(snapshot);
        foreach (var change in pending.Take())
        {
            known.GetValueOrDefault(change.Name).ShouldBe(change.Before);
            if (change.After is null)
            {
                known.Remove(change.Name);
            }
            else
            {
                known[change.Name] = change.After;
            }
        }

        var now = followed.Informer.Subscribe(TestContext.Current.CancellationToken).Snapshot;
        known.ShouldBe(now, ignoreOrder: true);
        pending.Count.ShouldBe(0);
    }

    [Fact]
    [Fault(30)]
    public async Task InformerLetGo_EndsItsRequestAndSendsNoMore()
    {
        await using var server = await FakeApiServer.StartAsync();
        var left = new TaskCompletionSource();
        server.Then(async context =>
        {
            await FakeApiServer.WriteLinesAsync(context, Synced);
            await FakeApiServer.WaitForEndAsync(context);
            left.SetResult();
        });
        var followed = new Followed(server);
        await followed.Informer.WhenSynced(TestContext.Current.CancellationToken);
        await server.NextRequestAsync();

        await followed.DisposeAsync();
        await left.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        followed.Time.Advance(TimeSpan.FromHours(1));
        server.HasRequest.ShouldBeFalse();
    }

    [Theory]
    [Fault(29)]
    [InlineData("Thu, 01 Jan 2099 00:00:00 GMT")]
    [InlineData("999999999")]
    public async Task RetryAfter_OfAServerWhoseClockIsAhead_IsBounded(string retryAfter)
    {
        await using var server = await FakeApiServer.StartAsync();
        server.Then(429, Api.Status(429, "TooManyRequests"), ("Retry-After", retryAfter)).ThenOpenStream(Synced);
        await using var followed = new Followed(server);

        var throttled = await followed.RetryAfterAsync(WatchState.Syncing);
        (throttled.NextAttemptAt!.Value - throttled.Since).ShouldBe(TimeSpan.FromMinutes(10));
        (await followed.NextBatchAsync()).ShouldBe("+a@1");
    }

    [Theory]
    [Fault(29)]
    [InlineData("Thu, 01 Jan 1970 00:00:00 GMT")] // long past, by the client's clock
    [InlineData("0")]
    public async Task RetryAfter_OfAServerWhoseClockIsBehind_IsNeverNegative(string retryAfter)
    {
        await using var server = await FakeApiServer.StartAsync();
        server.Then(429, Api.Status(429, "TooManyRequests"), ("Retry-After", retryAfter)).ThenOpenStream(Synced);
        await using var followed = new Followed(server);

        var throttled = await followed.RetryAfterAsync(WatchState.Syncing);
        (throttled.NextAttemptAt!.Value - throttled.Since).ShouldBeGreaterThanOrEqualTo(Backoff.Smallest, "its own back-off counts");
        (await followed.NextBatchAsync()).ShouldBe("+a@1");
    }

    [Fact]
    public void PendingChanges_OfOneName_AreMerged()
    {
        var pending = new PendingChanges<Pod>();
        Pod one = Pod("1", "u"), two = Pod("2", "u"), other = Pod("3", "v");
        NamespacedName name = new("ns", "a");

        pending.Add([new(name, null, one), new(name, one, two)]).ShouldBeTrue();
        pending.Add([new(name, two, null)]).ShouldBeFalse();
        pending.Take().ShouldBeEmpty("it came and went");

        pending.Add([new(name, one, null), new(name, null, other)]);
        pending.Take().ShouldBe([new(name, one, null), new(name, null, other)], "another object of the name");

        pending.Add([new(name, one, two), new(name, two, null), new(name, null, other), new(name, other, null)]);
        pending.Take().ShouldBe([new(name, one, null)]);
    }

    private static Pod Pod(string version, string uid) => new() { Metadata = new() { Namespace = "ns", Name = "a", ResourceVersion = version, Uid = uid } };

    private static string Changed(string name, int version, string uid = "") => Api.Event("MODIFIED", Api.Pod(name, version.ToString(CultureInfo.InvariantCulture), uid));

    private static string Version(int change) => (change + 100).ToString(CultureInfo.InvariantCulture);

    // some names change their owner on the way
    private static string Uid(int change) => "u" + (change % Names) + "-" + (change / 4000);
}
