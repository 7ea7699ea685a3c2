using System.Runtime.CompilerServices;

namespace StatefulDashboard.Web.Clusters;

/// <summary>The views of a board, and the last one again when its time is over though no newer one has come.</summary>
/// <param name="until">Asked after each view; the view is given again then.</param>
internal sealed class TimedViews(ClusterBoard board, Func<DateTimeOffset> until, TimeProvider time)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    public async IAsyncEnumerable<ClusterView> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var views = board.WatchAsync(stop.Token).GetAsyncEnumerator(CancellationToken.None);
        var next = views.MoveNextAsync().AsTask();
        try
        {
            ClusterView? last = null;
            while (true)
            {
                if (last is null || next.IsCompleted || !await IsOverAsync(next, stop.Token))
                {
                    if (!await next)
                    {
                        yield break;
                    }

                    // a reader that took its time gets the newest, not the one that came first while it was busy
                    last = board.Current;
                    next = views.MoveNextAsync().AsTask();
                }

                yield return last;
            }
        }
        finally
        {
            // an enumerator must not be disposed of while it moves
            await stop.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Waits for whichever comes first: a newer view, or the end of the present one's time.</summary>
    private async Task<bool> IsOverAsync(Task next, CancellationToken cancellationToken)
    {
        while (!next.IsCompleted)
        {
            var left = until() - time.GetUtcNow();
            if (left <= TimeSpan.Zero)
            {
                return true;
            }

            using var alarm = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var delay = Task.Delay(left < LongestWait ? left : LongestWait, time, alarm.Token);
            await Task.WhenAny(next, delay);
            await alarm.CancelAsync();
            await delay.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return false;
    }
}
