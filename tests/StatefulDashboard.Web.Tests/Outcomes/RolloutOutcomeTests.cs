using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Tests.Outcomes;

/// <summary>What a rollout plan says is what then happens when it is carried out, on hundreds of random sets.</summary>
public sealed class RolloutOutcomeTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task RolloutPlan_OnRandomSets_IsWhatThenHappens(int part)
    {
        var tally = new Tally("rollout");
        foreach (var seed in Seeds.Of(part, parts: 2, usual: 200))
        {
            tally.Add(await Case.RunAsync(seed, Intend, new Driven()));
        }

        tally.ShouldBeRight();
    }

    internal static (ActionIntent, ActionPlan)? Intend(OutcomeCluster cluster, StatefulSetOverview set, RandomWorld world)
    {
        var change = world.Next(4) switch
        {
            0 => null,
            1 => TemplateChange.OfImage("app", world.Pick("example/app:broken", "example/app:crash")),
            _ => TemplateChange.OfImage("app", "example/app:next"),
        };
        ValueList<int> partitions = world.Next(3) switch
        {
            0 => RolloutIntent.OneByOne(set.Replicas),
            1 => RolloutIntent.OneHalfAll(set.Replicas),
            _ => Enumerable.Range(0, Math.Max(set.Replicas, 1)).Where(_ => world.Next(2) == 0).OrderDescending().ToValueList(),
        };
        var intent = new RolloutIntent(set.Name, change, partitions, TimeSpan.FromSeconds(world.Pick(0, 0, 3)), world.Next(2) == 0);
        return (intent, RolloutPlanner.Plan(set, intent));
    }
}
