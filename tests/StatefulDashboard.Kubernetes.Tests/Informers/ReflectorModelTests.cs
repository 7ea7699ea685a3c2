using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Kubernetes.Tests.Support;

namespace StatefulDashboard.Kubernetes.Tests.Informers;

/// <summary>An informer against a server that changes at random, loses events and breaks streams in every way it knows.</summary>
public sealed class ReflectorModelTests
{
    [Fact]
    public async Task Informer_AgainstUnreliableServer_EndsWithItsState()
    {
        for (var seed = 1; seed <= 60; seed++)
        {
            try
            {
                await RunAsync(seed);
            }
            catch (Exception fault)
            {
                throw new InvalidOperationException($"seed {seed}: {fault.Message}", fault);
            }
        }
    }

    private static async Task RunAsync(int seed)
    {
        var cancel = TestContext.Current.CancellationToken;
        var time = new FakeTime();
        var source = new UnreliableSource(seed);
        await using var informer = new Informer<Pod>(source, time, new Random(seed), NullLogger.Instance);
        var (copy, changes) = informer.Subscribe(cancel);
        var model = new Dictionary<NamespacedName, Pod>(copy);
        var retries = Channel.CreateUnbounded<DateTimeOffset>();
        informer.HealthChanged += (_, now) =>
        {
            if (now.Health.NextAttemptAt is { } at && at > time.GetUtcNow())
            {
                retries.Writer.TryWrite(at);
            }
        };
        var run = informer.RunAsync(cancel);
        var clock = TurnClockAsync(time, retries.Reader);

        // the source breaks a bounded number of times, then stays well: the last event is the mark
        await foreach (var batch in changes.ReadAllAsync(cancel))
        {
            foreach (var change in batch)
            {
                model.GetValueOrDefault(change.Name).ShouldBe(change.Before, "changes must fit together");
                (change.Before is null || change.After is null || change.Before.Metadata.Uid == change.After.Metadata.Uid).ShouldBeTrue("a new uid is another object");
                if (change.After is null)
                {
                    model.Remove(change.Name);
                }
                else
                {
                    model[change.Name] = change.After;
                }
            }

            if (model.ContainsKey(UnreliableSource.Mark))
            {
                break;
            }
        }

        model.ToDictionary(pair => pair.Key, pair => pair.Value.Metadata).ShouldBe(source.State.ToDictionary(pair => pair.Key, pair => pair.Value.Metadata), ignoreOrder: true);
        informer.Health.State.ShouldBe(WatchState.Live);
        informer.Health.Count.ShouldBe(model.Count);
        await informer.DisposeAsync();
        await run;
        retries.Writer.Complete();
        await clock;
    }

    private static async Task TurnClockAsync(FakeTime time, ChannelReader<DateTimeOffset> retries)
    {
        await foreach (var at in retries.ReadAllAsync())
        {
            await time.AdvanceToTimerAsync(at);
        }
    }

    private sealed class UnreliableSource(int seed) : IResourceSource<Pod>
    {
        public static readonly NamespacedName Mark = new("ns", "mark");

        private readonly Random random = new(seed);
        private int version = 1;
        private int breaks = 25;

        public ResourceKind<Pod> Kind => ResourceKinds.Pods;

        public string? Namespace => null;

        public Dictionary<NamespacedName, Pod> State { get; } = [];

        public Task<ResourceList<Pod>> ListAsync(Action<int> bytesRead, CancellationToken cancellationToken)
        {
            Break();
            Mutate();
            return Task.FromResult(new ResourceList<Pod> { Metadata = new ListMeta { ResourceVersion = Version }, Items = State.Values.ToValueList() });
        }

        public async IAsyncEnumerable<WatchEvent<Pod>> WatchAsync(WatchOptions watch, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            if (watch.SendInitialEvents)
            {
                if (seed % 3 == 0)
                {
                    throw Fault(422);
                }

                foreach (var pod in State.Values.ToList())
                {
                    Break();
                    yield return new WatchEvent<Pod>(WatchEventType.Added, pod, pod.Metadata.ResourceVersion);
                }

                yield return new WatchEvent<Pod>(WatchEventType.Bookmark, null, Version, IsInitialEventsEnd: true);
            }
            else if (!string.Equals(watch.ResourceVersion, Version, StringComparison.Ordinal))
            {
                throw Fault(410);
            }

            watch.Opened?.Invoke();
            while (breaks > 0)
            {
                await Task.Yield();
                if (random.Next(6) == 0)
                {
                    Mutate(); // events that nobody gets to see: the version that the watcher knows is gone
                    Break(always: true);
                }

                if (random.Next(12) == 0)
                {
                    breaks--;
                    yield break;
                }

                yield return Change();
            }

            if (!State.ContainsKey(Mark))
            {
                yield return Put(Mark);
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }

        private string Version => "v" + version;

        private void Break(bool always = false)
        {
            if (breaks <= 0 || (!always && random.Next(4) != 0))
            {
                return;
            }

            breaks--;
            throw random.Next(6) switch
            {
                0 => Fault(410),
                1 => Fault(429),
                2 => Fault(503),
                3 => new KubernetesProtocolException("no JSON"),
                4 => new InvalidDataException("never heard of"),
                _ => new KubernetesUnreachableException("cut", mayHaveArrived: true, null),
            };
        }

        private static KubernetesApiException Fault(int code) => KubernetesApiException.From(code, new Status { Code = code, Message = "no", Reason = "no" }, null);

        private void Mutate()
        {
            for (var change = random.Next(4); change > 0; change--)
            {
                Change();
            }
        }

        private WatchEvent<Pod> Change()
        {
            var name = new NamespacedName("ns", "p" + random.Next(6));
            if (State.TryGetValue(name, out var known) && random.Next(2) == 0)
            {
                State.Remove(name);
                version++;
                return new WatchEvent<Pod>(WatchEventType.Deleted, known with { Metadata = known.Metadata with { ResourceVersion = Version } }, Version);
            }

            return Put(name);
        }

        private WatchEvent<Pod> Put(NamespacedName name)
        {
            version++;
            var known = State.GetValueOrDefault(name);
            var metadata = new ObjectMeta { Namespace = name.Namespace, Name = name.Name, Uid = known?.Metadata.Uid ?? "u" + version, ResourceVersion = Version };
            State[name] = new Pod { Metadata = metadata };
            return new WatchEvent<Pod>(known is null ? WatchEventType.Added : WatchEventType.Modified, State[name], Version);
        }
    }
}
