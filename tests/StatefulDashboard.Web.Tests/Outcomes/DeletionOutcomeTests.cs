using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Resources;
using Kinds = StatefulDashboard.DemoCluster.ApiServer.Storage.ResourceKinds;

namespace StatefulDashboard.Web.Tests.Outcomes;

/// <summary>What the plans of deletions and restorations say is what then happens, on hundreds of random sets. Keep means keep.</summary>
public sealed class DeletionOutcomeTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task DeletionPlan_OnRandomSets_IsWhatThenHappens(int part)
    {
        var tally = new Tally("deletion");
        foreach (var seed in Seeds.Of(part, parts: 2, usual: 200))
        {
            tally.Add(await Case.RunAsync(seed, Intend, new Driven()));
        }

        tally.ShouldBeRight();
    }

    [Fact]
    public async Task PodDeletionPlan_OnRandomSets_IsWhatThenHappens()
    {
        var tally = new Tally("pod deletion");
        foreach (var seed in Seeds.Of(0, parts: 1, usual: 150))
        {
            tally.Add(await Case.RunAsync(seed, IntendPod, new OneRequest()));
        }

        tally.ShouldBeRight();
    }

    [Fact]
    public async Task RestorationPlan_AfterADeletion_IsWhatThenHappens()
    {
        var tally = new Tally("restoration");
        foreach (var seed in Seeds.Of(0, parts: 1, usual: 100))
        {
            tally.Add(await Case.RunAsync(seed, DeleteAndIntend, new OneRequest()));
        }

        tally.ShouldBeRight();
    }

    internal static (ActionIntent, ActionPlan)? Intend(OutcomeCluster cluster, StatefulSetOverview set, RandomWorld world) => Plan(Intent(set, world), set);

    private static DeletionIntent Intent(StatefulSetOverview set, RandomWorld world)
    {
        if (world.Next(5) == 0)
        {
            return new(set.Name, PodChoice.Orphan, [], []);
        }

        var some = world.Next(3) == 0;
        var deletions = set.Slots.SelectMany(slot => slot.Claims).Where(claim => claim.Exists && some && world.Next(2) == 0).Select(claim => claim.Name).ToValueList();
        return new(set.Name, PodChoice.StopInOrder, [], deletions);
    }

    private static (ActionIntent, ActionPlan) Plan(DeletionIntent intent, StatefulSetOverview set) => (intent, DeletionPlanner.Plan(set, intent));

    private static (ActionIntent, ActionPlan)? IntendPod(OutcomeCluster cluster, StatefulSetOverview set, RandomWorld world)
    {
        if (set.Slots.Where(slot => slot.HasPod).ToArray() is not { Length: > 0 } pods)
        {
            return null;
        }

        var pod = pods[world.Next(pods.Length)];
        var intent = new PodDeletionIntent(set.Name, pod.PodName, pod.PodUid);
        return (intent, PodDeletionPlanner.Plan(set, intent));
    }

    private static (ActionIntent, ActionPlan)? DeleteAndIntend(OutcomeCluster cluster, StatefulSetOverview set, RandomWorld world)
    {
        var (intent, plan) = Plan(Intent(set, world), set);
        var receipt = ReceiptMaker.Of(Whole(cluster, Kinds.StatefulSets, set.Name.Name), Facts.Claims(cluster, set).Select(claim => Whole(cluster, Kinds.Claims, claim.Name)), cluster.Time.GetUtcNow());
        if (plan.Refusal is not null)
        {
            return null;
        }

        using var history = new History(cluster);
        new Driven().Run(cluster, plan, intent, history);
        Case.Rest(cluster, history);
        if (cluster.Overview(set.Name.Name) is not null || cluster.Store.In(Kinds.Claims, OutcomeCluster.Namespace).Concat(cluster.Store.In(Kinds.Pods, OutcomeCluster.Namespace)).Any(left => left.IsTerminating))
        {
            return null; // stuck on the way: a plan is told of names only, not of what is still going
        }

        var claims = cluster.Store.In(Kinds.Claims, OutcomeCluster.Namespace).Where(claim => !claim.IsTerminating).Select(claim => claim.Name).ToArray();
        var pods = cluster.Store.In(Kinds.Pods, OutcomeCluster.Namespace).Where(pod => pod.ControllerUid is null && !pod.IsTerminating).Select(pod => pod.Name).ToArray();
        return (new RestorationIntent(set.Name, "abc123"), RestorationPlanner.Plan(receipt, claims, setExists: false, cluster.Time.GetUtcNow(), pods));
    }

    private static JsonObject Whole(OutcomeCluster cluster, DemoCluster.ApiServer.Storage.ResourceKind kind, string name) => cluster.Store.Get(kind, OutcomeCluster.Namespace, name)!.Root.Copy();
}
