using Microsoft.Extensions.Logging;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Informers;

/// <summary>
/// Keeps a target equal to what the API server has: a streaming list (or list and watch where the server refuses it), then one
/// watch after another. Whatever fails is shown in the health and tried again; the loop ends only when it is cancelled.
/// Called by one loop; the target is called from that loop only.
/// </summary>
internal sealed class Reflector<T>
    where T : class, IKubernetesObject
{
    /// <summary>How often in a row the server may fail inside a stream before everything is listed anew.</summary>
    private const int MaximumServerErrors = 3;

    /// <summary>How seldom a server that does not know the kind is asked again: it would have to become another server.</summary>
    internal static readonly TimeSpan NotServedPause = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan ShortestWatch = TimeSpan.FromSeconds(1);

    private readonly IResourceSource<T> source;
    private readonly IReflectorTarget<T> target;
    private readonly HealthTracker health;
    private readonly TimeProvider time;
    private readonly Random random;
    private readonly ILogger logger;
    private readonly Backoff backoff;
    private readonly StreamingList<T> streaming;

    private string? resourceVersion;
    private bool hasSynced;
    private bool expiredBefore;
    private int serverErrors;

    public Reflector(
        IResourceSource<T> source,
        IReflectorTarget<T> target,
        HealthTracker health,
        TimeProvider time,
        Random random,
        ILogger logger)
    {
        (this.source, this.target, this.health) = (source, target, health);
        (this.time, this.random, this.logger) = (time, random, logger);
        backoff = new Backoff(time, random);
        streaming = new StreamingList<T>(time);
    }

    private string Resource => source.Kind.Plural;

    /// <summary>Returns when it is cancelled, and never throws.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var wait = await RunOnceAsync(cancellationToken);
            if (wait > TimeSpan.Zero && !cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(wait, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        health.Stopped();
    }

    /// <summary>One list, one watch or both; answers how long to wait before the next.</summary>
    private async Task<TimeSpan> RunOnceAsync(CancellationToken cancellationToken)
    {
        var verb = "watch";
        try
        {
            if (resourceVersion is null && (!streaming.IsUsable || streaming.IsDue))
            {
                verb = "list";
                await ListAsync(cancellationToken);
                verb = "watch";
            }

            return await WatchAsync(cancellationToken);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            return TimeSpan.Zero;
        }
        catch (Exception fault)
        {
            return Recover(fault, verb);
        }
    }

    private async Task ListAsync(CancellationToken cancellationToken)
    {
        var list = await source.ListAsync(health.Received, cancellationToken);
        Replace(list.Items ?? [], list.Metadata?.ResourceVersion ?? "");
    }

    private void Replace(IReadOnlyCollection<T> items, string version)
    {
        if (hasSynced)
        {
            health.Relisted();
        }

        target.Replace(items);
        (resourceVersion, hasSynced, serverErrors) = (version, true, 0);
        streaming.Succeeded();
        Live();
    }

    private void Live()
    {
        health.Contact();
        health.Live();
        backoff.Healthy();
    }

    /// <summary>A stream to its clean end.</summary>
    private async Task<TimeSpan> WatchAsync(CancellationToken cancellationToken)
    {
        var seconds = random.Next(300, 601);
        var sentAt = time.GetTimestamp();
        var events = 0;
        using var initial = resourceVersion is null ? streaming.Begin(cancellationToken) : null;
        var watch = new WatchOptions(resourceVersion, initial is not null, seconds)
        {
            // an accepted watch goes on where the last one ended: nothing is missing any more
            Opened = initial is null ? Live : health.Contact,
            BytesRead = health.Received,
        };

        try
        {
            await foreach (var next in source.WatchAsync(watch, initial?.Token ?? cancellationToken))
            {
                events++;
                health.Event();
                if (initial is { IsComplete: false })
                {
                    Collect(initial, next);
                }
                else
                {
                    Apply(next);
                }
            }
        }
        catch (OperationCanceledException) when (initial is { IsComplete: false } && !cancellationToken.IsCancellationRequested)
        {
            streaming.Refuse();
            return Broken("the streaming list brought nothing for too long; listing in pages instead", TimeSpan.Zero);
        }

        if (initial is { IsComplete: false })
        {
            streaming.Failed();
            return Broken("the streaming list ended before its end mark", backoff.Next());
        }

        if (events == 0 && time.GetElapsedTime(sentAt) < ShortestWatch)
        {
            resourceVersion = null;
            return Broken("the watch ended at once, without an event", backoff.Next());
        }

        return TimeSpan.Zero;
    }

    private void Collect(InitialEvents<T> initial, WatchEvent<T> next)
    {
        initial.Add(next);
        if (initial.IsComplete)
        {
            Replace(initial.Items, next.ResourceVersion);
        }
    }

    private void Apply(WatchEvent<T> next)
    {
        if (next.Type != WatchEventType.Bookmark)
        {
            target.Apply(next);
        }

        if (next.ResourceVersion.Length > 0)
        {
            resourceVersion = next.ResourceVersion;
        }

        (expiredBefore, serverErrors) = (false, 0);
        Live();
    }

    private TimeSpan Recover(Exception fault, string verb)
    {
        switch (fault)
        {
            case ResourceExpiredException expired:
                resourceVersion = null;
                var wait = Longest(expired.RetryAfter, expiredBefore ? backoff.Next() : TimeSpan.Zero);
                expiredBefore = true;
                return Broken(expired.Message, wait);
            case KubernetesApiException { StatusCode: 403 } refused:
                return Forbidden(refused, verb);
            case KubernetesApiException { StatusCode: 404 } unknown when source.Kind.IsOptional:
                return NotServed(unknown);
            case KubernetesApiException { StatusCode: 429 } throttled:
                return Broken(throttled.Message, Longest(throttled.RetryAfter, backoff.Next()));
            case KubernetesApiException { StatusCode: 400 or 422 } refused when resourceVersion is null && streaming.IsTrying:
                logger.LogInformation("The server has no streaming list of {Resource}: {Reason}", Resource, refused.Message);
                streaming.Refuse();
                return TimeSpan.Zero;
            case KubernetesApiException refused:
                // a server that fails or does not let us in may do better with the same question; one that calls it wrong will not
                if ((refused.StatusCode < 500 && refused.StatusCode != 401) || (refused.IsWatchEvent && ++serverErrors >= MaximumServerErrors))
                {
                    resourceVersion = null;
                }

                streaming.Failed();
                return Broken(refused.Message, Longest(refused.RetryAfter, backoff.Next()));
            case KubernetesUnreachableException unreachable:
                streaming.Failed();
                return Broken(unreachable.Message, backoff.Next());
            case KubernetesProtocolException broken:
                resourceVersion = null;
                streaming.Failed();
                return Broken(broken.Message, backoff.Next());
            default:
                logger.LogError(fault, "Watching {Resource} failed unexpectedly", Resource);
                resourceVersion = null;
                streaming.Failed();
                return Broken("unexpected: " + fault.Message, backoff.Next());
        }
    }

    private static TimeSpan Longest(TimeSpan? asked, TimeSpan own) => asked > own ? asked.Value : own;

    private TimeSpan Broken(string what, TimeSpan wait)
    {
        logger.LogWarning("Watching {Resource}: {What}; again in {Seconds:0.0} s", Resource, what, wait.TotalSeconds);
        health.Broken(what, hasSynced, wait);
        return wait;
    }

    private TimeSpan NotServed(KubernetesApiException unknown)
    {
        var wait = NotServedPause * (1 - (random.NextDouble() / 10));
        var what = $"this server does not know \"{source.Kind.Plural}\" of {source.Kind.ApiVersion} ({unknown.Message})";
        if (health.Current.State != WatchState.NotServed)
        {
            logger.LogInformation("{What}; asked again every {Minutes:0} minutes", what, NotServedPause.TotalMinutes);
        }

        resourceVersion = null;
        target.Replace([]); // what was known of it is gone with the kind
        health.NotServed(what, wait);
        return wait;
    }

    private TimeSpan Forbidden(KubernetesApiException refused, string verb)
    {
        var kind = source.Kind;
        var group = kind.Group.Length == 0 ? "the core API group" : $"API group \"{kind.Group}\"";
        var scope = !kind.IsNamespaced || source.Namespace is null ? "the whole cluster" : $"namespace \"{source.Namespace}\"";
        var what = $"missing permission: {verb} \"{kind.Plural}\" in {group}, {scope} ({refused.Message})";
        var wait = Longest(refused.RetryAfter, backoff.AtCap());
        logger.LogWarning("{What}; again in {Seconds:0} s", what, wait.TotalSeconds);
        health.Forbidden(what, wait);
        return wait;
    }
}
