using System.Text.Json.Nodes;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>
/// Decides, from the object as it is now, what became of a write whose answer was lost. Pure. It says that a write was not applied
/// only where that is proven, and that it was applied only where the object is as the write wanted it.
/// </summary>
public static class LostAnswer
{
    /// <param name="before">The object that the patch was made for, with the resourceVersion that was sent.</param>
    /// <param name="now">Null: there is none of this name.</param>
    public static WriteEvidence OfPatch(WriteBasis before, Patch patch, JsonObject? now)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(patch);
        if (now is null)
        {
            return new(WriteFate.Unknown, "the object is gone by now");
        }

        var metadata = Metadata(now);
        if (metadata.Uid != before.Uid)
        {
            return new(WriteFate.Unknown, "another object has taken the name by now");
        }

        var match = IntendedFields.Compare(patch, now);
        if (match == FieldMatch.Holds)
        {
            return new(WriteFate.Applied, "the object is as it was wanted");
        }

        if (metadata.ResourceVersion == before.ResourceVersion)
        {
            return new(WriteFate.NotApplied, "nothing has changed the object", IsFinal: false);
        }

        // the version that the patch carried, if it carried one, has passed: it can arrive no more
        return before.Generation > 0 && metadata.Generation == before.Generation && IntendedFields.Compare(patch, now, onlySpec: true) == FieldMatch.Differs
            ? new(WriteFate.NotApplied, "only the status has changed", IsFinal: before.ResourceVersion.Length > 0)
            : new(WriteFate.Unknown, "others have changed the object meanwhile, and what it is now does not tell");
    }

    /// <param name="body">What was to be created; its name must not have been there before.</param>
    public static WriteEvidence OfCreation(JsonObject body, JsonObject? now)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (now is null)
        {
            return new(WriteFate.NotApplied, "there is no such object", IsFinal: false);
        }

        return IntendedFields.Compare(body, now, wholeLists: false) == FieldMatch.Holds
            ? new(WriteFate.Applied, "the object is there, as it was wanted")
            : new(WriteFate.Unknown, "there is an object of this name, but it is not as it was wanted");
    }

    /// <summary>Of evictions as well.</summary>
    public static WriteEvidence OfDeletion(DeleteOptions deletion, JsonObject? now)
    {
        ArgumentNullException.ThrowIfNull(deletion);
        if (now is null)
        {
            return new(WriteFate.Applied, "the object is gone");
        }

        var metadata = Metadata(now);
        if (!string.IsNullOrEmpty(deletion.Uid) && metadata.Uid != deletion.Uid)
        {
            return new(WriteFate.Applied, "the object is gone; another one has its name");
        }

        if (metadata.IsTerminating)
        {
            // it may have been terminating before, with more time left than this deletion gives
            return deletion.GracePeriodSeconds < metadata.DeletionGracePeriodSeconds
                ? new(WriteFate.NotApplied, "the object is terminating, but with a longer grace period", IsFinal: false)
                : new(WriteFate.Applied, "the object is terminating");
        }

        return string.IsNullOrEmpty(deletion.Uid)
            ? new(WriteFate.Unknown, "there is an object of this name, which may be a new one")
            : new(
                WriteFate.NotApplied,
                "the object is there and not terminating",
                IsFinal: !string.IsNullOrEmpty(deletion.ResourceVersion) && metadata.ResourceVersion != deletion.ResourceVersion);
    }

    internal static ObjectMeta Metadata(JsonObject item) =>
        System.Text.Json.JsonSerializer.Deserialize(item["metadata"], KubernetesJsonContext.Default.ObjectMeta) ?? new();
}
