using System.Globalization;
using System.Text.Json;
using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Planning;

/// <summary>What making a deleted set again will do: its pods come in order, and find the claims that were kept. Pure.</summary>
public static class RestorationPlanner
{
    /// <param name="receipt">Kept in the cluster, so it is not trusted: one that cannot be read is refused.</param>
    /// <param name="existingClaims">Names of the claims of the set's namespace.</param>
    /// <param name="setExists">There is a set of this name.</param>
    /// <param name="existingPods">Names of pods that run on without a set; null: none.</param>
    public static ActionPlan Plan(
        SetReceipt receipt, IReadOnlyCollection<string> existingClaims, bool setExists, DateTimeOffset now, IReadOnlyCollection<string>? existingPods = null)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        ArgumentNullException.ThrowIfNull(existingClaims);
        var set = Read(receipt.Manifest, KubernetesJsonContext.Default.StatefulSet);
        if (setExists)
        {
            return Refused(receipt, Statement.Of(StatementCode.RestorationExists, receipt.Name.Name));
        }

        if (set is null || set.Metadata.Key != receipt.Name || set.Spec.Replicas < 0 || set.Spec.Ordinals is { Start: < 0 })
        {
            return Refused(receipt, Statement.Of(StatementCode.RestorationUnreadable, receipt.Name.Name));
        }

        var changes = new RestorationChanges(set, ClaimsOf(receipt), existingClaims, existingPods ?? []);
        return new(
            ActionKind.Restoration, receipt.Name, "", 0, changes.Steps, changes.Consequences, Hazards(receipt, set, changes, now), null,
            Kubectl(receipt), [new("POST", $"/apis/apps/v1/namespaces/{receipt.Name.Namespace}/statefulsets", receipt.Manifest)]);
    }

    private static ActionPlan Refused(SetReceipt receipt, Statement refusal) =>
        new(ActionKind.Restoration, receipt.Name, "", 0, [], [], [], refusal, [], []);

    private static Dictionary<string, PersistentVolumeClaim> ClaimsOf(SetReceipt receipt)
    {
        var claims = new Dictionary<string, PersistentVolumeClaim>(StringComparer.Ordinal);
        foreach (var claim in receipt.ClaimManifests.Select(manifest => Read(manifest, KubernetesJsonContext.Default.PersistentVolumeClaim)).OfType<PersistentVolumeClaim>())
        {
            claims[claim.Metadata.Name] = claim;
        }

        return claims;
    }

    private static T? Read<T>(string json, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ValueList<Hazard> Hazards(SetReceipt receipt, StatefulSet set, RestorationChanges changes, DateTimeOffset now)
    {
        List<Hazard> hazards = [];
        if (changes.Empty.Count > 0)
        {
            hazards.Add(new(Severity.Caution, Statement.Of(StatementCode.HazardClaimsEmpty, string.Join(", ", changes.Empty))));
        }

        var policy = set.Spec.PersistentVolumeClaimRetentionPolicy;
        if (set.Spec.VolumeClaimTemplates.Count > 0 && (policy.WhenScaled == "Delete" || policy.WhenDeleted == "Delete"))
        {
            hazards.Add(new(Severity.Caution, Statement.Of(StatementCode.HazardRestoredRetention, policy.WhenScaled, policy.WhenDeleted)));
        }

        var age = now > receipt.At ? now - receipt.At : TimeSpan.Zero;
        hazards.Add(new(Severity.Note, Statement.Of(StatementCode.HazardReceiptAge, DurationText.Of(age))));
        return hazards.OrderByDescending(hazard => hazard.Severity).ToValueList();
    }

    private static ValueList<string> Kubectl(SetReceipt receipt) =>
    [
        KubectlText.Comment("set.json: the manifest of the set, as the receipt has it"),
        string.Create(CultureInfo.InvariantCulture, $"kubectl --namespace {ShellText.Quote(receipt.Name.Namespace)} create --filename set.json"),
    ];
}
