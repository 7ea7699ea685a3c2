using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Overview;

public static class UnreadKindsExtensions
{
    /// <summary>Those on which something of a set rests.</summary>
    public static UnreadKinds OfSets(this UnreadKinds kinds) => kinds & ~(UnreadKinds.Deployments | UnreadKinds.DaemonSets);

    /// <summary>The kinds as the API writes them: "pods", "persistentvolumeclaims".</summary>
    public static ValueList<string> Resources(this UnreadKinds kinds) =>
        Enum.GetValues<UnreadKinds>().Where(kind => kind != UnreadKinds.None && kinds.HasFlag(kind)).Select(kind => kind.ToString().ToLowerInvariant()).ToValueList();
}
