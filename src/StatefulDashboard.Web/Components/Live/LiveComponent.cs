using System.Diagnostics;
using Microsoft.AspNetCore.Components;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Components.Live;

/// <summary>A page that follows clusters: it reads once for the first rendering, then is rendered when something changes. Owns its loops.</summary>
public abstract class LiveComponent : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly List<Task> loops = [];
    private readonly Dictionary<string, CancellationTokenSource> followed = new(StringComparer.Ordinal);

    [Inject]
    protected IClusterReader Reader { get; set; } = null!;

    [Inject]
    protected ICurrentPerson Current { get; set; } = null!;

    [Inject]
    private ILogger<LiveComponent> Logger { get; set; } = null!;

    /// <summary>What went wrong in following; null while all is well.</summary>
    protected string? Fault { get; private set; }

    protected Person Person => Current.Person;

    /// <summary>Cancelled when the page is left.</summary>
    protected CancellationToken Left => stop.Token;

    /// <summary>The clusters that are shown.</summary>
    protected abstract IEnumerable<string> Clusters { get; }

    /// <summary>
    /// No more views than one in this time, after the first: what comes in between goes into the next one. A change is shown at once
    /// when nothing was for a while, else this much later at the most.
    /// </summary>
    protected virtual TimeSpan Pace => TimeSpan.FromMilliseconds(40);

    /// <summary>A newer view has come. Returns whether anything that is shown differs.</summary>
    protected abstract bool Take(ClusterView view);

    /// <summary>The page is left: what it has subscribed to besides clusters is to be given back.</summary>
    protected virtual void Leave()
    {
    }

    protected override void OnAfterRender(bool firstRender)
    {
        // only where there is a circuit: a prerendered page is never told anything
        string[] shown = [.. Clusters];
        foreach (var cluster in followed.Keys.Except(shown).ToArray())
        {
            // the same page shows another cluster now: this one is left, and may be let go
            followed.Remove(cluster, out var left);
            left!.Cancel();
        }

        loops.RemoveAll(loop => loop.IsCompletedSuccessfully);
        foreach (var cluster in shown.Where(cluster => !followed.ContainsKey(cluster)))
        {
            var left = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
            followed.Add(cluster, left);
            loops.Add(FollowAsync(cluster, left));
        }
    }

    public async ValueTask DisposeAsync()
    {
        Leave();
        await stop.CancelAsync();
        await Task.WhenAll(loops);
        stop.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task FollowAsync(string cluster, CancellationTokenSource left)
    {
        try
        {
            await foreach (var view in Reader.WatchAsync(Person, cluster, left.Token))
            {
                var taken = Stopwatch.GetTimestamp();
                await InvokeAsync(() =>
                {
                    if (!left.IsCancellationRequested && Take(view))
                    {
                        StateHasChanged();
                    }
                });
                if (Pace - Stopwatch.GetElapsedTime(taken) is var rest && rest > TimeSpan.Zero)
                {
                    await Task.Delay(rest, left.Token);
                }
            }
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            // the page was left
        }
        catch (Exception exception)
        {
            Logger.LogError(exception, "A page no longer follows cluster {Cluster}", cluster);
            Fault = exception.Message;
            await InvokeAsync(StateHasChanged);
        }
        finally
        {
            if (followed.TryGetValue(cluster, out var mine) && mine == left)
            {
                followed.Remove(cluster);
            }

            left.Dispose();
        }
    }
}
