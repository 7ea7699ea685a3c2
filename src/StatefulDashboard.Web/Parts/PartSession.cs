using System.Runtime.CompilerServices;
using System.Threading.Channels;
using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Parts;

/// <summary>One reader of one part: owns the watches, and makes the value anew when any of them or the cluster's view has changed.</summary>
internal sealed class PartSession<T>(LiveObjects objects, Func<ClusterView, DateTimeOffset, T?> make, ClusterView start, PartAddress address, TimeProvider time) : IAsyncDisposable
    where T : class
{
    /// <summary>Nobody sees more changes than this in a second: what comes in between goes into the next value.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(40);

    /// <summary>Making values takes at most one part in so many of the time: in a large cluster a value is made less often, not with all of a core.</summary>
    private const int Rest = 10;

    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly Channel<bool> wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly CancellationTokenSource stop = new();
    private readonly (ReadRights Rights, ClusterScope Scope) places = (start.Status.Rights, start.Status.Scope);
    private readonly LabelSelector? selector = PodSelectors.Of(start, address);
    private Task running = Task.CompletedTask;
    private TimeSpan madeIn;
    private T? value;
    private (PartState State, DateTimeOffset Since) state = (PartState.Syncing, time.GetUtcNow());

    /// <summary>Cancelled when the session ends.</summary>
    public CancellationToken Left => stop.Token;

    /// <summary>The newest view of the cluster.</summary>
    public ClusterView View { get; private set; } = start;

    /// <summary>It has ended because the person may read in other places than at its start.</summary>
    public bool NeedsOtherObjects { get; private set; }

    public async IAsyncEnumerable<PartView<T>> WatchAsync(IAsyncEnumerable<ClusterView> views, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var ending = cancellationToken.Register(stop.Cancel);
        var following = FollowAsync(views);
        var reading = objects.RunAsync(Wake, Left);
        running = Task.WhenAll(following, reading);
        Wake();
        while (!NeedsOtherObjects && !following.IsCompleted)
        {
            yield return Present();
            await WaitAsync(following, cancellationToken);
            NeedsOtherObjects = (View.Status.Rights, View.Status.Scope) != places || PodSelectors.Of(View, address) is { } newest && newest != selector;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // each watch tells its own faults; cancelling ends the rest
        await objects.DisposeAsync();
        stop.Dispose();
    }

    private void Wake() => wake.Writer.TryWrite(true);

    private async Task FollowAsync(IAsyncEnumerable<ClusterView> views)
    {
        await foreach (var view in views)
        {
            var before = View;
            View = view;
            if (Concerns(before, view))
            {
                Wake();
            }
        }
    }

    // most views are about other sets; one that comes or goes may claim what this one had
    private bool Concerns(ClusterView before, ClusterView view) =>
        address.Set is not { } set || before.Sets.Count != view.Sets.Count
        || !ReferenceEquals(before.Sets.GetValueOrDefault(set), view.Sets.GetValueOrDefault(set))
        || !before.Status.LooksLike(view.Status) || !before.Status.Rights.Equals(view.Status.Rights);

    private PartView<T> Present()
    {
        var watches = objects.Health.ToArray();
        var unread = watches.Where(watch => watch.State == WatchState.Forbidden).Select(watch => watch.Kind).Distinct(StringComparer.Ordinal).ToValueList();
        var isHidden = View.Status.Rights.SeesNothing || address.Set is { } set && !View.Status.SeesSets(set.Namespace);
        var isSyncing = View.Status.State == ClusterState.Syncing || value is null && watches.Any(watch => watch.State is WatchState.Syncing);
        if (isHidden && View.Status.State != ClusterState.Syncing)
        {
            value = null;
            return Now(PartState.Forbidden, View.Status.Rights.Fault, unread);
        }

        if (isSyncing)
        {
            return Now(PartState.Syncing, watches.FirstOrDefault(watch => watch.Error is not null)?.Error ?? View.Status.Error, unread);
        }

        var began = time.GetTimestamp();
        var newest = make(View, time.GetUtcNow());
        madeIn = time.GetElapsedTime(began);
        value = newest ?? value;
        return newest is null ? Now(PartState.Gone, null, unread)
            : View.Status.State == ClusterState.Stale ? Now(PartState.Stale, View.Status.Error, unread, View.Status.Since)
            : watches.FirstOrDefault(watch => watch.State is WatchState.Stale or WatchState.Stopped) is { } broken ? Now(PartState.Stale, broken.Error, unread, broken.Since)
            : Now(PartState.Live, null, unread);
    }

    private PartView<T> Now(PartState newest, string? error, ValueList<string> unread, DateTimeOffset? since = null)
    {
        if (newest != state.State)
        {
            state = (newest, since ?? time.GetUtcNow());
        }

        return new(value, state.State, state.Since, error, unread);
    }

    private async Task WaitAsync(Task following, CancellationToken cancellationToken)
    {
        using var alarm = CancellationTokenSource.CreateLinkedTokenSource(Left);
        var left = (value as IChangesWithTime)?.NextChangeAt - time.GetUtcNow() ?? LongestWait;
        var woken = wake.Reader.WaitToReadAsync(alarm.Token).AsTask();
        var delay = Task.Delay(left <= TimeSpan.Zero ? TimeSpan.Zero : left < LongestWait ? left : LongestWait, time, alarm.Token);
        await Task.WhenAny(woken, delay, following);
        await alarm.CancelAsync();
        await Task.WhenAll(woken, delay).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        if (following.IsFaulted)
        {
            await following;
        }

        var rest = madeIn * Rest;
        await Task.Delay(rest > Pace ? rest : Pace, time, cancellationToken);
        wake.Reader.TryRead(out _);
    }
}
