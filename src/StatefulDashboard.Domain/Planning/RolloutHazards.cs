using System.Globalization;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning.Hazards;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Planning;

/// <summary>What could go wrong with a rollout.</summary>
internal static class RolloutHazards
{
    private const int MostNamed = 3;

    private static readonly string[] PullFaults = ["ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull"];

    public static ValueList<Hazard> Of(StatefulSetOverview set, RolloutIntent intent, RolloutChanges changes)
    {
        List<Hazard> hazards = [.. Common(set, intent)];
        AddClaims(changes, hazards);
        AddImages(set, intent, hazards);
        AddState(set, intent, hazards);
        AddCourse(set, intent, hazards);
        return hazards.OrderByDescending(hazard => hazard.Severity).ToValueList();
    }

    // one at a time, unless the set allows more
    private static IEnumerable<Hazard> Common(StatefulSetOverview set, RolloutIntent intent)
    {
        var down = Math.Min(AtOnce(set), set.ReadyReplicas);
        return CommonHazards.Of(set, new(
            WritesReplicas: false, WritesTemplate: intent.Change is not null, WritesPartition: true, DeletesSet: false,
            PodsDownAtOnce: down, MembersLeft: set.ReadyReplicas - down, TargetReplicas: set.Replicas)).Where(hazard => !IsSaidCloser(set, hazard));
    }

    // kubernetes pkg/controller/statefulset/stateful_set_utils.go getStatefulSetMaxUnavailable: a percentage is rounded up, at least 1
    private static int AtOnce(StatefulSetOverview set)
    {
        var text = set.Facts.MaxUnavailable ?? "1";
        var isPercentage = text.EndsWith('%');
        return !int.TryParse(text.TrimEnd('%'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? 1
            : (int)Math.Clamp(isPercentage ? ((long)number * set.Replicas + 99) / 100 : number, 1, Math.Max(set.Replicas, 1));
    }

    private static bool IsSaidCloser(StatefulSetOverview set, Hazard hazard) =>
        set.IsOrdered && hazard.Text.Code == StatementCode.HazardFaultWaits;

    private static void AddClaims(RolloutChanges changes, List<Hazard> hazards)
    {
        hazards.AddRange(changes.Held.Select(claim => new Hazard(Severity.Caution, Statement.Of(StatementCode.HazardClaimGoes, claim.Name))));
        if (changes.Lost.Count > 0)
        {
            hazards.Add(new(
                Severity.Danger,
                Statement.Of(StatementCode.HazardClaimsGoWithPods, string.Join(", ", changes.Lost.Select(claim => claim.Name)), SizeText.Of(changes.Lost))));
        }
    }

    private static void AddImages(StatefulSetOverview set, RolloutIntent intent, List<Hazard> hazards)
    {
        foreach (var image in intent.Change?.Images ?? [])
        {
            if (set.Slots.FirstOrDefault(slot => Fails(slot, image.Image)) is { } failing)
            {
                hazards.Add(new(Severity.Danger, Statement.Of(StatementCode.HazardImageFails, image.Image, failing.PodName, failing.Fault!)));
            }

            if (HasMovingTag(image.Image))
            {
                hazards.Add(new(Severity.Note, Statement.Of(StatementCode.HazardMovingTag, image.Image)));
            }
        }
    }

    // the kubelet's messages name the image in quotes
    private static bool Fails(OrdinalSlot slot, string image) =>
        slot is { HasPod: true, Fault: { } fault, FaultMessage: { } message }
        && PullFaults.Contains(fault, StringComparer.Ordinal) && message.Contains('"' + image + '"', StringComparison.Ordinal);

    private static bool HasMovingTag(string image)
    {
        var name = image[(image.LastIndexOf('/') + 1)..];
        return !name.Contains('@', StringComparison.Ordinal) && (!name.Contains(':', StringComparison.Ordinal) || name.EndsWith(":latest", StringComparison.Ordinal));
    }

    private static void AddState(StatefulSetOverview set, RolloutIntent intent, List<Hazard> hazards)
    {
        // under OrderedReady the controller waits for each of them; the gate waits for what stops under Parallel as well
        hazards.AddRange(set.Slots.Where(slot => slot.IsTerminating || set.IsOrdered && slot is { InRange: true, Available: false }).Take(MostNamed).Select(Waits));
        hazards.AddRange(set.Slots.Where(slot => slot is { InRange: true, HasPod: true, Ready: false, IsTerminating: false }).SelectMany(slot => slot.Claims).Where(claim => claim.IsTerminating)
            .Select(claim => new Hazard(Severity.Caution, Statement.Of(StatementCode.HazardClaimTerminating, claim.Name))));
        OrdinalSlot[] updated = [.. set.Slots.Where(slot => slot.InRange && RolloutPlanner.IsOnUpdate(set, slot))];
        if (intent.Change is not null && set.HasRollout)
        {
            hazards.Add(new(Severity.Caution, Statement.Of(StatementCode.HazardHalfDone, set.UpdateRevision, updated.Length == 0 ? "–" : Situation.Names(updated))));
        }

        if (intent.Change is not null && set.Partition > 0)
        {
            hazards.Add(new(Severity.Note, Statement.Of(StatementCode.HazardPartitionToZero, Number(set.Partition))));
        }
    }

    private static Hazard Waits(OrdinalSlot slot) =>
        slot.IsTerminating ? new(Severity.Caution, Statement.Of(StatementCode.HazardStopping, slot.PodName))
        : slot is { Ready: false, Fault: not null }
            ? new(Severity.Caution, Statement.Of(StatementCode.HazardBrokenFirst, slot.PodName, slot.Fault), Statement.Of(StatementCode.ToGoOnDeletePod, slot.PodName))
        : new(Severity.Caution, Statement.Of(StatementCode.HazardWaitsFor, slot.PodName));

    private static void AddCourse(StatefulSetOverview set, RolloutIntent intent, List<Hazard> hazards)
    {
        if (set.Replicas == 1)
        {
            hazards.Add(new(Severity.Caution, Statement.Of(StatementCode.HazardNoCanary)));
        }
        else if (set.Replicas > 1 && RolloutPlanner.Partitions(intent).Count == 1)
        {
            hazards.Add(new(Severity.Caution, Statement.Of(StatementCode.HazardAllAtOnce)));
        }

        if (set.Replicas > 0)
        {
            hazards.Add(new(Severity.Note, Statement.Of(set.IsOrdered ? StatementCode.HazardTrapAhead : StatementCode.HazardParallelRollout)));
        }

        if (AtOnce(set) > 1)
        {
            hazards.Add(new(Severity.Caution, Statement.Of(StatementCode.HazardMaxUnavailable, set.Facts.MaxUnavailable!, Number(AtOnce(set)))));
        }

        if (set.Replicas > 0 && set.MinReadySeconds == 0 && intent.Soak == TimeSpan.Zero)
        {
            hazards.Add(new(Severity.Note, Statement.Of(StatementCode.HazardReadyCounts)));
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
