using System.Text.Json;

namespace StatefulDashboard.Web.Tests.Recordings;

/// <summary>Something that the StatefulSet controller itself did with a pod: what people asked for, and the garbage collector, do not count.</summary>
internal sealed record RecordedAction(RecordedEvent Event, string Pod, bool IsDeletion)
{
    /// <summary>By the event that shows it; each pod is deleted once.</summary>
    public static Dictionary<RecordedEvent, RecordedAction> Of(Recording recording)
    {
        var byHand = PodsDeletedByHand(recording);
        Dictionary<RecordedEvent, RecordedAction> found = new(ReferenceEqualityComparer.Instance);
        HashSet<string> deleted = []; // uids
        var setIsThere = false;
        foreach (var item in recording.Events)
        {
            if (item.Resource == "statefulsets")
            {
                setIsThere = item.Type != "DELETED" && !IsTerminating(item);
            }
            else if (item.Resource == "pods" && setIsThere && Of(item, deleted) is { } action && !(action.IsDeletion && TakeOff(byHand, action, item.Milliseconds)))
            {
                found.Add(item, action);
            }
        }

        return found;
    }

    private static RecordedAction? Of(RecordedEvent item, HashSet<string> deleted)
    {
        var metadata = item.Object.GetProperty("metadata");
        var pod = metadata.GetProperty("name").GetString()!;
        return item.Type == "ADDED" ? new(item, pod, IsDeletion: false)
            : (item.Type == "DELETED" || IsTerminating(item)) && deleted.Add(metadata.GetProperty("uid").GetString()!) ? new(item, pod, IsDeletion: true)
            : null;
    }

    private static bool IsTerminating(RecordedEvent item) => item.Object.GetProperty("metadata").TryGetProperty("deletionTimestamp", out _);

    private static List<(long Milliseconds, string Pod)> PodsDeletedByHand(Recording recording)
    {
        using var scenario = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Recording.Folder, recording.Name, "scenario.json")));
        return [.. scenario.RootElement.GetProperty("steps").EnumerateArray()
            .Where(step => step.TryGetProperty("status", out var status) && status.GetInt32() < 300 && IsPodDeletion(step))
            .Select(step => (step.GetProperty("t").GetInt64(), PodOf(step.GetProperty("path").GetString()!)))];
    }

    private static bool IsPodDeletion(JsonElement step)
    {
        var (method, path) = (step.GetProperty("method").GetString(), step.GetProperty("path").GetString()!);
        return path.Contains("/pods/", StringComparison.Ordinal) && (method == "DELETE" || path.EndsWith("/eviction", StringComparison.Ordinal));
    }

    private static string PodOf(string path) => path.Split("/pods/")[1].Split('/', '?')[0];

    // the step's time is that of its sending or of its answer: the event may be a little before or after
    private static bool TakeOff(List<(long Milliseconds, string Pod)> byHand, RecordedAction action, long milliseconds) =>
        byHand.RemoveAll(one => one.Pod == action.Pod && Math.Abs(milliseconds - one.Milliseconds) < 500) > 0;
}
