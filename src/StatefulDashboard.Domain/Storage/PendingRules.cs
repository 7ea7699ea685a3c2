using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Storage;

/// <summary>
/// Why a claim is Pending, from its spec, its class, the volumes that are there and what was said of it. A cause is named only where it
/// is sure; else what was said last is shown as it is (kubernetes pkg/controller/volume/persistentvolume/pv_controller.go).
/// </summary>
internal sealed class PendingRules(ClaimDetail claim, StorageIndex index)
{
    private readonly string? claimedClass = claim.Spec.StorageClassName;

    public IEnumerable<Statement> Of() =>
        claim.Metadata.IsTerminating ? []
        : claim.Spec.VolumeName.Length > 0 ? NamedVolume()
        : claimedClass switch
        {
            "" => ByHand(StatementCode.ClaimWhyStaticNone, StatementCode.ClaimWhyStaticNoFit, []),
            null => NoClassNamed(),
            _ => ClassNamed(claimedClass),
        };

    public static Statement NoSuchClass(string name, StorageIndex index)
    {
        var known = string.Join(", ", index.Classes.Select(item => item.Name).Order(StringComparer.Ordinal));
        return known.Length > 0 ? Statement.Of(StatementCode.ClaimWhyNoSuchClass, name, known) : Statement.Of(StatementCode.ClaimWhyNoClassAtAll, name);
    }

    private bool VolumesAreRead => index.Snapshot.IsRead(UnreadStorage.Volumes);

    private bool ClassesAreRead => index.Snapshot.IsRead(UnreadStorage.Classes);

    private IEnumerable<Statement> NamedVolume()
    {
        var name = claim.Spec.VolumeName;
        if (!VolumesAreRead)
        {
            return Said();
        }

        return index.Volume(name) is not { } volume ? [Statement.Of(StatementCode.ClaimWhyVolumeMissing, name)]
            : volume.Spec.ClaimRef is { Name.Length: > 0 } kept && !VolumeFit.IsKeptFor(kept, claim) ? [Statement.Of(StatementCode.ClaimWhyVolumeTaken, name, $"{kept.Namespace}/{kept.Name}")]
            : Said();
    }

    private IEnumerable<Statement> NoClassNamed()
    {
        if (!ClassesAreRead || index.DefaultClass is not null)
        {
            return Said();
        }

        return ByHand(StatementCode.ClaimWhyNoDefaultClass, StatementCode.ClaimWhyNoDefaultClassNoFit, []);
    }

    private IEnumerable<Statement> ClassNamed(string name)
    {
        if (!ClassesAreRead)
        {
            return Said();
        }

        if (index.Class(name) is not { } storageClass)
        {
            // a static volume that carries the same name as its class could still be bound
            return Suits(name) ? Said() : [NoSuchClass(name, index)];
        }

        if (storageClass.WaitsForFirstConsumer && claim.Metadata.Annotations.Get(StorageAnnotations.SelectedNode) is null)
        {
            var waits = WaitsForPod(storageClass);
            return storageClass.MakesVolumes ? waits : ByHand(StatementCode.ClaimWhyNoProvisioner, StatementCode.ClaimWhyNoProvisionerNoFit, waits);
        }

        return storageClass.MakesVolumes ? Provisioned(storageClass) : ByHand(StatementCode.ClaimWhyNoProvisioner, StatementCode.ClaimWhyNoProvisionerNoFit, Said());
    }

    private IEnumerable<Statement> Provisioned(ClassInfo storageClass)
    {
        var node = claim.Metadata.Annotations.Get(StorageAnnotations.SelectedNode);
        if (node is not null && index.Snapshot is { Nodes.Count: > 0 } snapshot && snapshot.IsRead(UnreadStorage.Nodes) && !snapshot.Nodes.Any(there => there.Metadata.Name == node))
        {
            return [Statement.Of(StatementCode.ClaimWhyNodeGone, node), .. Said()];
        }

        var said = index.EventsOf(claim).FirstOrDefault();
        return said is { Reason: "ProvisioningFailed" } ? [Statement.Of(StatementCode.ClaimWhyProvisioningFailed, storageClass.Provisioner, said.Message)]
            : said is { Reason: "ExternalProvisioning" or "Provisioning" } ? [Statement.Of(StatementCode.ClaimWhyProvisioning, storageClass.Provisioner)]
            : Said();
    }

    // the volume is made where the first pod is to run, so a place for that pod must be found first
    private IEnumerable<Statement> WaitsForPod(ClassInfo storageClass)
    {
        if (!index.Snapshot.IsRead(UnreadStorage.Users))
        {
            yield return Statement.Of(StatementCode.ClaimWhyWaitsForAPod, storageClass.Name);
            yield break;
        }

        var pods = index.PodsOf(claim.Metadata.Key).Where(pod => !ClaimUsers.HasEnded(pod)).OrderBy(pod => pod.Metadata.Name, StringComparer.Ordinal).ToArray();
        if (pods.Length == 0)
        {
            yield return Statement.Of(StatementCode.ClaimWhyWaitsForFirstPod, storageClass.Name);
        }
        else if (Array.Find(pods, pod => pod.Spec.NodeName.Length > 0) is { } placed)
        {
            // only the scheduler chooses a node for the volume; who names the node in the pod goes past it
            yield return Statement.Of(StatementCode.ClaimWhyPodBypassed, placed.Metadata.Name, placed.Spec.NodeName);
        }
        else
        {
            yield return Statement.Of(StatementCode.ClaimWhyWaitsForPod, storageClass.Name, pods[0].Metadata.Name);
            if (FaultOf(pods[0]) is { } fault)
            {
                yield return Statement.Of(StatementCode.FaultSays, pods[0].Metadata.Name, fault);
            }
        }
    }

    private string? FaultOf(PodMounts pod) => index.MeaningsOf(claim.Metadata.Key).Select(meaning => meaning.Set.Slot(meaning.Ordinal))
        .FirstOrDefault(slot => slot?.PodUid == pod.Metadata.Uid) is { Fault: { } fault } slot
            ? slot.FaultMessage is { Length: > 0 } message ? message : fault
            : null;

    // nothing makes a volume: only one that is there and suits can be bound, and then it is bound at once
    private IEnumerable<Statement> ByHand(StatementCode none, StatementCode noFit, IEnumerable<Statement> otherwise)
    {
        if (!VolumesAreRead)
        {
            return [.. otherwise, .. otherwise.Any() ? [] : Said()];
        }

        var free = index.FreeVolumes.Where(volume => volume.Spec.StorageClassName == (claimedClass ?? "")).ToArray();
        if (free.Length == 0)
        {
            return [.. otherwise.Where(statement => statement.Code != StatementCode.ClaimWhyEvent), Statement.Of(none, claimedClass ?? "")];
        }

        var mismatches = free.Select(volume => VolumeFit.Mismatch(claim, volume)).ToArray();
        return Array.TrueForAll(mismatches, mismatch => mismatch is not null)
            ? [Statement.Of(noFit, free.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), claimedClass ?? ""), mismatches.OrderBy(mismatch => mismatch!.Code == StatementCode.VolumeFitReserved).First()!]
            : otherwise.Any() ? otherwise : Said();
    }

    private bool Suits(string className) => !VolumesAreRead
        || index.FreeVolumes.Any(volume => volume.Spec.StorageClassName == className && VolumeFit.Mismatch(claim, volume) is null);

    private IEnumerable<Statement> Said() => index.EventsOf(claim).FirstOrDefault() is { } said
        ? [Statement.Of(StatementCode.ClaimWhyEvent, said.Reason, said.Message)]
        : [];
}
