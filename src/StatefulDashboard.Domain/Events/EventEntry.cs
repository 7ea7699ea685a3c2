namespace StatefulDashboard.Domain.Events;

/// <summary>An event as it is shown. All of its texts are untrusted.</summary>
/// <param name="Kind">Of what it is about: StatefulSet, Pod, PersistentVolumeClaim or PodDisruptionBudget.</param>
/// <param name="Object">The name of what it is about.</param>
/// <param name="Type">Normal or Warning, as the server says.</param>
/// <param name="Component">Who told it: "kubelet"; empty where it does not say.</param>
/// <param name="Count">How often it was told.</param>
/// <param name="IsEarlier">It is about an object that had this name before: another pod, or a set that was deleted and made again.</param>
public sealed record EventEntry(
    string Kind,
    string Object,
    string Type,
    string Reason,
    string Message,
    string Component,
    int Count,
    DateTimeOffset? FirstSeen,
    DateTimeOffset? LastSeen,
    bool IsEarlier)
{
    public bool IsWarning => string.Equals(Type, Warning, StringComparison.Ordinal);

    public const string Warning = "Warning";
}
