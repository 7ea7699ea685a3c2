using System.Collections.Concurrent;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Controllers;

/// <summary>
/// The one loop on which all controllers work, a key at a time, first come, first served: so the same changes in the same order always
/// lead to the same decisions. In real time it has a task of its own; in virtual time it runs when the clock is advanced.
/// </summary>
internal sealed class ControlLoop : IAsyncDisposable
{
    private readonly ResourceStore store;
    private readonly Controller[] controllers;
    private readonly Dictionary<ResourceKind, Controller[]> watchers;
    private readonly VirtualTime? virtualTime;
    private readonly ConcurrentQueue<StoreChange> inbox = new();
    private readonly ConcurrentQueue<(Controller Controller, string Key)> queue = new();
    private readonly SemaphoreSlim signal = new(0);
    private readonly CancellationTokenSource stops = new();
    private Task running = Task.CompletedTask;
    private int signalled;

    public ControlLoop(ResourceStore store, Controller[] controllers, VirtualTime? virtualTime)
    {
        this.store = store;
        this.controllers = controllers;
        this.virtualTime = virtualTime;
        watchers = controllers.SelectMany(c => c.Watched.Select(k => (Kind: k, Controller: c)))
            .GroupBy(p => p.Kind).ToDictionary(g => g.Key, g => g.Select(p => p.Controller).ToArray());
        foreach (var controller in controllers)
        {
            controller.Attach(this);
        }
    }

    public void Start()
    {
        lock (store.Gate)
        {
            foreach (var kind in watchers.Keys)
            {
                foreach (var item in store.All(kind))
                {
                    inbox.Enqueue(new StoreChange(ChangeType.Added, item, null));
                }
            }

            store.Listen(Note);
        }

        if (virtualTime is null)
        {
            running = Task.Run(RunAsync);
            Wake();
        }
        else
        {
            virtualTime.Add(RunReady);
        }
    }

    /// <summary>Takes a key up; called by any thread.</summary>
    public void Enqueue(Controller controller, string key)
    {
        queue.Enqueue((controller, key));
        Wake();
    }

    public async ValueTask DisposeAsync()
    {
        store.Unlisten(Note);
        virtualTime?.Remove(RunReady);
        await stops.CancelAsync();
        await running;
        stops.Dispose();
        signal.Dispose();
    }

    // Under the store's gate, so changes come in the order of their versions.
    private void Note(StoreChange change)
    {
        if (watchers.ContainsKey(change.Object.Kind))
        {
            inbox.Enqueue(change);
            Wake();
        }
    }

    private void Wake()
    {
        if (virtualTime is null && Interlocked.Exchange(ref signalled, 1) == 0 && !stops.IsCancellationRequested)
        {
            signal.Release();
        }
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await signal.WaitAsync(stops.Token);
                Interlocked.Exchange(ref signalled, 0);
                RunReady();
            }
        }
        catch (OperationCanceledException) when (stops.IsCancellationRequested)
        {
            // the cluster ends
        }
    }

    /// <returns>Whether there was any work.</returns>
    private bool RunReady()
    {
        var worked = false;
        while (!stops.IsCancellationRequested)
        {
            while (inbox.TryDequeue(out var change))
            {
                foreach (var controller in watchers[change.Object.Kind])
                {
                    controller.Note(change);
                }
            }

            if (!queue.TryDequeue(out var next))
            {
                return worked;
            }

            worked = true;
            next.Controller.Try(next.Key);
        }

        return false;
    }
}
