using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Kubernetes.Tests.Support;

namespace StatefulDashboard.Kubernetes.Tests.Informers;

/// <summary>A kind that the server does not know: an answer where a server may do without it, a fault where it may not.</summary>
public sealed class NotServedTests
{
    private const string Budget = """{"kind":"PodDisruptionBudget","metadata":{"name":"web","namespace":"ns","uid":"u","resourceVersion":"4"},"spec":{"selector":{"matchLabels":{"app":"web"}}},"status":{"disruptionsAllowed":1}}""";

    [Theory]
    [InlineData("""{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"the server could not find the requested resource","reason":"NotFound","details":{},"code":404}""")]
    [InlineData("404 page not found\n")] // a group that is not there at all
    public async Task OptionalKind_404_IsNotServedAndAskedAgainSeldom(string body)
    {
        await using var server = await FakeApiServer.StartAsync();
        server.Then(404, body).ThenOpenStream(Api.Event("ADDED", Budget), Api.Bookmark("5", end: true));
        await using var followed = new FollowedBudgets(server);

        var health = await followed.NextHealthAsync(WatchState.NotServed);
        (await server.NextRequestAsync()).ShouldStartWith("GET /apis/policy/v1/poddisruptionbudgets?");
        health.Error.ShouldNotBeNull().ShouldContain("\"poddisruptionbudgets\" of policy/v1");
        health.Errors.ShouldBe(0);
        var pause = health.NextAttemptAt!.Value - followed.Time.GetUtcNow();
        pause.ShouldBeInRange(TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(10));

        followed.Time.Advance(TimeSpan.FromMinutes(8));
        server.HasRequest.ShouldBeFalse();
        await followed.Time.AdvanceToTimerAsync(health.NextAttemptAt.Value);
        (await followed.NextHealthAsync(WatchState.Live)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task OptionalKind_404AfterItWasThere_ForgetsWhatItKnew()
    {
        await using var server = await FakeApiServer.StartAsync();
        server.ThenStream(Api.Event("ADDED", Budget), Api.Bookmark("5", end: true)).Then(404, Api.Status(404, "NotFound"));
        await using var followed = new FollowedBudgets(server);

        var health = await followed.NextHealthAsync(WatchState.NotServed);

        health.Count.ShouldBe(0);
        (await followed.NextBatchAsync()).ShouldHaveSingleItem().After.ShouldNotBeNull().Status.DisruptionsAllowed.ShouldBe(1);
        (await followed.NextBatchAsync()).ShouldHaveSingleItem().After.ShouldBeNull();
    }

    [Fact]
    public async Task OptionalKind_403_IsForbidden()
    {
        await using var server = await FakeApiServer.StartAsync();
        server.Then(403, Api.Status(403, "Forbidden"));
        await using var followed = new FollowedBudgets(server);

        (await followed.NextHealthAsync(WatchState.Forbidden)).Error.ShouldNotBeNull().ShouldContain("""missing permission: watch "poddisruptionbudgets" in API group "policy" """.Trim());
    }

    [Fact]
    public async Task NeededKind_404_IsAFault()
    {
        await using var server = await FakeApiServer.StartAsync();
        server.Then(404, "404 page not found\n").ThenOpenStream(Api.Added("a", "1"), Api.Bookmark("1", end: true));
        await using var followed = new Followed(server);

        var health = await followed.RetryAfterAsync(WatchState.Syncing);

        health.Errors.ShouldBe(1);
        await followed.NextHealthAsync(WatchState.Live);
    }

    private sealed class FollowedBudgets : IAsyncDisposable
    {
        private readonly KubernetesClient client;
        private readonly Informer<PodDisruptionBudget> informer;
        private readonly Channel<WatchHealth> healths = Channel.CreateUnbounded<WatchHealth>();
        private readonly InformerSubscription<PodDisruptionBudget> subscription;
        private readonly Task run;

        public FollowedBudgets(FakeApiServer server)
        {
            client = new KubernetesClient(server.Endpoint, Time, NullLogger.Instance);
            informer = new(client, ResourceKinds.PodDisruptionBudgets, null, Time, NullLogger.Instance);
            informer.HealthChanged += (_, now) => healths.Writer.TryWrite(now.Health);
            subscription = informer.Subscribe(TestContext.Current.CancellationToken);
            run = informer.RunAsync(TestContext.Current.CancellationToken);
        }

        public FakeTime Time { get; } = new();

        public async Task<WatchHealth> NextHealthAsync(WatchState state)
        {
            while (true)
            {
                var health = await healths.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(20));
                if (health.State == state)
                {
                    return health;
                }
            }
        }

        public async Task<IReadOnlyList<ResourceChange<PodDisruptionBudget>>> NextBatchAsync() =>
            await subscription.Changes.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(20));

        public async ValueTask DisposeAsync()
        {
            await informer.DisposeAsync();
            await run;
            client.Dispose();
        }
    }
}
