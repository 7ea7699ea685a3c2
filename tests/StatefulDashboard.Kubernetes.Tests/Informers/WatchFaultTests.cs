using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Kubernetes.Tests.Support;

namespace StatefulDashboard.Kubernetes.Tests.Informers;

/// <summary>What servers, proxies and networks do to a watch; each against a server that really does it.</summary>
public sealed class WatchFaultTests
{
    private static readonly string[] Synced = [Api.Added("a", "1"), Api.Bookmark("5", end: true)];

    [Fact]
    [Fault(1)]
    [Fault(17)]
    public async Task Stream_EndsCleanly_WatchesAgainFromTheLastVersionWithoutRelist()
    {
        await using var server = await FakeApiServer.StartAsync();
        server.ThenStream([.. Synced, Api.Added("b", "6"), Api.Bookmark("9")]).ThenOpenStream(Api.Added("c", "10"));
        await using var followed = new Followed(server);

        (await server.NextRequestAsync()).ShouldContain("sendInitialEvents=true&resourceVersionMatch=NotOlderThan");
        (await followed.NextBatchAsync()).ShouldBe("+a@1");
        (await followed.NextBatchAsync()).ShouldBe("+b@6");
        var second = await server.NextRequestAsync();
        second.ShouldContain("resourceVersion=9&");
        second.ShouldNotContain("sendInitialEvents");
        (await followed.NextBatchAsync()).ShouldBe("+c@10");
        followed.Informer.Health.Relists.ShouldBe(0);
        followed.Informer.Health.State.ShouldBe(WatchState.Live);
    }

    [Fact]
    [Fault(2)]
    public async Task Stream_EndsAtOnceWithoutEvent_BacksOffAndRelists()
    {
        await using var server = await FakeApiServer.StartAsync();
        server.ThenStream(Synced).ThenStream().ThenOpenStream(Api.Added("b", "6"), Api.Bookmark("7", end: true));
        await using var followed = new Followed(server);

        (await followed.NextBatchAsync()).ShouldBe("+a@1");
        var stale = await followed.RetryAfterAsync(WatchState.Stale);
        (stale.NextAttemptAt!.Value - stale.Since).TotalSeconds.ShouldBeInRange(0.8, 1.21);
        (await followed.NextBatchAsync()).ShouldBe("+b@6 -a");
        followed.Informer.Health.Relists.ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Fault(3)]
    [Fault(4)]
    [Fault(21)]
    [Fault(22)]
    public async Task Watch_Expired_RelistsInOneStep(bool asEvent)
    {
        await using var server = await FakeApiServer.StartAsync();
        server.ThenStream([.. Synced, Api.Added("b", "6")]);
        var expired = Api.Status(410, "Expired", "too old resource version");
        _ = asEvent ? server.ThenStream(Api.Event("ERROR", expired)) : server.Then(410, expired);
        server.ThenOpenStream(Api.Added("b", "7", "other"), Api.Added("c", "8"), Api.Bookmark("9", end: true));
        await using var followed = new Followed(server);

        (await followed.NextBatchAsync()).ShouldBe("+a@1");
        (await followed.NextBatchAsync()).ShouldBe("+b@6");
        (await followed.NextBatchAsync()).ShouldBe("+b@7 +c@8 -a -b", "missed deletions and a new uid, in one batch");
        (await followed.NextHealthAsync(WatchState.Live)).Error.ShouldBeNull();
    }

    [Fact]
    public async Task Watch_ConnectionCut_IsStaleAtOnceAndLiveWhenItComesBack()
    {
        await using var server = await FakeApiServer.StartAsync();
        var cut = new TaskCompletionSource();
        server.ThenCut(string.Concat(Synced.Select(line => line + "\n")) + """{"type":"ADDED","obj""", cut.Task).ThenOpenStream();
        await using var followed = new Followed(server);

        (await followed.NextBatchAsync()).ShouldBe("+a@1");
        cut.SetResult();
        var stale = await followed.RetryAfterAsync(WatchState.Stale);
        stale.Error.ShouldNotBeNull().ShouldContain("cut");
        stale.Count.ShouldBe(1);
        await followed.NextHealthAsync(WatchState.Live);
        await server.NextRequestAsync();
        (await server.NextRequestAsync()).ShouldContain("resourceVersion=5&");
    }

