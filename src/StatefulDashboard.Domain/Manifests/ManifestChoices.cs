using StatefulDashboard.Domain.Identity;
using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Domain.Manifests;

/// <summary>The objects that belong to a set and may be shown beside it.</summary>
internal static class ManifestChoices
{
    /// <summary>Those that are there, as far as the overview knows: the set, its Services, its budgets, then ordinal by ordinal, then its revisions.</summary>
    public static IEnumerable<ManifestObject> Of(StatefulSetOverview set)
    {
        yield return new(ManifestKind.StatefulSet, set.Name.Name);
        foreach (var service in Services(set))
        {
            yield return new(ManifestKind.Service, service);
        }

        foreach (var budget in set.Facts.Budgets)
        {
            yield return new(ManifestKind.Budget, budget.Name);
        }

        foreach (var slot in set.Slots)
        {
            if (slot.HasPod)
            {
                yield return new(ManifestKind.Pod, slot.PodName);
            }

            foreach (var claim in slot.Claims.Where(claim => claim.Exists))
            {
                yield return new(ManifestKind.Claim, claim.Name);
                if (claim.Volume is { Length: > 0 } volume)
                {
                    yield return new(ManifestKind.Volume, volume);
                }
            }
        }

        foreach (var revision in set.Revisions)
        {
            yield return new(ManifestKind.Revision, revision.Name);
        }
    }

    /// <summary>Also what is not there now, or is not listed: pods and claims are known by their names.</summary>
    public static bool Has(StatefulSetOverview set, ManifestObject wanted) => wanted.Kind switch
    {
        ManifestKind.Pod => OrdinalName.OfPodIn(set.Name.Name, wanted.Name) is not null,
        ManifestKind.Claim => set.ClaimTemplates.Any(template => OrdinalName.OfClaimIn(template.Name, set.Name.Name, wanted.Name) is not null),
        ManifestKind.Service => Services(set).Contains(wanted.Name, StringComparer.Ordinal),
        _ => Of(set).Contains(wanted),
    };

    private static IEnumerable<string> Services(StatefulSetOverview set) =>
        set.GoverningService.Length > 0 ? set.Facts.Services.Prepend(set.GoverningService) : set.Facts.Services;
}
