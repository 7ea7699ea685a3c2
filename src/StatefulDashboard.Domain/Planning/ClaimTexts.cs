using System.Globalization;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Planning;

/// <summary>What is said of a claim that stays or goes: size, age, class, and what its reclaim policy means for the data.</summary>
internal static class ClaimTexts
{
    public static Statement Of(StatementCode code, ClaimBinding claim) => Statement.Of(
        code, claim.Name, SizeText.Of([claim]), MadeAt(claim), claim.StorageClass is { Length: > 0 } name ? name : "–", claim.ReclaimPolicy ?? "?");

    /// <summary>What deleting the claim does to its data.</summary>
    public static StatementCode Gone(ClaimBinding claim) => claim switch
    {
        { Volume: null } => StatementCode.ClaimGoesUnbound,
        { ReclaimPolicy: "Delete" } => StatementCode.ClaimGoesDestroyed,
        { ReclaimPolicy: "Retain" } => StatementCode.ClaimGoesReleased,
        _ => StatementCode.ClaimGoesUnknown,
    };

    /// <summary>A claim that is not there is made with its pod.</summary>
    public static Consequence Made(OrdinalSlot slot, ClaimBinding missing) => new(
        ConsequenceKind.Created, slot.Ordinal, "PersistentVolumeClaim", missing.Name,
        Statement.Of(StatementCode.ClaimCreated, missing.Name, Quantity.ToBytes(missing.Requested) is { } bytes ? SizeText.Of(bytes) : "?"));

    public static string Policies(IEnumerable<ClaimBinding> claims) =>
        string.Join(", ", claims.Select(claim => claim.ReclaimPolicy ?? "?").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    private static string MadeAt(ClaimBinding claim) => claim.CreatedAt?.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) ?? "?";
}
