using System.Text.Json;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Tests.Recordings;

/// <summary>All objects of a recording as the server had them at one moment, in any record that reads them.</summary>
internal sealed class RecordedState
{
    private readonly Dictionary<(string Resource, string Name), JsonElement> objects = [];
    private readonly Recording recording;
    private readonly DateTimeOffset now;

    private RecordedState(Recording recording, DateTimeOffset now) => (this.recording, this.now) = (recording, now);

    /// <param name="milliseconds">All events up to here have been seen.</param>
    public static RecordedState At(Recording recording, long milliseconds)
    {
        var state = new RecordedState(recording, recording.At(milliseconds));
        foreach (var item in recording.Events.Where(item => item.Milliseconds <= milliseconds))
        {
            var key = (item.Resource, item.Object.GetProperty("metadata").GetProperty("name").GetString()!);
            if (item.Type == "DELETED")
            {
                state.objects.Remove(key);
            }
            else
            {
                state.objects[key] = item.Object;
            }
        }

        return state;
    }

    public IReadOnlyList<T> All<T>(ResourceKind<T> kind)
        where T : class, IKubernetesObject =>
        [.. objects.Where(pair => pair.Key.Resource == kind.Plural).OrderBy(pair => pair.Key.Name, StringComparer.Ordinal).Select(pair => pair.Value.Deserialize(kind.Item)!)];

    /// <summary>Of the set "web", with its budgets.</summary>
    public StatefulSetOverview Overview()
    {
        var set = All(ResourceKinds.StatefulSets).Single(set => set.Metadata.Name == "web");
        var (volumes, services) = (All(ResourceKinds.PersistentVolumes), All(ResourceKinds.Services));
        return StatefulSetOverview.From(
            new(
                set, All(ResourceKinds.Pods), All(ResourceKinds.PersistentVolumeClaims),
                name => volumes.FirstOrDefault(volume => volume.Metadata.Name == name), _ => null,
                services.FirstOrDefault(service => service.Metadata.Name == set.Spec.ServiceName), All(ResourceKinds.EndpointSlices), _ => null, All(ResourceKinds.ControllerRevisions))
            {
                Budgets = All(ResourceKinds.PodDisruptionBudgets),
                Services = services,
            },
            now);
    }

    /// <summary>The next pod of this name that the recording shows being made.</summary>
    public Pod NextPod(string name, long after) => recording.Events
        .First(item => item.Milliseconds > after && item.Resource == "pods" && item.Type == "ADDED" && item.Object.GetProperty("metadata").GetProperty("name").GetString() == name)
        .Object.Deserialize(ResourceKinds.Pods.Item)!;
}
