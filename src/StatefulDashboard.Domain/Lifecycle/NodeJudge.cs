namespace StatefulDashboard.Domain.Lifecycle;

/// <summary>What is known of the machine that a pod is on.</summary>
internal static class NodeJudge
{
    public static NodeHealth Of(string name, LifecycleFacts facts)
    {
        if (name.Length == 0 || !facts.NodesAreRead)
        {
            return NodeHealth.Unknown;
        }

        return facts.Nodes(name) is not { } node ? NodeHealth.Gone
            : node.IsOutOfService ? NodeHealth.OutOfService
            : node.Ready?.IsTrue == true ? NodeHealth.Ready
            : NodeHealth.NotReady;
    }
}
