using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;

namespace StatefulDashboard.Web.Parts;

/// <summary>Selectors that keep the pods of other sets on the server.</summary>
internal static class PodSelectors
{
    /// <summary>The labels that the selector asks for; its expressions would narrow it further, and are left to whoever looks at the pods.</summary>
    public static string Of(LabelSelector? selector) =>
        string.Join(',', (selector?.MatchLabels ?? ValueMap.Empty).Select(label => label.Key + "=" + label.Value).Prepend(ResourceKinds.PodNameLabel));

    /// <summary>Of the set that a part is about; null where it is not there (yet).</summary>
    public static LabelSelector? Of(ClusterView view, PartAddress address) =>
        address.Set is { } name && view.Sets.TryGetValue(name, out var set) ? set.Template.Selector : null;
}
