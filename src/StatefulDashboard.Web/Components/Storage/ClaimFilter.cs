using StatefulDashboard.Domain.Storage;

namespace StatefulDashboard.Web.Components.Storage;

/// <summary>What can be picked out of the claims of a cluster.</summary>
/// <param name="Name">As it stands in addresses.</param>
/// <param name="Sums">Their sizes are told together.</param>
internal sealed record ClaimFilter(string Name, string Class, string Sign, bool Sums, Func<ClaimStorage, bool> Matches)
{
    public static readonly ClaimFilter[] All =
    [
        new("lost", "bad", "✕", false, claim => claim.Phase == "Lost"),
        new("waiting", "wait", "◔", false, claim => claim.Phase is not ("Bound" or "Lost") || claim.Why.Count > 0 && claim.Phase == "Bound"),
        new("leftBehind", "old", "▮", true, claim => claim is { Exists: true, Use: ClaimUse.LeftBehind }),
        new("notSeen", "wait", "!", true, claim => claim is { Exists: true, Use: ClaimUse.NotSeen }),
        new("unknown", "gone", "?", true, claim => claim is { Exists: true, Use: ClaimUse.Unknown }),
        new("drift", "wait", "≠", false, claim => claim.Drift.Count > 0),
        new("going", "gone", "–", false, claim => claim.IsTerminating),
    ];

    public static ClaimFilter? Find(string? name) => Array.Find(All, filter => filter.Name == name);

    /// <summary>Whether a claim, its namespace, volume, class, or who uses it goes by this.</summary>
    public static bool Mentions(ClaimStorage claim, string text) =>
        Has($"{claim.Namespace}/{claim.Name}", text) || Has(claim.VolumeName, text) || Has(claim.StorageClass, text)
        || claim.Users.Any(user => Has(user.Name, text)) || claim.Meanings.Any(meaning => Has(meaning.Set, text));

    private static bool Has(string? text, string part) => text?.Contains(part, StringComparison.OrdinalIgnoreCase) == true;
}
