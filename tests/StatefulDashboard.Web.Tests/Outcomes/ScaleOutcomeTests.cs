using System.Globalization;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;

namespace StatefulDashboard.Web.Tests.Outcomes;

/// <summary>What a scale plan says is what then happens, on hundreds of random sets.</summary>
public sealed class ScaleOutcomeTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task ScalePlan_OnRandomSets_IsWhatThenHappens(int part)
    {
        var tally = new Tally("scale");
        foreach (var seed in Seeds.Of(part, parts: 4, usual: 400))
        {
            tally.Add(await Case.RunAsync(seed, Intend, new OneRequest()));
        }

        tally.ShouldBeRight();
    }

    internal static (ActionIntent, ActionPlan)? Intend(OutcomeCluster cluster, StatefulSetOverview set, RandomWorld world)
    {
        var intent = new ScaleIntent(set.Name, world.Next(8));
        return (intent, ScalePlanner.Plan(set, intent));
    }
}
