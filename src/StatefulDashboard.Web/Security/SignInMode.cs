namespace StatefulDashboard.Web.Security;

/// <summary>How somebody becomes a person here.</summary>
public enum SignInMode
{
    /// <summary>Only the demo cluster, only on loopback: a browser is one of its people, by choice; its admin until it chooses.</summary>
    Demo,

    /// <summary>A real cluster is offered, or others could reach the address: the launch token is needed.</summary>
    Local,
}
