using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Clusters;

/// <summary>How selectors are filed and what of them speaks of a set's template.</summary>
internal static class PodLabels
{
    /// <summary>Labels that the controller gives to each pod, and that no template has (kubernetes pkg/controller/statefulset, stateful_set_utils.go).</summary>
    private static readonly string[] OfOnePod = [ResourceKinds.PodNameLabel, "apps.kubernetes.io/pod-index", "controller-revision-hash"];

    /// <summary>A pair that every pod has that the selector matches, one of the template where there is one; null where it demands no pair that can be filed.</summary>
    public static KeyValuePair<string, string>? PairOf(LabelSelector selector)
    {
        KeyValuePair<string, string>? podName = null;
        foreach (var pair in selector.MatchLabels)
        {
            if (!IsOfOnePod(pair.Key))
            {
                return pair;
            }

            podName = pair.Key == ResourceKinds.PodNameLabel ? pair : podName;
        }

        return podName;
    }

    /// <summary>Whether some pod of a set with this template can match: what only the controller gives to a pod is left out of the question.</summary>
    public static bool MayMatch(this LabelSelector selector, ValueMap template) =>
        selector.MatchLabels.All(pair => IsOfOnePod(pair.Key) || string.Equals(template.Get(pair.Key), pair.Value, StringComparison.Ordinal))
        && selector.MatchExpressions.All(requirement => IsOfOnePod(requirement.Key) || requirement.Matches(template));

    /// <summary>Whether it selects one of the pods, were all of them made from the template.</summary>
    public static bool Matches(this LabelSelector selector, ValueMap template, IReadOnlyList<Pod> pods) =>
        selector.MayMatch(template) && (!SpeaksOfOnePod(selector) || pods.Any(pod => MatchesOwn(selector, pod.Metadata.Labels)));

    private static bool IsOfOnePod(string key) => OfOnePod.Contains(key, StringComparer.Ordinal);

    private static bool SpeaksOfOnePod(LabelSelector selector) =>
        selector.MatchLabels.Any(pair => IsOfOnePod(pair.Key)) || selector.MatchExpressions.Any(requirement => IsOfOnePod(requirement.Key));

    private static bool MatchesOwn(LabelSelector selector, ValueMap pod) =>
        selector.MatchLabels.All(pair => !IsOfOnePod(pair.Key) || string.Equals(pod.Get(pair.Key), pair.Value, StringComparison.Ordinal))
        && selector.MatchExpressions.All(requirement => !IsOfOnePod(requirement.Key) || requirement.Matches(pod));
}
