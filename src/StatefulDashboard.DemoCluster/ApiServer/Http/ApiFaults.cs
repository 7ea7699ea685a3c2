using Microsoft.AspNetCore.Http;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.Scenarios.Lab;

namespace StatefulDashboard.DemoCluster.ApiServer.Http;

/// <summary>What the lab's faults do to requests: each third one is refused, watches are cut. Refused are only requests, never a controller.</summary>
internal sealed class ApiFaults : IDisposable
{
    private static readonly TimeSpan CutInterval = TimeSpan.FromSeconds(5);
    private readonly DemoFaults faults;
    private readonly Lock gate = new();
    private readonly ITimer timer;
    private CancellationTokenSource cut = new();
    private int requests;

    public ApiFaults(DemoFaults faults, TimeProvider time)
    {
        this.faults = faults;
        timer = time.CreateTimer(static state => ((ApiFaults)state!).Cut(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        faults.Changed += (_, _) => timer.Change(faults.IsOn(DemoFaults.LostWatch) ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, CutInterval);
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

    /// <exception cref="ApiException">This request is one of those that a fault refuses.</exception>
    public void Refuse(HttpContext context)
    {
        if (faults.On.Count == 0 || Interlocked.Increment(ref requests) % 3 != 0)
        {
            return;
        }

        if (faults.IsOn(DemoFaults.Throttled))
        {
            context.Response.Headers.RetryAfter = "1";
            throw Refusals.Of(429, "TooManyRequests", "the server has received too many requests and has asked us to try again later", new() { ["retryAfterSeconds"] = 1 });
        }

        if (faults.IsOn(DemoFaults.Broken))
        {
            throw Refusals.Of(500, "InternalError", "Internal error occurred: etcdserver: request timed out", []);
        }

        // only who goes on from an old version can be told that it is gone
        if (faults.IsOn(DemoFaults.Expired) && context.Request.Query.ContainsKey("resourceVersion") && context.Request.Query["watch"] is ["true" or "1"])
        {
            throw Refusals.Of(410, "Expired", "The resourceVersion for the provided watch is too old.", []);
        }
    }

    public void Dispose()
    {
        timer.Dispose();
        cut.Dispose();
    }

    private void Cut()
    {
        CancellationTokenSource old;
        lock (gate)
        {
            (old, cut) = (cut, new CancellationTokenSource());
        }

        old.Cancel();
        old.Dispose();
    }
}
