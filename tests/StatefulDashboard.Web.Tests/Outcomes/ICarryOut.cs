using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Domain.Planning;

namespace StatefulDashboard.Web.Tests.Outcomes;

/// <summary>Does what a plan says, as far as the cluster lets it.</summary>
internal interface ICarryOut
{
    /// <summary>Lets time pass as it needs; what then still moves may go on moving. Each request that is sent is noted in the history.</summary>
    /// <returns>How far it came, in words, and the operation as it was in the end where there is one.</returns>
    (string Text, Operation? Operation) Run(OutcomeCluster cluster, ActionPlan plan, ActionIntent intent, History history);
}

/// <summary>Sends the plan's one request.</summary>
internal sealed class OneRequest : ICarryOut
{
    public (string Text, Operation? Operation) Run(OutcomeCluster cluster, ActionPlan plan, ActionIntent intent, History history)
    {
        var (code, body) = cluster.Send(plan.Requests.ShouldHaveSingleItem());
        code.ShouldBeInRange(200, 201, body);
        return ("sent", null);
    }
}
