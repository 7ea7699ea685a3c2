using System.Diagnostics.CodeAnalysis;
using StatefulDashboard.Dns.Client;
using StatefulDashboard.Dns.Messages;
using StatefulDashboard.Domain.Dns;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Dns;

/// <summary>One name of one cluster that somebody looks at: asked at once, when what is published under it changes, and when its time to live ends.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "Its token source holds nothing, and may be cancelled after its end.")]
internal sealed partial class WatchedName(NameQuestion question, DnsClient client, SemaphoreSlim room, TimeProvider time, ILogger logger, Action<NameQuestion> answered)
{
    private readonly Lock gate = new();
    private readonly CancellationTokenSource stop = new();
    private TaskCompletionSource poke = NewPoke();
    private ValueList<string>? expected;
    private DateTimeOffset? deniedSince;
    private int inVain;
    private NameAnswer? answer;

    public Task Running { get; private set; } = Task.CompletedTask;

    /// <summary>Null until the first answer or failure.</summary>
    public NameAnswer? Answer => Volatile.Read(ref answer);

    public void Start()
    {
        // it outlives the request that was the first to look
        using (ExecutionContext.SuppressFlow())
        {
            Running = Task.Run(RunAsync);
        }
    }

    /// <summary>What is published now: when it is something else than before, the name is asked again.</summary>
    public void Expect(ValueList<string>? published)
    {
        lock (gate)
        {
            if (published is null || published.Equals(expected))
            {
                return;
            }

            var isFirst = expected is null;
            (expected, deniedSince, inVain) = (published, null, 0);
            if (!isFirst)
            {
                poke.TrySetResult();
            }
        }
    }

    public void End() => stop.Cancel();

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                var wait = await AskAsync(stop.Token);
                answered(question);
                await Task.Delay(AskSchedule.Floor, time, stop.Token);
                await PokedAsync(wait - AskSchedule.Floor);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // nobody looks any more
        }
    }

    private async Task<TimeSpan> AskAsync(CancellationToken cancellationToken)
    {
        await room.WaitAsync(cancellationToken);
        try
        {
            lock (gate)
            {
                poke = NewPoke(); // what changes from now on is not in this answer
            }

            return Take(await QueryAsync(cancellationToken));
        }
        finally
        {
            room.Release();
        }
    }

    // names are made of what a cluster says: one that is no name of DNS must not end the asking
    private async Task<NameAnswer> QueryAsync(CancellationToken cancellationToken)
    {
        try
        {
            var asked = DnsAnswers.Question(question);
            return DnsAnswers.Of(await client.QueryAsync(asked, cancellationToken), asked, time.GetUtcNow());
        }
        catch (DnsFormatException fault)
        {
            return new(NameOutcome.Malformed, "", [], time.GetUtcNow(), null) { Fault = fault.Message };
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            LogFault(question.Name, fault);
            return new(NameOutcome.Unreachable, "", [], time.GetUtcNow(), null) { Fault = fault.Message };
        }
    }

    private TimeSpan Take(NameAnswer newest)
    {
        lock (gate)
        {
            deniedSince = newest.IsDenial ? deniedSince ?? newest.AskedAt : null;
            Volatile.Write(ref answer, newest with { DeniedSince = deniedSince });
            var next = AskSchedule.Next(newest, question.Type, expected, inVain);
            inVain = AskSchedule.IsInVain(newest, question.Type, expected) ? inVain + 1 : 0;
            return next;
        }
    }

    private async Task PokedAsync(TimeSpan wait)
    {
        if (wait <= TimeSpan.Zero)
        {
            return;
        }

        Task poked;
        lock (gate)
        {
            poked = poke.Task;
        }

        using var alarm = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        var delay = Task.Delay(wait, time, alarm.Token);
        await Task.WhenAny(poked, delay);
        await alarm.CancelAsync();
        await delay.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Token.ThrowIfCancellationRequested();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Asking the name {Name} failed in a way that nobody thought of; it is asked again later")]
    private partial void LogFault(string name, Exception exception);

    private static TaskCompletionSource NewPoke() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
