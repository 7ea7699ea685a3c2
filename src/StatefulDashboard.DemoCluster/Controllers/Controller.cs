using Microsoft.Extensions.Logging;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Lifecycle;

namespace StatefulDashboard.DemoCluster.Controllers;

/// <summary>
/// Reacts to changes: a change names keys, each key is reconciled against the store. A key that is named several times before its turn comes
/// is reconciled once. A failure is logged and the key tried again, later each time. Everything here runs on the <see cref="ControlLoop"/>.
/// </summary>
internal abstract class Controller(ObjectApi objects, DemoClock clock, ILogger logger)
{
    private readonly HashSet<string> queued = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> failures = new(StringComparer.Ordinal);
    private ControlLoop? loop;

    /// <summary>The kinds whose changes <see cref="KeysFor"/> is asked about.</summary>
    public abstract ResourceKind[] Watched { get; }

    protected ObjectApi Objects { get; } = objects;

    protected ResourceStore Store => Objects.Store;

    protected DemoClock Clock { get; } = clock;

    public void Attach(ControlLoop to) => loop = to;

    public void Note(StoreChange change)
    {
        try
        {
            foreach (var key in KeysFor(change))
            {
                AgainNow(key);
            }
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "{Controller} could not tell whom the change of {Kind} {Key} concerns", GetType().Name, change.Object.Kind.Kind, change.Object.Key);
        }
    }

    public void Try(string key)
    {
        lock (queued)
        {
            queued.Remove(key);
        }

        var slash = key.IndexOf('/', StringComparison.Ordinal);
        try
        {
            Reconcile(key[..slash], key[(slash + 1)..]);
            failures.Remove(key);
        }
        catch (Exception exception)
        {
            var count = failures[key] = failures.GetValueOrDefault(key) + 1;
            if (exception is ApiException { Code: < 500 } or StatefulSets.ClaimFaultException)
            {
                // the API server refuses it for now: part of a cluster's life, which Events tell of
                logger.LogDebug(exception, "{Controller} was refused on {Key} and tries again", GetType().Name, key);
            }
            else
            {
                logger.LogWarning(exception, "{Controller} failed on {Key} and tries again", GetType().Name, key);
            }

            // as client-go's rate limiter does: 5 ms, doubled each time
            Clock.AfterReal(TimeSpan.FromMilliseconds(Math.Min(60_000, 5 * Math.Pow(2, Math.Min(count, 14) - 1))), () => AgainNow(key));
        }
    }

    /// <summary>Whose turn it is after a change; namespace and name joined by a slash for namespaced objects.</summary>
    protected abstract IEnumerable<string> KeysFor(StoreChange change);

    protected abstract void Reconcile(string @namespace, string name);

    /// <summary>Reconciles a key again after a while of demo time.</summary>
    protected void Again(string key, TimeSpan delay) => Clock.After(delay, () => AgainNow(key));

    protected void AgainNow(string key)
    {
        lock (queued)
        {
            if (!queued.Add(key))
            {
                return;
            }
        }

        loop!.Enqueue(this, key);
    }

    protected static string KeyOf(StoredObject o) => o.Key;
}