    [Fact]
    [Fault(7)]
    [Fault(9)]
    public async Task Server_Refusing_KeepsTheCacheAndDoublesTheWait()
    {
        var server = await FakeApiServer.StartAsync();
        server.ThenStream([.. Synced, Api.Bookmark("6")]);
        await using var followed = new Followed(server);
        (await followed.NextBatchAsync()).ShouldBe("+a@1");
        await server.DisposeAsync();

        await followed.RetryAfterAsync(WatchState.Stale);
        var second = await followed.NextHealthAsync(WatchState.Stale);
        second.Error.ShouldNotBeNull().ShouldContain("connection refused");
        second.Error.ShouldContain(server.Address.Authority);
        second.Count.ShouldBe(1);
        (second.NextAttemptAt!.Value - followed.Time.GetUtcNow()).TotalSeconds.ShouldBeInRange(1.5, 2.5);
    }

    [Fact]
    [Fault(8)]
    public async Task Watch_Throttled_ObeysRetryAfterWithoutRelist()
    {
        await using var server = await FakeApiServer.StartAsync();
        server.ThenStream(Synced).Then(429, Api.Status(429, "TooManyRequests"), ("Retry-After", "17")).ThenOpenStream(Api.Added("b", "6"));
        await using var followed = new Followed(server);

        (await followed.NextBatchAsync()).ShouldBe("+a@1");
        var stale = await followed.RetryAfterAsync(WatchState.Stale);
        stale.Error.ShouldNotBeNull().ShouldContain("429");
        (stale.NextAttemptAt!.Value - stale.Since).ShouldBe(TimeSpan.FromSeconds(17));
        (await followed.NextBatchAsync()).ShouldBe("+b@6");
        followed.Informer.Health.Relists.ShouldBe(0);
    }

    [Fact]
    [Fault(9)]
    public async Task Watch_ServerErrorEvents_AreTriedThreeTimesThenRelisted()
    {
        await using var server = await FakeApiServer.StartAsync();
        server.ThenStream(Synced);
        var error = Api.Event("ERROR", Api.Status(500, "InternalError"));
        server.Then(503, Api.Status(503, "ServiceUnavailable")).ThenStream(error).ThenStream(error).ThenStream(error).ThenOpenStream(Synced);
        await using var followed = new Followed(server);

        for (var attempt = 0; attempt < 4; attempt++)
        {
            await followed.RetryAfterAsync(WatchState.Stale);
        }

        await followed.NextHealthAsync(WatchState.Live);
        for (var request = 0; request < 5; request++)
        {
            await server.NextRequestAsync();
        }

        (await server.NextRequestAsync()).ShouldContain("sendInitialEvents");
    }

    [Fact]
    [Fault(13)]
    public async Task Watch_Quiet_StaysLive()
    {
        await using var server = await FakeApiServer.StartAsync();
        var more = new TaskCompletionSource();
        server.Then(async context =>
        {
            await FakeApiServer.WriteLinesAsync(context, Synced);
            await more.Task;
            await FakeApiServer.WriteLinesAsync(context, Api.Added("b", "6"));
            await FakeApiServer.WaitForEndAsync(context);
        });
        await using var followed = new Followed(server);

        (await followed.NextBatchAsync()).ShouldBe("+a@1");
        followed.Time.Advance(TimeSpan.FromMinutes(30));
        more.SetResult();
        (await followed.NextBatchAsync()).ShouldBe("+b@6");
        followed.Informer.Health.Errors.ShouldBe(0);
    }

