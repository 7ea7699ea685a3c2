using Microsoft.AspNetCore.Http;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Watching;

/// <summary>Answers a watch: one line per event, flushed as soon as it is there, until the timeout, the client or the listener ends it.</summary>
internal sealed class WatchStreamWriter(ResourceStore store, TimeProvider time)
{
    private static readonly TimeSpan BookmarkInterval = TimeSpan.FromSeconds(60);

    public async Task ServeAsync(HttpResponse response, WatchRequest watch, CancellationToken cancellation)
    {
        response.ContentType = "application/json";
        response.Headers.CacheControl = "no-cache, private";
        using var timeout = new CancellationTokenSource(watch.Timeout, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        using var subscription = watch.After is { } after ? store.SubscribeAfter(watch.Stored, after) : store.Subscribe(watch.Stored);
        if (subscription is null)
        {
            await WriteAsync(response, WatchRequest.Error(Refusals.Expired(watch.After!.Value, store.CompactedTo(watch.Stored))), cancellation);
            return;
        }

        await response.StartAsync(cancellation);
        await response.Body.FlushAsync(cancellation);
        try
        {
            await InitialAsync(response, watch, subscription, ended.Token);
            await FollowAsync(response, watch, subscription, ended.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            // timeoutSeconds are over: the stream ends cleanly.
        }
    }

    private static async Task InitialAsync(HttpResponse response, WatchRequest watch, StoreSubscription subscription, CancellationToken cancellation)
    {
        if (watch.InitialEvents)
        {
            var first = true;
            foreach (var item in subscription.Initial.Where(watch.Matches))
            {
                var json = watch.Form.IsWhole ? item.Utf8 : watch.Form.One(item, withColumns: first).ToUtf8();
                await response.BodyWriter.WriteAsync(StoreChange.WatchLine(ChangeType.Added, json), cancellation);
                first = false;
            }
        }

        if (watch.MarksEndOfInitialEvents)
        {
            await response.BodyWriter.WriteAsync(watch.Bookmark(subscription.Version, endOfInitialEvents: true), cancellation);
        }

        await response.BodyWriter.FlushAsync(cancellation);
    }

    private async Task FollowAsync(HttpResponse response, WatchRequest watch, StoreSubscription subscription, CancellationToken cancellation)
    {
        while (true)
        {
            using var pause = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            using var due = watch.Bookmarks ? time.CreateTimer(static state => ((CancellationTokenSource)state!).Cancel(), pause, BookmarkInterval, Timeout.InfiniteTimeSpan) : null;
            try
            {
                if (!await subscription.Changes.WaitToReadAsync(pause.Token))
                {
                    return;
                }
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                // nothing happened for a while: everything up to now was told, so now is a safe version to start from
                await WriteAsync(response, watch.Bookmark(QuietVersion(subscription), endOfInitialEvents: false), cancellation);
                continue;
            }

            while (subscription.Changes.TryRead(out var change))
            {
                if (watch.LineFor(change) is { } line)
                {
                    await response.BodyWriter.WriteAsync(line, cancellation);
                }
            }

            await response.BodyWriter.FlushAsync(cancellation);
        }
    }

    private long QuietVersion(StoreSubscription subscription)
    {
        lock (store.Gate)
        {
            return subscription.Changes.TryPeek(out var next) ? next.Object.Version - 1 : store.Version;
        }
    }

    private static async Task WriteAsync(HttpResponse response, byte[] line, CancellationToken cancellation)
    {
        await response.BodyWriter.WriteAsync(line, cancellation);
        await response.BodyWriter.FlushAsync(cancellation);
    }
}
