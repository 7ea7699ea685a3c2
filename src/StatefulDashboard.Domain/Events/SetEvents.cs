using StatefulDashboard.Domain.Identity;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Events;

/// <summary>What was told of a set, its pods, its claims and its budgets; newest first.</summary>
/// <param name="More">So many older ones are not listed.</param>
/// <param name="Objects">What can be asked for alone: "StatefulSet/web", "Pod/web-0", … with those that events are about.</param>
public sealed record SetEvents(ValueList<EventEntry> Items, int More, ValueList<string> Objects)
{
    /// <summary>Nobody reads on.</summary>
    public const int Most = 300;

    private const int MostObjects = 200;

    /// <param name="events">Of the set's namespace: all, or those that the server has chosen already.</param>
    public static SetEvents Of(StatefulSetOverview set, IEnumerable<Event> events, EventFilter filter)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(filter);
        var uids = Uids(set);
        var all = events.Where(item => IsOfSet(set, item.InvolvedObject)).Select(item => Entry(item, uids)).ToList();
        var objects = all.Select(item => item.Kind + "/" + item.Object).Concat(uids.Keys.Select(key => key.Kind + "/" + key.Name))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(MostObjects).ToValueList();
        var wanted = all.Where(filter.Passes)
            .OrderByDescending(item => item.LastSeen).ThenByDescending(item => item.FirstSeen)
            .ThenBy(item => item.Object, StringComparer.Ordinal).ThenBy(item => item.Reason, StringComparer.Ordinal).ThenBy(item => item.Message, StringComparer.Ordinal)
            .ToList();
        return new(wanted.Take(Most).ToValueList(), Math.Max(0, wanted.Count - Most), objects);
    }

    // a claim or a pod that is gone may still be told of: its name says whose it was
    private static bool IsOfSet(StatefulSetOverview set, ObjectReference about) =>
        (about.Namespace.Length == 0 || about.Namespace == set.Name.Namespace) && about.Kind switch
        {
            "StatefulSet" => about.Name == set.Name.Name,
            "Pod" => OrdinalName.OfPodIn(set.Name.Name, about.Name) is not null,
            "PersistentVolumeClaim" => set.ClaimTemplates.Any(template => OrdinalName.OfClaimIn(template.Name, set.Name.Name, about.Name) is not null),
            "PodDisruptionBudget" => set.Facts.Budgets.Any(budget => budget.Name == about.Name),
            _ => false,
        };

    private static EventEntry Entry(Event item, Dictionary<(string Kind, string Name), string> uids)
    {
        var about = item.InvolvedObject;
        var isEarlier = about.Uid.Length > 0 && uids.TryGetValue((about.Kind, about.Name), out var uid) && uid.Length > 0 && uid != about.Uid;
        return new(about.Kind, about.Name, item.Type, item.Reason, item.Message, item.Reporter, item.Times, item.FirstSeenAt, item.LastSeenAt, isEarlier);
    }

    private static Dictionary<(string Kind, string Name), string> Uids(StatefulSetOverview set)
    {
        var uids = set.Slots.Where(slot => slot.HasPod).ToDictionary(slot => ("Pod", slot.PodName), slot => slot.PodUid);
        uids[("StatefulSet", set.Name.Name)] = set.Uid;
        return uids;
    }
}
