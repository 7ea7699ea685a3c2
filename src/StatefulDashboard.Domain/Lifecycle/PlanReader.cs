using System.Globalization;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Lifecycle;

/// <summary>What a pod's specification, or a template, says about its life.</summary>
internal static class PlanReader
{
    private const long DefaultGrace = 30;
    private const long LongestGrace = 1_000_000_000;

    public static PodPlan Read(PodDetailSpec spec, IReadOnlyCollection<string>? claimTemplates = null)
    {
        var grace = Math.Clamp(spec.TerminationGracePeriodSeconds ?? DefaultGrace, 0, LongestGrace);
        var claims = Claims(spec, claimTemplates ?? []);
        var containers = spec.InitContainers.Select(container => Container(container, container.IsSidecar ? ContainerRole.Sidecar : ContainerRole.Init, grace, claims))
            .Concat(spec.Containers.Select(container => Container(container, ContainerRole.Main, grace, claims)));
        return new(containers.ToValueList(), grace, Grace(grace), spec.SecurityContext.FsGroup, Group(spec.SecurityContext));
    }

    /// <summary>Names of volumes with the claims behind them; in a template a volume of that name comes from the claim template.</summary>
    private static Dictionary<string, string> Claims(PodDetailSpec spec, IReadOnlyCollection<string> claimTemplates)
    {
        var claims = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var volume in spec.Volumes.Where(volume => volume.PersistentVolumeClaim is not null))
        {
            claims[volume.Name] = volume.PersistentVolumeClaim!.ClaimName;
        }

        foreach (var template in claimTemplates)
        {
            claims[template] = template;
        }

        return claims;
    }

    private static ContainerPlan Container(ContainerDetail container, ContainerRole role, long grace, Dictionary<string, string> claims)
    {
        var mounts = container.VolumeMounts.Where(mount => claims.ContainsKey(mount.Name)).Select(mount => new ClaimMount(claims[mount.Name], mount.MountPath, mount.SubPath, mount.ReadOnly));
        return new(
            container.Name, role, container.Image,
            PullPolicy.Of(container.ImagePullPolicy, container.Image), PullPolicy.Meaning(container.ImagePullPolicy, container.Image),
            ProbeReader.Probes(container).ToValueList(), ProbeReader.Hooks(container, grace).ToValueList(),
            container.Resources.Requests, container.Resources.Limits,
            container.Lifecycle.StopSignal.Length > 0 ? container.Lifecycle.StopSignal : "SIGTERM",
            mounts.ToValueList());
    }

    private static Statement Grace(long seconds) =>
        seconds == 0 ? Statement.Of(StatementCode.GraceNone) : Statement.Of(StatementCode.Grace, seconds.ToString(CultureInfo.InvariantCulture));

    private static Statement? Group(PodSecurity security)
    {
        if (security.FsGroup is not { } group)
        {
            return null;
        }

        var code = string.Equals(security.FsGroupChangePolicy, "OnRootMismatch", StringComparison.Ordinal) ? StatementCode.GroupOnRootMismatch : StatementCode.GroupAlways;
        return Statement.Of(code, group.ToString(CultureInfo.InvariantCulture));
    }
}
