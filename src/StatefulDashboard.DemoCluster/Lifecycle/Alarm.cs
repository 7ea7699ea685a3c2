namespace StatefulDashboard.DemoCluster.Lifecycle;

/// <summary>Something that is due after a while: set by a timer, asked by the control loop; whoever forgets it has cancelled it.</summary>
internal sealed class Alarm
{
    private volatile bool hasRung;

    public bool HasRung => hasRung;

    public void Ring(Action wake)
    {
        hasRung = true;
        wake();
    }
}
