using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Parts;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Tests.Parts;

/// <summary>A part that is looked at for as long as the test wants.</summary>
internal sealed class FollowedPart<T> : IAsyncDisposable
    where T : class
{
    private readonly CancellationTokenSource stop = new();
    private readonly Task following;
    private volatile PartView<T>? view;

    public FollowedPart(Part<T> part, Person person, string cluster, NamespacedName set) => following = FollowAsync(part, person, new(cluster, set));

    public PartView<T>? View => view;

    public T? Value => view?.Value;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task FollowAsync(Part<T> part, Person person, PartAddress address)
    {
        await foreach (var newest in part.WatchAsync(person, address, stop.Token))
        {
            view = newest;
        }
    }
}
