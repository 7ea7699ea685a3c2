using StatefulDashboard.Web.Parts;

namespace StatefulDashboard.Web.Tests.Showcase;

/// <summary>Follows a part as a page does, and keeps what it says now.</summary>
internal sealed class PartFollower<T> : IAsyncDisposable
    where T : class
{
    private readonly CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly Task running;
    private volatile PartView<T>? newest;

    public PartFollower(Part<T> part, PartAddress address) => running = FollowAsync(part, address);

    public string Say(Func<T, string> report) => newest is { State: PartState.Live, Value: { } value } ? report(value) : $"{newest?.State}: {newest?.Error}\n";

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task FollowAsync(Part<T> part, PartAddress address)
    {
        await foreach (var view in part.WatchAsync(ShowcaseFixture.Person, address, stop.Token))
        {
            newest = view;
        }
    }
}
