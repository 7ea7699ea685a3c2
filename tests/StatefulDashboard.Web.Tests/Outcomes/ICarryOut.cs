using StatefulDashboard.Domain.Planning;

namespace StatefulDashboard.Web.Tests.Outcomes;

/// <summary>Does what a plan says, as far as the cluster lets it.</summary>
internal interface ICarryOut
{
    /// <summary>Lets time pass as it needs; what then still moves may go on moving.</summary>
    void Run(OutcomeCluster cluster, ActionPlan plan, ActionIntent intent);
}

/// <summary>Sends the plan's one request.</summary>
internal sealed class OneRequest : ICarryOut
{
    public void Run(OutcomeCluster cluster, ActionPlan plan, ActionIntent intent)
    {
        var (code, body) = cluster.Send(plan.Requests.ShouldHaveSingleItem());
        code.ShouldBe(200, body);
    }
}
