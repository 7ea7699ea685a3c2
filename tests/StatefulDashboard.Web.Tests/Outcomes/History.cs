using System.Collections.Immutable;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.Web.Tests.Outcomes;

internal enum What
{
    PodCreated,

    /// <summary>Its deletion has begun.</summary>
    PodStopped,
    PodGone,
    ClaimCreated,
    ClaimStopped,
    ClaimGone,
    SetGone,

    /// <summary>A request was sent; its name is the key of the operation's step.</summary>
    Sent,
}

/// <summary>One thing that was seen to happen to a pod, a claim or the set.</summary>
/// <param name="Available">The pods that were Available just then.</param>
internal sealed record Happening(TimeSpan At, What What, string Name, string Uid, ImmutableHashSet<string> Available)
{
    public override string ToString() => $"{At.TotalSeconds,8:0.000} s  {What,-13} {Name}";
}

/// <summary>Every creation and deletion of pods, claims and sets in the cases' namespace, in the order in which the API server did them.</summary>
internal sealed class History : IDisposable
{
    private readonly OutcomeCluster cluster;

    public History(OutcomeCluster cluster)
    {
        this.cluster = cluster;
        cluster.Store.Listen(Look);
    }

    public List<Happening> All { get; } = [];

    /// <summary>A request was sent in this step.</summary>
    public void Note(string step) => All.Add(new(cluster.Time.Elapsed, What.Sent, step, "", Moment.Available(cluster)));

    public void Dispose() => cluster.Store.Unlisten(Look);

    private void Look(StoreChange change)
    {
        var kind = change.Object.Kind;
        if (change.Object.Namespace != OutcomeCluster.Namespace)
        {
            return;
        }

        if (kind == ResourceKinds.Pods)
        {
            Look(change, What.PodCreated, What.PodStopped, What.PodGone);
        }
        else if (kind == ResourceKinds.Claims)
        {
            Look(change, What.ClaimCreated, What.ClaimStopped, What.ClaimGone);
        }
        else if (kind == ResourceKinds.StatefulSets && change.Type == ChangeType.Deleted)
        {
            Add(What.SetGone, change.Object);
        }
    }

    private void Look(StoreChange change, What created, What stopped, What gone)
    {
        if (change.Type == ChangeType.Added)
        {
            Add(created, change.Object);
        }
        else if (change.Previous is { IsTerminating: false } && (change.Object.IsTerminating || change.Type == ChangeType.Deleted))
        {
            Add(stopped, change.Object);
        }

        if (change.Type == ChangeType.Deleted)
        {
            Add(gone, change.Object);
        }
    }

    private void Add(What what, StoredObject o) => All.Add(new(cluster.Time.Elapsed, what, o.Name, o.Uid, Moment.Available(cluster)));
}