    [Theory]
    [InlineData("this is no JSON")]
    [InlineData("""{"type":"SURPRISE","object":{}}""")]
    [InlineData("""{"type":"ADDED"}""")]
    [InlineData("""{"type":"ADDED","object":{"metadata":{}}}""")]
    [InlineData("""{"type":"ADDED","object":{"metadata":{"name":"x"}}} trailing""")]
    [Fault(15)]
    public async Task Watch_BrokenLine_IsCountedAndRelisted(string line)
    {
        await using var server = await FakeApiServer.StartAsync();
        server.ThenOpenStream([.. Synced, line]).ThenOpenStream(Synced);
        await using var followed = new Followed(server);

        var stale = await followed.RetryAfterAsync(WatchState.Stale);
        stale.Errors.ShouldBe(1);
        stale.Error.ShouldNotBeNull().ShouldContain("pods");
        (await followed.NextHealthAsync(WatchState.Live)).Relists.ShouldBe(1);
    }

    [Fact]
    [Fault(16)]
    public async Task Watch_ObjectOfAnotherKind_IsSkipped()
    {
        await using var server = await FakeApiServer.StartAsync();
        server.ThenOpenStream([.. Synced, Api.Event("ADDED", Api.Pod("x", "6", kind: "Node")), Api.Added("b", "7")]);
        await using var followed = new Followed(server);

        (await followed.NextBatchAsync()).ShouldBe("+a@1");
        (await followed.NextBatchAsync()).ShouldBe("+b@7");
    }

    [Fact]
    [Fault(19)]
    public async Task Server_WithoutStreamingList_FallsBackAndRemembers()
    {
        await using var server = await FakeApiServer.StartAsync();
        server.Then(422, Api.Status(422, "Invalid", "sendInitialEvents is forbidden"))
            .Then(200, Api.List("5", Api.Pod("a", "1")))
            .Then(410, Api.Status(410, "Expired"))
            .Then(200, Api.List("8", Api.Pod("a", "1"), Api.Pod("b", "7")))
            .ThenOpenStream();
        await using var followed = new Followed(server);

        (await followed.NextBatchAsync()).ShouldBe("+a@1");
        (await followed.NextBatchAsync()).ShouldBe("+b@7");
        var requests = new List<string>();
        for (var request = 0; request < 5; request++)
        {
            requests.Add(await server.NextRequestAsync());
        }

        requests.Count(request => request.Contains("sendInitialEvents", StringComparison.Ordinal)).ShouldBe(1);
        requests[1].ShouldContain("limit=500");
        requests[1].ShouldNotContain("resourceVersion");
        requests[2].ShouldContain("resourceVersion=5&");
        requests[4].ShouldContain("resourceVersion=8&");
    }

    [Fact]
    [Fault(20)]
    public async Task StreamingList_DiesBeforeItsEnd_IsThrownAway()
    {
        await using var server = await FakeApiServer.StartAsync();
        server.ThenCut(Api.Added("ghost", "1") + "\n", Task.CompletedTask).ThenStream(Api.Added("ghost", "1")).Then(200, Api.List("5", Api.Pod("a", "1"))).ThenOpenStream();
        await using var followed = new Followed(server);

        await followed.RetryAfterAsync(WatchState.Syncing);
        await followed.RetryAfterAsync(WatchState.Syncing);
        (await followed.NextBatchAsync()).ShouldBe("+a@1");
    }

    [Fact]
    public async Task StreamingList_OfServerThatIgnoresIt_FallsBackAfterItsPatience()
    {
        await using var server = await FakeApiServer.StartAsync();
        server.ThenOpenStream().Then(200, Api.List("5", Api.Pod("a", "1"))).ThenOpenStream();
        await using var followed = new Followed(server);

        await server.NextRequestAsync();
        followed.Time.Advance(InitialEvents<Pod>.Patience);
        (await followed.NextBatchAsync()).ShouldBe("+a@1");
    }

    [Fact]
    [Fault(23)]
    public async Task PodThatLeavesTheSelector_ComesAsDeletion()
    {
        await using var server = await FakeApiServer.StartAsync();
        server.ThenOpenStream([.. Synced, Api.Deleted("a", "6")]);
        await using var followed = new Followed(server);

        (await followed.NextBatchAsync()).ShouldBe("+a@1");
        (await followed.NextBatchAsync()).ShouldBe("-a");
    }

