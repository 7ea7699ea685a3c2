using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using StatefulDashboard.Kubernetes.Configuration;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Configuration;
using StatefulDashboard.Web.Security;
using StatefulDashboard.Web.Tests.Support;

namespace StatefulDashboard.Web.Tests.Clusters;

[CollectionDefinition(nameof(LeftoverTests), DisableParallelization = true)]
public sealed class AloneInTheProcess;

/// <summary>A hundred times connected, read and left: no thread, timer, socket or object is left behind. Measured while nothing else runs.</summary>
[Collection(nameof(LeftoverTests))]
public sealed class LeftoverTests
{
    private const int WarmUp = 10;
    private const int Rounds = 100;

    /// <summary>
    /// A thread of the pool that rests may still hold the last connection that it worked for, with all that hangs on it (six objects
    /// a round): two such are let pass. A leak of one object a round would be a hundred.
    /// </summary>
    private const int Stragglers = 12;

    private static readonly Person Somebody = new("local", "local");

    private readonly List<WeakReference> objects = [];

    [Fact]
    public async Task Leave_AHundredRoundsOfASyncedCluster_LeavesNothing()
    {
        await using var server = await AccountApiServer.StartAsync();
        server.Put("statefulsets", "shop", "web", """{"spec":{"replicas":200,"serviceName":"web"}}""");
        for (var ordinal = 0; ordinal < 200; ordinal++)
        {
            server.Put("pods", "shop", "web-" + ordinal, """{"metadata":{"labels":{"statefulset.kubernetes.io/pod-name":"web"}},"spec":{"nodeName":"node-a"}}""");
        }

        await MeasureAsync(
            () => server.Endpoint(),
            view => view.Status.State == ClusterState.Live && view.Sets.Count == 1,
            () => server.OpenConnections,
            hold => hold.Connection.Client.ListAsync(ResourceKinds.Nodes, null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Leave_AHundredRoundsOfARefusingCluster_LeavesNothing()
    {
        var port = FreePort();
        await MeasureAsync(() => new() { Name = "refusing", Server = new($"http://127.0.0.1:{port}") }, view => view.Status.Error is not null, () => 0);
    }

    [Fact]
    public async Task Leave_AHundredRoundsOfAHangingCluster_LeavesNothing()
    {
        await using var server = await AccountApiServer.StartAsync();
        server.Hangs = true;
        var asked = 0;
        await MeasureAsync(
            () =>
            {
                asked = server.Requests.Count;
                return server.Endpoint();
            },
            _ => true,
            () => server.OpenConnections,
            _ => Eventually.HoldsAsync(() => server.Requests.Count >= asked + 9, () => "each kind was asked for"));
    }

    [Fact]
    public async Task Leave_AHundredRoundsOfATlsServerThatSaysNothing_LeavesNothing()
    {
        using var silent = new Socket(SocketType.Stream, ProtocolType.Tcp);
        silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        silent.Listen(4096);
        await MeasureAsync(() => new() { Name = "silent", Server = new("https://127.0.0.1:" + ((IPEndPoint)silent.LocalEndPoint!).Port) }, _ => true, () => 0, Drain);

        async Task Drain(ClusterHold hold)
        {
            // the connection is taken and nothing is said on it
            using var accepted = await silent.AcceptAsync();
        }
    }

    private async Task MeasureAsync(Func<ClusterEndpoint> endpoint, Func<ClusterView, bool> reached, Func<int> open, Func<ClusterHold, Task>? inside = null)
    {
        var time = new ManualTime();
        await using var directory = new ClusterDirectory(new DashboardSettings(), new LocalReadPolicy(), time, NullLoggerFactory.Instance);
        var id = directory.Add("prod", isDemo: false, endpoint);
        await RoundsAsync(WarmUp);
        await QuietAsync();
        var before = Footprint.Take();

        await RoundsAsync(Rounds);
        await QuietAsync();

        await Eventually.HoldsAsync(() => Footprint.Take().IsNoMoreThan(before), () => $"no more is there than before: {Footprint.Take()} after {before}", 60);

        async Task RoundsAsync(int count)
        {
            for (var round = 0; round < count; round++)
            {
                await RoundAsync(directory, id, reached, inside);
                time.Advance(new ClusterSettings().LetGoAfter);
                directory.List(Somebody)[0].IsConnected.ShouldBeFalse();
            }
        }

        async Task QuietAsync()
        {
            // not by the garbage collector: a client that nobody disposed of would be tidied up by it
            await Eventually.HoldsAsync(() => open() == 0, () => $"no connection is open; {open()} are");
            await Eventually.HoldsAsync(IsCollected, () => $"all is given back: {time.Waiting} timers, {string.Join(", ", objects.Select(item => item.Target?.GetType().Name ?? "").CountBy(name => name))}", 60);
        }

        bool IsCollected()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            objects.RemoveAll(item => !item.IsAlive);
            return time.Waiting == 0 && objects.Count <= Stragglers;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task RoundAsync(ClusterDirectory directory, string id, Func<ClusterView, bool> reached, Func<ClusterHold, Task>? inside)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var hold = directory.Hold(id)!;
        objects.AddRange([new(hold.Connection), new(hold.Connection.Client), new(hold.Connection.Board)]);
        if (inside is not null)
        {
            await inside(hold);
        }

        await foreach (var view in directory.WatchAsync(Somebody, id, limit.Token))
        {
            if (reached(view))
            {
                objects.AddRange([new(view), new(view.Status), .. view.Sets.Values.Select(set => new WeakReference(set))]);
                return;
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>What a process holds of the things that leak.</summary>
    private sealed record Footprint(int Threads, long Timers, int Sockets, long Heap)
    {
        /// <summary>The pool's threads come and go by themselves; a leak of one a round would be a hundred.</summary>
        private const int MoreThreads = 12;

        private const int MoreTimers = 5;
        private const int MoreSockets = 2;
        private const long MoreHeap = 1_500_000;

        public static Footprint Take()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            using var self = Process.GetCurrentProcess();
            return new(self.Threads.Count, Timer.ActiveCount, OpenSockets(), GC.GetTotalMemory(forceFullCollection: true));
        }

        public bool IsNoMoreThan(Footprint before) =>
            Threads <= before.Threads + MoreThreads && Timers <= before.Timers + MoreTimers && Sockets <= before.Sockets + MoreSockets && Heap <= before.Heap + MoreHeap;

        private static int OpenSockets() => !OperatingSystem.IsLinux() ? 0 : Directory.EnumerateFiles("/proc/self/fd").Count(file =>
        {
            try
            {
                return new FileInfo(file).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) ?? false;
            }
            catch (IOException)
            {
                return false; // closed while it was looked at
            }
        });
    }
}
