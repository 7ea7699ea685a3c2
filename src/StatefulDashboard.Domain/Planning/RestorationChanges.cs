using System.Globalization;
using StatefulDashboard.Domain.Identity;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Planning;

/// <summary>The steps in which a set comes back, and what becomes of each pod and claim.</summary>
internal sealed class RestorationChanges
{
    private readonly StatefulSet set;
    private readonly Dictionary<string, PersistentVolumeClaim> receipt;
    private readonly HashSet<string> existingClaims;
    private readonly List<PlanStep> steps = [];
    private readonly List<Consequence> consequences = [];

    public RestorationChanges(
        StatefulSet set, Dictionary<string, PersistentVolumeClaim> receipt, IEnumerable<string> existingClaims, IReadOnlyCollection<string> existingPods)
    {
        (this.set, this.receipt, this.existingClaims) = (set, receipt, existingClaims.ToHashSet(StringComparer.Ordinal));
        steps.Add(new(null, Statement.Of(StatementCode.StepRestoreSet, set.Metadata.Name, set.Spec.Replicas.ToString(CultureInfo.InvariantCulture))));
        var start = set.Spec.Ordinals?.Start ?? 0;
        var end = Math.Min((long)start + Math.Min(set.Spec.Replicas, ScalePlanner.MostListed), (long)int.MaxValue + 1);
        for (long ordinal = start; ordinal < end; ordinal++)
        {
            AddClaims((int)ordinal);
            AddPod((int)ordinal, existingPods);
        }

        if (set.Spec.Replicas > ScalePlanner.MostListed)
        {
            steps.Add(new(null, Statement.Of(StatementCode.StepMore, (set.Spec.Replicas - ScalePlanner.MostListed).ToString(CultureInfo.InvariantCulture))));
        }
    }

    public ValueList<PlanStep> Steps => steps.ToValueList();

    public ValueList<Consequence> Consequences => consequences.ToValueList();

    /// <summary>Claims that the receipt has and the cluster no longer: they are made anew, without their data.</summary>
    public List<string> Empty { get; } = [];

    private void AddClaims(int ordinal)
    {
        foreach (var template in set.Spec.VolumeClaimTemplates)
        {
            var name = OrdinalName.OfClaim(template.Metadata.Name, set.Metadata.Name, ordinal);
            var size = Size(receipt.GetValueOrDefault(name)?.Spec.Resources ?? template.Spec.Resources);
            if (existingClaims.Contains(name))
            {
                Add(ConsequenceKind.TakenBack, ordinal, name, Statement.Of(StatementCode.StepTakeBackClaim, name, size), Statement.Of(StatementCode.ClaimTakenBack, name, size));
                continue;
            }

            size = Size(template.Spec.Resources);
            Add(ConsequenceKind.Created, ordinal, name, Statement.Of(StatementCode.StepCreateClaim, name), Statement.Of(StatementCode.ClaimCreated, name, size));
            if (receipt.ContainsKey(name))
            {
                Empty.Add(name);
            }
        }
    }

    private void AddPod(int ordinal, IReadOnlyCollection<string> existingPods)
    {
        var name = OrdinalName.OfPod(set.Metadata.Name, ordinal);
        var isThere = existingPods.Contains(name);
        var isOrdered = set.Spec.PodManagementPolicy != "Parallel";
        var step = isThere ? StatementCode.StepAdopt : isOrdered ? StatementCode.StepCreate : StatementCode.StepCreateParallel;
        steps.Add(new(ordinal, Statement.Of(step, name)));
        consequences.Add(new(
            isThere ? ConsequenceKind.Kept : ConsequenceKind.Created, ordinal, "Pod", name,
            Statement.Of(isThere ? StatementCode.PodAdopted : StatementCode.PodCreated, name)));
    }

    private void Add(ConsequenceKind kind, int ordinal, string name, Statement step, Statement consequence)
    {
        steps.Add(new(ordinal, step));
        consequences.Add(new(kind, ordinal, "PersistentVolumeClaim", name, consequence));
    }

    private static string Size(VolumeResources resources) => Quantity.ToBytes(resources.Requests.Get("storage")) is { } bytes ? SizeText.Of(bytes) : "?";
}