    [Fact]
    [Fault(12)]
    public async Task Proxy_HoldsBackTheHeaders_WatchIsGivenTimeFromTheSending()
    {
        await using var server = await FakeApiServer.StartAsync();
        var release = new TaskCompletionSource();
        server.ThenStream(Synced)
            .Then(async context =>
            {
                await release.Task;
                await FakeApiServer.WriteLinesAsync(context, Api.Added("b", "6"));
                await FakeApiServer.WaitForEndAsync(context);
            });
        await using var followed = new Followed(server);
        (await followed.NextBatchAsync()).ShouldBe("+a@1");
        await server.NextRequestAsync();
        await server.NextRequestAsync();

        followed.Time.Advance(TimeSpan.FromMinutes(4));
        release.SetResult();
        (await followed.NextBatchAsync()).ShouldBe("+b@6", "four minutes without headers are no fault");
    }

    [Fact]
    public async Task Proxy_NeverSendsTheHeaders_WatchIsGivenUpAfterItsTime()
    {
        await using var server = await FakeApiServer.StartAsync();
        server.ThenStream(Synced).Then(FakeApiServer.WaitForEndAsync).ThenOpenStream(Api.Added("c", "7"));
        await using var followed = new Followed(server);
        (await followed.NextBatchAsync()).ShouldBe("+a@1");
        await server.NextRequestAsync();
        await server.NextRequestAsync();

        followed.Time.Advance(TimeSpan.FromMinutes(11));
        (await followed.RetryAfterAsync(WatchState.Stale)).Error.ShouldNotBeNull().ShouldContain("timeout");
        (await followed.NextBatchAsync()).ShouldBe("+c@7");
        followed.Informer.Health.Relists.ShouldBe(0);
    }

    [Fact]
    [Fault(18)]
    public async Task Server_WithoutBookmarks_IsWatchedOnFromTheLastEvent()
    {
        await using var server = await FakeApiServer.StartAsync();
        server.Then(400, Api.Status(400, "BadRequest")).Then(200, Api.List("5", Api.Pod("a", "1")))
            .ThenStream(Api.Added("b", "6"), Api.Deleted("a", "7")).ThenOpenStream(Api.Added("c", "8"));
        await using var followed = new Followed(server);

        (await followed.NextBatchAsync()).ShouldBe("+a@1");
        (await followed.NextBatchAsync()).ShouldBe("+b@6");
        (await followed.NextBatchAsync()).ShouldBe("-a");
        (await followed.NextBatchAsync()).ShouldBe("+c@8");
        for (var request = 0; request < 3; request++)
        {
            await server.NextRequestAsync();
        }

        (await server.NextRequestAsync()).ShouldContain("resourceVersion=7&");
    }

    [Fact]
    [Fault(27)]
    public async Task Watch_Forbidden_NamesTheMissingPermission()
    {
        await using var server = await FakeApiServer.StartAsync();
        server.Then(403, Api.Status(403, "Forbidden", "pods is forbidden")).ThenOpenStream(Synced);
        await using var followed = new Followed(server);

        var forbidden = await followed.RetryAfterAsync(WatchState.Forbidden);
        forbidden.Error.ShouldNotBeNull().ShouldContain("""missing permission: watch "pods" in the core API group""");
        await followed.NextHealthAsync(WatchState.Live);
    }

    [Fact]
    public async Task Informer_Stopped_CompletesItsSubscriptions()
    {
        await using var server = await FakeApiServer.StartAsync();
        server.ThenOpenStream(Synced);
        var followed = new Followed(server);
        await followed.Informer.WhenSynced(TestContext.Current.CancellationToken);
        var (snapshot, changes) = followed.Informer.Subscribe(TestContext.Current.CancellationToken);

        await followed.DisposeAsync();
        snapshot.Keys.ShouldBe([new NamespacedName("ns", "a")]);
        await changes.Completion.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        followed.Informer.Health.State.ShouldBe(WatchState.Stopped);
    }
}
