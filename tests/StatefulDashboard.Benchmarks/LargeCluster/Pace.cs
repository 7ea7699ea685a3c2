using System.Diagnostics;

namespace StatefulDashboard.Benchmarks.LargeCluster;

/// <summary>Lets bytes through at a rate, over all connections together; at none, at once.</summary>
internal sealed class Pace
{
    private readonly Lock gate = new();
    private double bytesPerSecond;
    private double freeAt;

    public double BytesPerSecond
    {
        set
        {
            lock (gate)
            {
                (bytesPerSecond, freeAt) = (value, 0);
            }
        }
    }

    public Task WaitAsync(int bytes)
    {
        double wait;
        lock (gate)
        {
            if (bytesPerSecond <= 0)
            {
                return Task.CompletedTask;
            }

            var now = Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;
            // what a timer that woke too late has cost is caught up with
            freeAt = Math.Max(freeAt, now - 0.05) + (bytes / bytesPerSecond);
            wait = freeAt - now;
        }

        // a timer is no finer than a millisecond: small debts are let stand
        return wait < 0.002 ? Task.CompletedTask : Task.Delay(TimeSpan.FromSeconds(wait));
    }
}
