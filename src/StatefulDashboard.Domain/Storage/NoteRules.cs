using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Storage;

/// <summary>What else is to be known of a claim: who takes it back, who else has it, what it is on its way to.</summary>
internal static class NoteRules
{
    /// <summary>Of those that use a claim, this many are named.</summary>
    private const int MostNames = 5;

    public static IEnumerable<Statement> Of(ClaimDetail claim, ClaimStorage seen, StorageIndex index, FormerSets formerSets) =>
        [.. Going(seen), .. ResizeRules.Of(claim, seen.Class), .. Taking(seen, index), .. Sharing(seen), .. Doubt(seen), .. formerSets.Of(claim, seen)];

    private static IEnumerable<Statement> Going(ClaimStorage seen)
    {
        if (seen.IsTerminating)
        {
            // pvc-protection waits for pods that have not ended
            var holders = Names(seen.Users.Where(user => user is { Kind: "Pod", HasEnded: false }));
            yield return holders.Length > 0 ? Statement.Of(StatementCode.ClaimGoingWaits, holders) : Statement.Of(StatementCode.ClaimGoing);
        }
    }

    private static IEnumerable<Statement> Taking(ClaimStorage seen, StorageIndex index)
    {
        if (seen.Meanings.Count > 1)
        {
            yield return Statement.Of(StatementCode.ClaimUseAmbiguous, string.Join(", ", seen.Meanings.Select(meaning => $"{meaning.Set} ({meaning.Template})")));
        }

        foreach (var meaning in seen.Meanings)
        {
            var set = index.Set(new(seen.Namespace, meaning.Set))!.Overview;
            var hasPod = seen.Users.Any(user => user is { Kind: "Pod", HasEnded: false } && user.Name == meaning.PodName);
            if (hasPod || seen.IsTerminating)
            {
                continue;
            }

            if (set.Phase == StatefulSetPhase.Deleting)
            {
                yield return Statement.Of(StatementCode.ClaimUseSetGoing, meaning.Set);
            }
            else if (meaning.InRange)
            {
                yield return QuotaRules.RefusalOfPod(set, meaning.PodName, index) ?? Statement.Of(StatementCode.ClaimUseWaits, meaning.PodName);
            }
            else if (meaning.Ordinal < set.Start)
            {
                yield return Statement.Of(StatementCode.ClaimUseTakenBackStart, meaning.PodName, ClaimReader.Number(meaning.Ordinal));
            }
            else
            {
                yield return Statement.Of(StatementCode.ClaimUseTakenBack, meaning.PodName, ClaimReader.Number((long)meaning.Ordinal - set.Start + 1));
            }
        }
    }

    private static IEnumerable<Statement> Doubt(ClaimStorage seen) => seen.Use switch
    {
        ClaimUse.NotSeen => [Statement.Of(StatementCode.ClaimUseNotSeen)],
        ClaimUse.Unknown => [Statement.Of(StatementCode.ClaimUseUnknown)],
        _ => [],
    };

    private static IEnumerable<Statement> Sharing(ClaimStorage seen)
    {
        var pods = seen.Users.Where(user => user is { Kind: "Pod", HasEnded: false }).ToArray();
        var others = pods.Where(pod => seen.Meanings.Count > 0 && !seen.Meanings.Any(meaning => meaning.PodName == pod.Name)).ToArray();
        if (others.Length > 0)
        {
            yield return Statement.Of(StatementCode.ClaimUseAlso, Names(others));
        }

        if (pods.Length > 1)
        {
            yield return Statement.Of(StatementCode.ClaimSharedBy, ClaimReader.Number(pods.Length), Names(pods));
            yield return AccessRules.OfShared(seen.AccessModes);
        }
    }

    private static string Names(IEnumerable<ClaimUser> users)
    {
        var names = users.Select(user => user.Name).Distinct(StringComparer.Ordinal).ToArray();
        return string.Join(", ", names.Take(MostNames)) + (names.Length > MostNames ? ", …" : "");
    }
}
