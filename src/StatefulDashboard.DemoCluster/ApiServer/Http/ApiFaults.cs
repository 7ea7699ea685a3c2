using System.Globalization;
using Microsoft.AspNetCore.Http;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.Scenarios.Lab;

namespace StatefulDashboard.DemoCluster.ApiServer.Http;

/// <summary>
/// What the lab's faults do to requests: each third one is refused, watches are cut. Only what comes over the wire suffers, never a
/// controller or the lab itself. While requests are refused watches are cut too: who only watches would never make one.
/// </summary>
internal sealed class ApiFaults : IDisposable
{
    /// <summary>One of how many requests is refused.</summary>
    public const int Share = 3;

    private const int RetryAfterSeconds = 1;
    private static readonly TimeSpan CutInterval = TimeSpan.FromSeconds(5);
    private static readonly string[] OnRequests = [DemoFaults.LostWatch, DemoFaults.Throttled, DemoFaults.Broken, DemoFaults.Expired];
    private readonly DemoFaults faults;
    private readonly Lock gate = new();
    private readonly ITimer timer;
    private CancellationTokenSource cut = new();
    private bool isCutting;
    private bool disposed;
    private int requests;
    private int continued;

    public ApiFaults(DemoFaults faults, TimeProvider time)
    {
        this.faults = faults;
        timer = time.CreateTimer(static state => ((ApiFaults)state!).Cut(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        faults.Changed += (_, _) => Follow();
    }

    /// <summary>Cancelled when every open watch is to be cut.</summary>
    public CancellationToken WatchesEnd
    {
        get
        {
            lock (gate)
            {
                return cut.Token;
            }
        }
    }

    public static bool IsWatch(HttpRequest request) => request.Query["watch"] is ["true" or "1"];

    /// <exception cref="ApiException">This request is one of those that a fault refuses.</exception>
    public void Refuse(HttpContext context)
    {
        if (faults.On.IsEmpty)
        {
            return;
        }

        if ((faults.IsOn(DemoFaults.Throttled) || faults.IsOn(DemoFaults.Broken)) && IsHit(ref requests))
        {
            throw faults.IsOn(DemoFaults.Throttled) ? Throttled(context) : Refusals.Of(500, "InternalError", "Internal error occurred: etcdserver: request timed out", []);
        }
    }

    /// <summary>Whether this watch is to be told that its version is gone. Only one that goes on from a version can be.</summary>
    public bool Expires(HttpRequest request)
        => faults.IsOn(DemoFaults.Expired) && IsWatch(request) && request.Query["resourceVersion"] is [{ Length: > 0 } and not "0"] && IsHit(ref continued);

    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            cut.Dispose();
        }

        timer.Dispose();
    }

    private static bool IsHit(ref int counter) => Interlocked.Increment(ref counter) % Share == 0;

    private static ApiException Throttled(HttpContext context)
    {
        context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        return Refusals.Of(429, "TooManyRequests", "the server has received too many requests and has asked us to try again later", new() { ["retryAfterSeconds"] = RetryAfterSeconds });
    }

    private void Follow()
    {
        lock (gate)
        {
            var cuts = OnRequests.Any(faults.IsOn);
            if (disposed || cuts == isCutting)
            {
                return;
            }

            isCutting = cuts;
            timer.Change(cuts ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, cuts ? CutInterval : Timeout.InfiniteTimeSpan);
        }
    }

    private void Cut()
    {
        CancellationTokenSource old;
        lock (gate)
        {
            if (disposed)
            {
                return;
            }

            (old, cut) = (cut, new CancellationTokenSource());
        }

        old.Cancel();
        old.Dispose();
    }
}
