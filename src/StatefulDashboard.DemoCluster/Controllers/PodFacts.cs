using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Controllers;

/// <summary>What controllers ask about a pod (kubernetes pkg/api/v1/pod and stateful_set_utils.go).</summary>
internal static class PodFacts
{
    public static JsonObject? Condition(this JsonObject pod, string type) => pod.Items("status", "conditions").FirstOrDefault(c => c.Text("type") == type);

    public static bool IsReady(this StoredObject pod) => pod.IsReady;

    public static bool IsRunningAndReady(this StoredObject pod) => pod.Phase() == "Running" && pod.IsReady();

    /// <summary>Its kubelet is done with it, or it was deleted by force: nothing but finalizers can still hold it.</summary>
    public static bool IsShutDown(this StoredObject pod) => pod.IsTerminating && pod.Root.Number("metadata", "deletionGracePeriodSeconds") == 0;

    public static bool IsEnded(this StoredObject pod) => pod.Phase() is "Succeeded" or "Failed";

    public static string Phase(this StoredObject pod) => pod.Phase;

    /// <summary>Ready for at least minReadySeconds.</summary>
    public static bool IsAvailable(this StoredObject pod, long minReadySeconds, DateTimeOffset now)
        => pod.IsRunningAndReady() && (minReadySeconds <= 0 || pod.AvailableAt(minReadySeconds) is { } at && at <= now);

    /// <summary>When a ready pod becomes available.</summary>
    public static DateTimeOffset? AvailableAt(this StoredObject pod, long minReadySeconds)
        => Stamps.FromStamp(pod.Root.Condition("Ready").Text("lastTransitionTime"))?.AddSeconds(minReadySeconds);

    /// <summary>Whether the reference names this object as the controlling owner.</summary>
    public static bool IsControlledBy(this StoredObject o, string uid) => o.ControllerUid == uid;

    public static JsonObject OwnerReference(this StoredObject owner) => new()
    {
        ["apiVersion"] = owner.Kind.ApiVersion, ["kind"] = owner.Kind.Kind, ["name"] = owner.Name, ["uid"] = owner.Uid,
        ["controller"] = true, ["blockOwnerDeletion"] = true,
    };
}
