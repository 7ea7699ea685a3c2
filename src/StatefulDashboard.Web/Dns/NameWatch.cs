using StatefulDashboard.Domain.Dns;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Dns;

/// <summary>The names of one cluster that one viewer looks at; they are asked as long as it is not disposed of.</summary>
public sealed class NameWatch : IDisposable
{
    /// <summary>Of a set with more, the first ones are asked.</summary>
    public const int MostNames = 2_000;

    private readonly NameResolver names;
    private readonly string cluster;
    private readonly Lock gate = new();
    private readonly HashSet<NameQuestion> held = [];
    private readonly Dictionary<NameQuestion, ValueList<string>?> told = [];
    private Action? wake;
    private bool isDisposed;

    internal NameWatch(NameResolver names, string cluster) => (this.names, this.cluster) = (names, cluster);

    /// <summary>What is to be asked from now on, and what is published under each (null where that is not known); what is not among them any more is let go.</summary>
    public void Want(IEnumerable<KeyValuePair<NameQuestion, ValueList<string>?>> wanted)
    {
        lock (gate)
        {
            if (isDisposed || names.ResolverOf(cluster) is null)
            {
                return;
            }

            var now = new Dictionary<NameQuestion, ValueList<string>?>();
            foreach (var (question, published) in wanted.Take(MostNames))
            {
                now[question] = published;
            }

            foreach (var question in held.Where(question => !now.ContainsKey(question)).ToArray())
            {
                Release(question);
            }

            foreach (var (question, published) in now)
            {
                Hold(question, published);
            }
        }
    }

    /// <summary>Null until it has been asked.</summary>
    public NameAnswer? Find(NameQuestion question) => names.Known(cluster, question);

    /// <summary>Calls <paramref name="changed"/>, which must return at once, after each answer to one of the names; lets all go when it is cancelled.</summary>
    public async Task RunAsync(Action changed, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            wake = changed;
        }

        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            Dispose();
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            (isDisposed, wake) = (true, null);
            foreach (var question in held.ToArray())
            {
                Release(question);
            }
        }
    }

    internal void Answered() => Volatile.Read(ref wake)?.Invoke();

    private void Hold(NameQuestion question, ValueList<string>? published)
    {
        if (held.Add(question))
        {
            names.Hold(this, cluster, question);
        }
        else if (Equals(told.GetValueOrDefault(question), published))
        {
            return; // others may have heard of something newer: only what is news here is told
        }

        told[question] = published;
        names.Expect(cluster, question, published);
    }

    private void Release(NameQuestion question)
    {
        held.Remove(question);
        told.Remove(question);
        names.Release(this, cluster, question);
    }
}
