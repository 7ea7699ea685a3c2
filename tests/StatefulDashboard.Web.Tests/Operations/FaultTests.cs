using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Configuration;
using StatefulDashboard.Web.Operations;
using StatefulDashboard.Web.Tests.Support;

namespace StatefulDashboard.Web.Tests.Operations;

/// <summary>What goes wrong between a click and the cluster: what becomes of it, and what the person is told.</summary>
public sealed class FaultTests
{
    private static readonly NamespacedName Web = new("shop", "web");

    [Fact]
    public async Task Scale_SetIsChangedWhileTheWriteIsUnderWay_IsAConflictAndNothingIsDone()
    {
        await using var world = await World.StartAsync();
        world.Proxy.Spoil = async context =>
        {
            if (World.IsScale(context.Request) && !World.IsDryRun(context.Request))
            {
                await world.ChangeSpecAsync();
            }

            return false;
        };

        var (_, outcome) = await DashboardFleet.ActAsync(world.Dashboard, new ScaleIntent(Web, 5));

        outcome.Kind.ShouldBe(OutcomeKind.Conflict);
        outcome.Message.ShouldContain("Nothing was done");
        (await world.ReplicasAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task Scale_PlanOfAnOldGeneration_IsRefused()
    {
        await using var world = await World.StartAsync();
        await using var scope = world.Dashboard.App.Services.CreateAsyncScope();
        var actions = scope.ServiceProvider.GetRequiredService<IActions>();
        var intent = new ScaleIntent(Web, 5);
        var old = (await actions.PlanAsync(DashboardFleet.Somebody, DashboardFleet.Cluster, intent, TestContext.Current.CancellationToken))!;
        await world.ChangeSpecAsync();
        await Eventually.HoldsAsync(() => DashboardFleet.Set(world.Dashboard, Web)!.Generation > old.Generation, () => "the change is seen");

        var outcome = await actions.ExecuteAsync(DashboardFleet.Somebody, DashboardFleet.Cluster, old, intent, null, TestContext.Current.CancellationToken);

        outcome.Kind.ShouldBe(OutcomeKind.Conflict);
        (await world.ReplicasAsync()).ShouldBe(2);
    }

    [Theory]
    [InlineData(422, "Invalid", "StatefulSet.apps \"web\" is invalid: spec.replicas: Forbidden by policy", OutcomeKind.Refused, "Forbidden by policy")]
    [InlineData(403, "Forbidden", "admission webhook \"guard.example.com\" denied the request: not on a Friday", OutcomeKind.Refused, "not on a Friday")]
    [InlineData(400, "BadRequest", "admission webhook \"guard.example.com\" does not support dry run", OutcomeKind.NotChecked, "no refusal")]
    [InlineData(429, "TooManyRequests", "too many requests", OutcomeKind.Refused, "try again in 7 s")]
    [InlineData(500, "InternalError", "etcdserver: request timed out", OutcomeKind.Failed, "etcdserver")]
    public async Task DryRun_IsNotAccepted_SaysWhyAndNothingIsDone(int code, string reason, string message, OutcomeKind kind, string told)
    {
        await using var world = await World.StartAsync();
        world.Proxy.Spoil = async context =>
        {
            if (!World.IsDryRun(context.Request))
            {
                return false;
            }

            await FaultyProxy.RefuseAsync(context, code, reason, message, code == 429 ? 7 : null);
            return true;
        };
        await using var scope = world.Dashboard.App.Services.CreateAsyncScope();

        var preview = await scope.ServiceProvider.GetRequiredService<IActions>().PreviewAsync(DashboardFleet.Somebody, DashboardFleet.Cluster, new ScaleIntent(Web, 5), TestContext.Current.CancellationToken);

        preview!.DryRun!.Kind.ShouldBe(kind, preview.DryRun.Message);
        preview.DryRun.Message.ShouldContain(told);
        (await world.ReplicasAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task Scale_AnswerIsLost_IsFoundByReading()
    {
        await using var world = await World.StartAsync();
        world.Proxy.Loses = request => World.IsScale(request) && !World.IsDryRun(request);

        var (_, outcome) = await DashboardFleet.ActAsync(world.Dashboard, new ScaleIntent(Web, 3));

        outcome.Kind.ShouldBe(OutcomeKind.Applied, outcome.Message);
        (await world.ReplicasAsync()).ShouldBe(3);
    }

    [Fact]
    public async Task Rollout_EachRequestIsThrottledLostOrBrokenOnce_GoesOnAndDoesNothingTwice()
    {
        await using var world = await World.StartAsync();
        await using var recorder = await NamespaceRecorder.StartAsync(world.Fleet, "shop");
        var turn = 0;
        world.Proxy.Spoil = async context =>
        {
            if (World.IsDryRun(context.Request) || !context.Request.Path.Value!.Contains("/statefulsets/web", StringComparison.Ordinal) || Interlocked.Increment(ref turn) % 2 == 0)
            {
                return false;
            }

            await FaultyProxy.RefuseAsync(context, turn % 4 == 1 ? 429 : 503, turn % 4 == 1 ? "TooManyRequests" : "ServiceUnavailable", "not now", 1);
            return true;
        };
        var lost = 0;
        world.Proxy.Loses = request => !World.IsDryRun(request) && request.Path.Value!.Contains("/configmaps/", StringComparison.Ordinal) && Interlocked.Increment(ref lost) % 3 == 0;

        var key = await DashboardFleet.BeginAsync(world.Dashboard, Rollout);
        var over = await DashboardFleet.UntilAsync(world.Dashboard, key, operation => operation.IsOver, "is over", 60);

        over.State.ShouldBe(OperationState.Done, over.Reason?.ToString());
        turn.ShouldBeGreaterThan(5, "else nothing was refused");
        lost.ShouldBeGreaterThan(2, "else no answer was lost");
        recorder.Specs.Select(spec => spec.Partition).ShouldBe([2, 1, 0]);
        recorder.Stopped.ShouldBe(["web-1", "web-0"]);
    }

    [Fact]
    public async Task Rollout_RequestIsRefused_IsHeldWithTheReasonAndRetryGoesOn()
    {
        await using var world = await World.StartAsync();
        var refuses = true;
        world.Proxy.Spoil = async context =>
        {
            if (!refuses || World.IsDryRun(context.Request) || !context.Request.Path.Value!.EndsWith("/statefulsets/web", StringComparison.Ordinal))
            {
                return false;
            }

            await FaultyProxy.RefuseAsync(context, 403, "Forbidden", "statefulsets.apps \"web\" is forbidden: frozen");
            return true;
        };

        var key = await DashboardFleet.BeginAsync(world.Dashboard, Rollout);
        var held = await DashboardFleet.UntilAsync(world.Dashboard, key, operation => operation.State == OperationState.Held, "is held");
        held.Reason!.Code.ShouldBe(StatementCode.OperationForbidden);
        held.Reason.Arguments[0].ShouldContain("frozen");
        refuses = false;
        (await DashboardFleet.CommandAsync(world.Dashboard, key, OperationCommand.Retry)).Kind.ShouldBe(OutcomeKind.Applied);

        (await DashboardFleet.UntilAsync(world.Dashboard, key, operation => operation.IsOver, "is over")).State.ShouldBe(OperationState.Done);
    }

    [Fact]
    public async Task Deletion_ClusterGoesAwayInTheMiddle_GoesOnWhenItIsBack()
    {
        await using var world = await World.StartAsync();
        var claims = await world.Fleet.ClaimsAsync("shop");
        var key = await DashboardFleet.BeginAsync(world.Dashboard, DeletionIntent.KeepAll(Web));

        await world.Fleet.Demo.StopApiAsync(TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync(() => DashboardFleet.View(world.Dashboard).Status.State == ClusterState.Stale, () => "the dashboard has noticed");
        var refused = await DashboardFleet.ActAsync(world.Dashboard, new ScaleIntent(Web, 1));
        await world.Fleet.Demo.StartApiAsync(TestContext.Current.CancellationToken);

        refused.Outcome.Kind.ShouldNotBe(OutcomeKind.Applied);
        refused.Outcome.Message.ShouldContain("Nothing was done");
        var over = await DashboardFleet.UntilAsync(world.Dashboard, key, operation => operation.IsOver, "is over", 90);
        over.State.ShouldBe(OperationState.Done, over.Reason?.ToString());
        (await world.Fleet.ClaimsAsync("shop")).ShouldBe(claims);
    }

    [Fact]
    public async Task Operation_SecondOnTheSameSet_IsRefusedWithTheNameOfTheFirst()
    {
        await using var world = await World.StartAsync();
        var other = await world.Fleet.AddDashboardAsync();
        var outcomes = await Task.WhenAll(
            Task.Run(() => DashboardFleet.ActAsync(world.Dashboard, Rollout with { NeedsApproval = true })),
            Task.Run(() => DashboardFleet.ActAsync(other, Rollout with { NeedsApproval = true })));

        outcomes.Count(one => one.Outcome.Kind == OutcomeKind.Applied).ShouldBe(1, string.Join(" | ", outcomes.Select(one => one.Outcome.Message)));
        var winner = outcomes.Single(one => one.Outcome.Kind == OutcomeKind.Applied).Outcome;
        var loser = outcomes.Single(one => one.Outcome.Kind != OutcomeKind.Applied).Outcome;
        loser.Kind.ShouldBeOneOf(OutcomeKind.Refused, OutcomeKind.Conflict);
        loser.Message.ShouldContain("Nothing was done");
        await Eventually.HoldsAsync(() => DashboardFleet.View(other).OperationOn(Web) is not null, () => "the other dashboard sees it");
        var third = (await DashboardFleet.ActAsync(other, DeletionIntent.KeepAll(Web))).Outcome;
        third.Kind.ShouldBe(OutcomeKind.Refused, third.Message);
        third.OperationId.ShouldBe(winner.OperationId);
        third.Message.ShouldContain(winner.OperationId!);
    }

    private static RolloutIntent Rollout => new(Web, TemplateChange.OfImage("app", "registry.k8s.io/nginx:1.1"), RolloutIntent.OneByOne(2), TimeSpan.Zero, NeedsApproval: false);

    /// <summary>A set of two in front of which a proxy stands.</summary>
    private sealed class World : IAsyncDisposable
    {
        public required DashboardFleet Fleet { get; init; }

        public required FaultyProxy Proxy { get; init; }

        public required RunningDashboard Dashboard { get; init; }

        public static async Task<World> StartAsync()
        {
            var fleet = await DashboardFleet.StartAsync();
            var proxy = await FaultyProxy.StartAsync(fleet.Demo);
            var dashboard = await fleet.AddDashboardAsync(proxy.Kubeconfig);
            await fleet.CreateSetAsync(dashboard, Web, 2);
            return new() { Fleet = fleet, Proxy = proxy, Dashboard = dashboard };
        }

        public static bool IsScale(HttpRequest request) => request.Path.Value!.EndsWith("/scale", StringComparison.Ordinal);

        public static bool IsDryRun(HttpRequest request) => request.Query["dryRun"] == "All";

        public async Task ChangeSpecAsync() => (await Fleet.Client.PatchAsync(
            ResourceKinds.StatefulSets, Web, Patch.Merge(new JsonObject { ["spec"] = new JsonObject { ["minReadySeconds"] = 1 } }), new WriteOptions(), TestContext.Current.CancellationToken))
            .ShouldBeOfType<WriteResult<StatefulSet>.Applied>();

        public async Task<int> ReplicasAsync() => (await Fleet.Client.GetAsync(ResourceKinds.StatefulSets, Web, TestContext.Current.CancellationToken)).Spec.Replicas;

        public async ValueTask DisposeAsync()
        {
            await Fleet.DisposeAsync();
            await Proxy.DisposeAsync();
        }
    }
}
