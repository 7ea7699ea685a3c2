using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Security;

/// <summary>
/// Remembers what the API server of one cluster said that people may do, for <see cref="RememberedFor"/>. The key holds the person:
/// nobody is ever given the answer about somebody else. Who asks what is being asked already waits for that answer. Bounded.
/// </summary>
public sealed class AccessMemory(TimeProvider time)
{
    /// <summary>Counted from the moment at which it was asked.</summary>
    public static readonly TimeSpan RememberedFor = TimeSpan.FromSeconds(30);

    /// <summary>An API server that cannot be asked is not asked anew for each view.</summary>
    public static readonly TimeSpan FaultRememberedFor = TimeSpan.FromSeconds(5);

    /// <summary>More answers are not kept.</summary>
    public const int MostAnswers = 20_000;

    private readonly Lock gate = new();
    private readonly Dictionary<Key, Entry> entries = [];

    public int Count
    {
        get
        {
            lock (gate)
            {
                return entries.Count;
            }
        }
    }

    /// <param name="isOwn">Whether the person asks for themselves; what the dashboard's account asks about them is kept apart.</param>
    /// <param name="ask">Asks the API server. What it throws goes to all who wait.</param>
    /// <returns>The answer, and when it must be asked again.</returns>
    public async ValueTask<(bool Allowed, DateTimeOffset Until)> AskAsync(
        Person person, bool isOwn, ResourceAttributes attributes, Func<CancellationToken, Task<bool>> ask, CancellationToken cancellationToken)
    {
        var entry = Find(new(person, isOwn, attributes), ask);
        return (await entry.Answer.WaitAsync(cancellationToken), entry.Until);
    }

    private Entry Find(Key key, Func<CancellationToken, Task<bool>> ask)
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            if (entries.TryGetValue(key, out var known) && known.IsGood(now))
            {
                return known;
            }

            if (entries.Count >= MostAnswers)
            {
                Forget(now);
            }

            // it goes on for the others when the one who asked first leaves (the client has a time limit), and holds nothing of that request
            using (ExecutionContext.SuppressFlow())
            {
                return entries[key] = new(Task.Run(() => ask(CancellationToken.None)), now);
            }
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, _) in entries.Where(pair => !pair.Value.IsGood(now)).ToArray())
        {
            entries.Remove(key);
        }

        if (entries.Count >= MostAnswers)
        {
            entries.Clear();
        }
    }

    private sealed record Key(Person Person, bool IsOwn, ResourceAttributes Attributes);

    private sealed record Entry(Task<bool> Answer, DateTimeOffset AskedAt)
    {
        public DateTimeOffset Until => AskedAt + RememberedFor;

        // a clock that was put back must not make an answer live longer
        public bool IsGood(DateTimeOffset now) => now >= AskedAt && now < AskedAt + (Answer.IsCompleted && !Answer.IsCompletedSuccessfully ? FaultRememberedFor : RememberedFor);
    }
}
