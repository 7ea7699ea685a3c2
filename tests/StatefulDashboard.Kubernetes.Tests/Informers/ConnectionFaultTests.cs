using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Kubernetes.Tests.Support;

namespace StatefulDashboard.Kubernetes.Tests.Informers;

/// <summary>
/// HTTP/2 connections that get lost with all their streams. The handler's pings are in real time, so they are set to be short; all
/// other waiting is virtual.
/// </summary>
public sealed class ConnectionFaultTests
{
    private static readonly KubernetesClientOptions ShortPings =
        KubernetesClientOptions.Default with { PingDelay = TimeSpan.FromSeconds(1), PingTimeout = TimeSpan.FromSeconds(1) };

    [Fact]
    [Fault(10)]
    public Task HalfOpenConnection_IsNoticedByItsPings() => EveryStreamComesBackAsync(relay => relay.Freeze());

    [Fact]
    [Fault(11)]
    public Task LostConnection_EveryStreamComesBack() => EveryStreamComesBackAsync(relay => relay.Cut());

    private static async Task EveryStreamComesBackAsync(Action<Relay> lose)
    {
        using var certificate = Certificates.SelfSigned();
        await using var server = await FakeApiServer.StartAsync(listen => listen.UseHttps(certificate));
        await using var relay = new Relay(server.Address);
        var endpoint = server.Endpoint with { Server = new Uri($"https://127.0.0.1:{relay.Port}"), CertificateAuthorities = [certificate] };
        var time = new FakeTime();
        using var client = new KubernetesClient(endpoint, time, NullLogger.Instance, ShortPings);
        string[] synced = [Api.Added("a", "1"), Api.Bookmark("5", end: true)];
        server.ThenOpenStream(synced).ThenOpenStream(synced).ThenOpenStream(synced);
        var informers = new List<Informer<Pod>>();
        var stale = new List<Task<WatchHealth>>();
        for (var stream = 0; stream < 3; stream++)
        {
            var informer = new Informer<Pod>(client, ResourceKinds.Pods, "ns" + stream, time, NullLogger.Instance);
            informers.Add(informer);
            _ = informer.RunAsync(TestContext.Current.CancellationToken);
            await informer.WhenSynced(TestContext.Current.CancellationToken);
            stale.Add(NextAsync(informer, health => health is { State: WatchState.Stale, NextAttemptAt: not null }));
        }

        relay.Accepted.ShouldBe(1, "one connection carries all streams");
        lose(relay);
        var lost = await Task.WhenAll(stale).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        lost.ShouldAllBe(health => health.Count == 1 && health.Error != null, "what is cached is kept");

        server.ThenOpenStream(Api.Added("b", "6")).ThenOpenStream(Api.Added("b", "6")).ThenOpenStream(Api.Added("b", "6"));
        var back = informers.ConvertAll(informer => NextAsync(informer, health => health is { State: WatchState.Live, Count: 2 }));
        foreach (var at in lost.Select(health => health.NextAttemptAt!.Value).Order())
        {
            // two that lie close together are reached at once
            if (at > time.GetUtcNow())
            {
                await time.AdvanceToTimerAsync(at);
            }
        }

        await Task.WhenAll(back).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        informers.ShouldAllBe(informer => informer.Health.Relists == 0, "the watches go on where they were");
        foreach (var informer in informers)
        {
            await informer.DisposeAsync();
        }
    }

    /// <summary>The first health that fits, now or later; an event that comes is looked at as well.</summary>
    private static async Task<WatchHealth> NextAsync(Informer<Pod> informer, Func<WatchHealth, bool> fits)
    {
        var found = new TaskCompletionSource<WatchHealth>(TaskCreationOptions.RunContinuationsAsynchronously);
        informer.HealthChanged += (_, now) =>
        {
            if (fits(now.Health))
            {
                found.TrySetResult(now.Health);
            }
        };
        using var done = new CancellationTokenSource();
        var changes = informer.Subscribe(done.Token).Changes;
        while (!found.Task.IsCompleted && !fits(informer.Health))
        {
            await Task.WhenAny(found.Task, changes.ReadAsync(TestContext.Current.CancellationToken).AsTask());
        }

        await done.CancelAsync();
        return found.Task.IsCompletedSuccessfully ? await found.Task : informer.Health;
    }
}
