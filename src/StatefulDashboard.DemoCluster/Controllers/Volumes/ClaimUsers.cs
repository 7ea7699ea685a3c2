using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Controllers.Volumes;

/// <summary>Which pods use which claim, so that nobody need walk through all pods for one claim. Used by one controller on its loop.</summary>
internal sealed class ClaimUsers
{
    private readonly Dictionary<string, SortedSet<string>> pods = new(StringComparer.Ordinal);

    /// <summary>The names of the pods that use a claim; the last change of one may not have been noted yet.</summary>
    public IEnumerable<string> Of(StoredObject claim) => pods.TryGetValue(claim.Key, out var users) ? users.ToArray() : [];

    /// <summary>Takes note of a pod that came or went; which claims a pod uses never changes.</summary>
    public void Note(StoreChange change)
    {
        if (change.Type == ChangeType.Modified)
        {
            return;
        }

        foreach (var claim in ClaimController.ClaimsOf(change.Object).Select(c => StoredObject.KeyOf(change.Object.Namespace, c)))
        {
            if (change.Type == ChangeType.Added)
            {
                (pods.TryGetValue(claim, out var users) ? users : pods[claim] = new SortedSet<string>(StringComparer.Ordinal)).Add(change.Object.Name);
            }
            else if (pods.TryGetValue(claim, out var left) && left.Remove(change.Object.Name) && left.Count == 0)
            {
                pods.Remove(claim);
            }
        }
    }
}
