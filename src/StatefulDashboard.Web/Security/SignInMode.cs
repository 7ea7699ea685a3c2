namespace StatefulDashboard.Web.Security;

/// <summary>How somebody becomes a person here.</summary>
public enum SignInMode
{
    /// <summary>Only the demo cluster, only on loopback: everybody is its admin.</summary>
    Demo,

    /// <summary>A real cluster is offered, or others could reach the address: the launch token is needed.</summary>
    Local,
}
