using System.Text.RegularExpressions;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Overview;

/// <summary>
/// What the controller says of a pod that it could not make: a quota that is used up, a webhook that refuses, a claim that is on its way out.
/// It tries again and again, so a pod that is missing still is what its last failure says. The texts are those of recordPodEvent and
/// recordClaimEvent in kubernetes pkg/controller/statefulset/stateful_pod_control.go.
/// </summary>
/// <param name="Claim">The claim that could not be made; null when it was the pod itself.</param>
/// <param name="Message">Untrusted text.</param>
public sealed partial record CreationFailure(string Pod, string? Claim, string Message, DateTimeOffset? Since, DateTimeOffset? LastSeenAt)
{
    /// <summary>How long it may go on until it counts: the controller tries again at once, and what is in the way is often gone then.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public DateTimeOffset? CountsFrom => Since + Grace;

    /// <summary>Null where the text is none of the controller's.</summary>
    public static CreationFailure? Of(Event failure)
    {
        var match = Text().Match(failure.Message);
        return match.Success
            ? new(match.Groups["pod"].Value, match.Groups["claim"] is { Success: true } claim ? claim.Value : null, match.Groups["error"].Value, failure.FirstSeenAt, failure.LastSeenAt)
            : null;
    }

    [GeneratedRegex(@"^create (Claim (?<claim>\S+) )?Pod (?<pod>\S+) in StatefulSet \S+ failed error: (?<error>.*)$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Text();
}
