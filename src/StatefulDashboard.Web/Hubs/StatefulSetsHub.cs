using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.WebUtilities;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Api;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Parts;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Hubs;

/// <summary>The live stream for programs: first a snapshot, then what changed; the same documents as the JSON API.</summary>
public sealed class StatefulSetsHub(SignIn signIn, IClusterReader reader, StatefulSetDocuments documents, IEnumerable<IPart> parts, TimeProvider time) : Hub
{
    /// <summary>All sets of a cluster, or of one namespace.</summary>
    public IAsyncEnumerable<StatefulSetsMessage> WatchStatefulSets(string cluster, string? namespaceName, CancellationToken cancellationToken) =>
        StreamAsync(cluster, string.IsNullOrEmpty(namespaceName) ? null : namespaceName, name => string.IsNullOrEmpty(namespaceName) || name.Namespace == namespaceName, cancellationToken);

    /// <summary>One set; it need not be there yet.</summary>
    public IAsyncEnumerable<StatefulSetsMessage> WatchStatefulSet(string cluster, string namespaceName, string name, CancellationToken cancellationToken)
    {
        var wanted = new NamespacedName(namespaceName, name);
        return StreamAsync(cluster, namespaceName, other => other == wanted, cancellationToken);
    }

    /// <summary>All that holds state in a cluster, or in one namespace: sets and other kinds.</summary>
    public async IAsyncEnumerable<WorkloadsMessage> WatchWorkloads(string cluster, string? namespaceName, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var wantedNamespace = string.IsNullOrEmpty(namespaceName) ? null : namespaceName;
        ClusterView? before = null;
        await foreach (var view in ViewsAsync(cluster, wantedNamespace, cancellationToken))
        {
            foreach (var message in WorkloadsMessage.Between(before, view, name => wantedNamespace is null || name.Namespace == wantedNamespace, time.GetUtcNow()))
            {
                yield return message;
            }

            before = view;
        }
    }

    /// <summary>A part of a set ("storage", "dns", "manifest?object=pod/web-0", …) or of a whole cluster (with no namespace and name).</summary>
    public async IAsyncEnumerable<PartMessage> WatchPart(string cluster, string? namespaceName, string? name, string part, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var person = Somebody();
        var isOfSet = !string.IsNullOrEmpty(name);
        var wanted = parts.FirstOrDefault(one => one.IsOfSet == isOfSet && one.Name == part.Split('?')[0])
            ?? throw new HubException($"There is no part \"{part}\" of a {(isOfSet ? "set" : "cluster")}. There are: {string.Join(", ", parts.Where(one => one.IsOfSet == isOfSet).Select(one => one.Name))}.");
        if (await reader.ReadAsync(person, cluster, cancellationToken) is null)
        {
            throw new HubException($"There is no cluster \"{cluster}\" here.");
        }

        var query = QueryHelpers.ParseQuery(part[part.Split('?')[0].Length..]);
        var address = new PartAddress(cluster, isOfSet ? new NamespacedName(namespaceName ?? "", name!) : null).For(wanted, key => query.TryGetValue(key, out var asked) ? asked.FirstOrDefault() : null);
        PartState? before = null;
        await foreach (var view in wanted.WatchAsync(person, address, cancellationToken))
        {
            if (view.State == PartState.Forbidden)
            {
                throw new HubException(view.Error ?? "You may not read this.");
            }

            if (view.State == PartState.Syncing)
            {
                continue;
            }

            yield return new(PartMessage.TypeOf(before, view.State), time.GetUtcNow(), [PartDocument.Of(wanted, address, view)]);
            before = view.State;
        }
    }

    // who opened the connection; a hub method runs outside of any request
    private Person Somebody()
    {
        var person = signIn.PersonOf(Context.User);
        return person.IsNobody ? throw new HubException("Nobody has been chosen: send the bearer token of a person, or choose one in the browser.") : person;
    }

    private async IAsyncEnumerable<StatefulSetsMessage> StreamAsync(
        string cluster, string? namespaceName, Func<NamespacedName, bool> wanted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ClusterView? before = null;
        await foreach (var view in ViewsAsync(cluster, namespaceName, cancellationToken))
        {
            foreach (var message in Messages(before, view, wanted))
            {
                yield return message;
            }

            before = view;
        }
    }

    /// <summary>The views of a cluster that has been read, as long as the person may see something of it.</summary>
    private async IAsyncEnumerable<ClusterView> ViewsAsync(string cluster, string? namespaceName, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var person = Somebody();
        if (await reader.ReadAsync(person, cluster, cancellationToken) is null)
        {
            throw new HubException($"There is no cluster \"{cluster}\" here.");
        }

        await foreach (var view in reader.WatchAsync(person, cluster, cancellationToken))
        {
            if (view.Status.State == ClusterState.Syncing)
            {
                continue;
            }

            // also in the middle of a stream: a right that was taken away, or is not known any more, ends it
            if (view.Status.Rights.SeesNothing || namespaceName is not null && !view.Status.Rights.SeesSets(namespaceName))
            {
                throw new HubException(HiddenText.Of(view, view.Status.Rights.SeesNothing ? null : namespaceName));
            }

            yield return view;
        }
    }

    private IEnumerable<StatefulSetsMessage> Messages(ClusterView? before, ClusterView view, Func<NamespacedName, bool> wanted)
    {
        var now = time.GetUtcNow();
        var isWhole = before is null || !before.Status.Rights.Equals(view.Status.Rights); // what may no longer be seen is not "deleted"
        if (isWhole)
        {
            yield return new("snapshot", now, [.. view.Sets.Where(pair => wanted(pair.Key)).Select(pair => documents.Of(view, pair.Value))]);
        }

        if ((before?.Status.State ?? ClusterState.Live) != view.Status.State)
        {
            yield return new(view.Status.State == ClusterState.Stale ? "stale" : "live", now, []);
        }

        if (isWhole || before is null)
        {
            yield break;
        }

        NamespacedName[] names = [.. view.ChangedSets(before).Where(wanted).Order()];
        StatefulSetDocument[] changed = [.. names.Select(name => view.Sets.GetValueOrDefault(name)).OfType<StatefulSetOverview>().Select(set => documents.Of(view, set))];
        if (changed.Length > 0)
        {
            yield return new("changed", now, changed);
        }

        StatefulSetDocument[] deleted = [.. names.Where(name => !view.Sets.ContainsKey(name) && view.Status.SeesSets(name.Namespace)).Select(name => documents.Of(view, before.Sets[name]))];
        if (deleted.Length > 0)
        {
            yield return new("deleted", now, deleted);
        }
    }
}
