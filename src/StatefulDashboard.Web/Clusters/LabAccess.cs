using StatefulDashboard.DemoCluster;
using StatefulDashboard.DemoCluster.Scenarios.Lab;
using StatefulDashboard.Web.Configuration;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Clusters;

/// <summary>The lab of the demo cluster, for those who may use it; there is none where the demo cluster does not run.</summary>
public sealed class LabAccess(DashboardSettings settings, SignIn signIn)
{
    /// <summary>The demo cluster that runs in this process; set once, before anything listens.</summary>
    public DemoClusterHost? Demo { get; set; }

    /// <summary>Null where no demo cluster runs, and for somebody who is nobody.</summary>
    public DemoLab? For(Person person) => person.Name.Length > 0 ? Demo?.Lab : null;

    /// <summary>Whether its switches may be moved: it changes the cluster with no rights asked, so of the demo's people only an admin may.</summary>
    public bool MayAct(Person person) => MayWrite && !person.IsNobody && (!signIn.MayChoose || person.Groups.Contains("system:masters"));

    public bool MayWrite => !settings.Security.ReadOnly;
}
