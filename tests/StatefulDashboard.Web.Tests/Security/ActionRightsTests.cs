using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Operations;
using StatefulDashboard.Web.Security;
using StatefulDashboard.Web.Tests.Support;

namespace StatefulDashboard.Web.Tests.Security;

/// <summary>What a person may not do is refused with the same reason whichever way it comes, and every write is the person's own.</summary>
public sealed class ActionRightsTests : IAsyncLifetime
{
    private static readonly NamespacedName Web = new("bank", "web");
    private static readonly Person Operator = new("operator", "operator") { Groups = ["operators"] };
    private static readonly Person Viewer = new("viewer", "viewer");
    private static readonly ScaleIntent Five = new(Web, 5);
    private const string WhyNot = "You (viewer) may not patch statefulsets/scale in namespace bank.";

    private readonly ManualTime time = new();
    private readonly CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
    private AccountApiServer server = null!;
    private TestDashboard dashboard = null!;

    public async ValueTask InitializeAsync()
    {
        server = await AccountApiServer.StartAsync();
        server.Put("statefulsets", "bank", "web", """{"metadata":{"generation":3},"spec":{"replicas":3,"serviceName":"web","selector":{"matchLabels":{"app":"web"}}}}""");
        server.Let("operator", _ => true);
        server.Let("viewer", asked => asked.Verb is "get" or "list" or "watch");
        dashboard = await TestDashboard.StartAsync(server, time);
        await Eventually.HoldsAsync(() => dashboard.Client().GetAsync("readyz").GetAwaiter().GetResult().IsSuccessStatusCode, () => "it is ready");
    }

    public async ValueTask DisposeAsync()
    {
        limit.Dispose();
        await dashboard.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Buttons_OfTwoPeople_DifferAndSayWhy()
    {
        (await StatesAsync(Operator)).ShouldBe(new ActionStates(ActionAvailability.Enabled, ActionAvailability.Enabled, ActionAvailability.Enabled, ActionAvailability.Enabled));

        var states = await StatesAsync(Viewer);
        states.Scale.Reason.ShouldBe(Statement.Of(StatementCode.ButtonMayNot, "viewer", "patch statefulsets/scale", "bank"));
        states.Rollout.Reason!.Arguments[1].ShouldBe("patch statefulsets; create, patch configmaps; create, patch, delete leases");
        states.Deletion.State.ShouldBe(AvailabilityState.Disabled);
        states.PodDeletion.Reason!.Arguments[1].ShouldBe("delete pods");
        server.Reviews.ShouldNotContain(review => review.StartsWith("the account patch", StringComparison.Ordinal), "rights to write are those of the person");
    }

    [Fact]
    public async Task Buttons_RightIsGivenAndTakenAway_FollowWithin30Seconds()
    {
        (await StatesAsync(Viewer)).Scale.State.ShouldBe(AvailabilityState.Disabled);
        server.Let("viewer", _ => true);
        var asked = server.Reviews.Count;
        (await StatesAsync(Viewer)).Scale.State.ShouldBe(AvailabilityState.Disabled);
        server.Reviews.Count.ShouldBe(asked, "remembered");

        time.Advance(AccessMemory.RememberedFor);
        (await StatesAsync(Viewer)).Scale.ShouldBe(ActionAvailability.Enabled);
    }

    [Fact]
    public async Task Buttons_NoAnswer_IsNotANo()
    {
        var view = await ViewAsync(Viewer);
        server.RefusesReviews = true;

        (await GateAsync(gate => gate.StatesAsync(Viewer, view, view.Sets[Web], isGone: false, limit.Token))).Scale.Reason!.Code.ShouldBe(StatementCode.ButtonRightsUnknown);
    }

    [Fact]
    public async Task Execution_PastADisabledButton_IsRefusedWithItsReasonAndNothingIsSent()
    {
        var plan = (await ActAsync(actions => actions.PlanAsync(Viewer, "demo", Five, limit.Token)))!;

        var outcome = await ActAsync(actions => actions.ExecuteAsync(Viewer, "demo", plan, Five, null, limit.Token));

        outcome.ShouldBe(new ActionOutcome(OutcomeKind.Refused, WhyNot));
        server.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Json_PlanOfAnActionThatIsNotAllowed_SaysTheSameAndSendsNoDryRun()
    {
        using var client = dashboard.Client("token-of-the-viewer");

        var answer = await client.PostAsJsonAsync("api/clusters/demo/namespaces/bank/statefulsets/web/plan", new { action = "scale", replicas = 5 }, limit.Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var plan = await answer.Content.ReadFromJsonAsync<JsonElement>(limit.Token);
        (plan.GetProperty("dryRun").GetString(), plan.GetProperty("dryRunMessage").GetString()).ShouldBe(("refused", WhyNot));
        server.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Execution_ByWhoMay_IsWrittenByThatPersonAndNeverByTheAccount()
    {
        var plan = (await ActAsync(actions => actions.PlanAsync(Operator, "demo", Five, limit.Token)))!;

        var outcome = await ActAsync(actions => actions.ExecuteAsync(Operator, "demo", plan, Five, null, limit.Token));

        outcome.Kind.ShouldBe(OutcomeKind.Applied, outcome.Message);
        server.Writes.ShouldBe(["operator PATCH /apis/apps/v1/namespaces/bank/statefulsets/web/scale?fieldManager=stateful-dashboard&fieldValidation=Strict"]);
    }

    [Fact]
    public async Task Clients_InTheDemo_AreOnePerPersonAndOnlyOfTheDemoCluster()
    {
        var (people, directory) = (dashboard.Services.GetRequiredService<IPersonClients>(), dashboard.Services.GetRequiredService<ClusterDirectory>());
        using var hold = directory.Hold("demo")!;
        var client = people.Find("operator", hold.Connection);

        client.ShouldNotBeNull();
        client.ShouldNotBeSameAs(hold.Connection.Client);
        people.Find("operator", hold.Connection).ShouldBeSameAs(client);
        people.Find("viewer", hold.Connection).ShouldNotBeSameAs(client);
        (await client.Endpoint.Token!(limit.Token)).ShouldBe("token-of-the-operator");
        people.Find("nobody", hold.Connection).ShouldBeNull();
        people.Find("", hold.Connection).ShouldBeNull();

        using var other = directory.Hold(directory.Add("prod", isDemo: false, () => server.Endpoint("prod")))!;
        people.Find("operator", other.Connection).ShouldBeNull("no other cluster knows them, and the account there is not theirs");
    }

    [Fact]
    public async Task Local_Clients_AreTheAccountsOwn()
    {
        await using var local = await TestDashboard.StartAsync(server, time, SignInMode.Local);
        using var hold = local.Services.GetRequiredService<ClusterDirectory>().Hold("demo")!;
        var people = local.Services.GetRequiredService<IPersonClients>();

        people.Find("local", hold.Connection).ShouldBeSameAs(hold.Connection.Client);
        people.Find("", hold.Connection).ShouldBeNull();
    }

    private async Task<ClusterView> ViewAsync(Person person) => (await dashboard.Services.GetRequiredService<IClusterReader>().ReadAsync(person, "demo", limit.Token))!;

    private async Task<ActionStates> StatesAsync(Person person)
    {
        var view = await ViewAsync(person);
        return await GateAsync(gate => gate.StatesAsync(person, view, view.Sets[Web], isGone: false, limit.Token));
    }

    private Task<T> GateAsync<T>(Func<IActionGate, Task<T>> ask) => ask(dashboard.Services.GetRequiredService<IActionGate>());

    private async Task<T> ActAsync<T>(Func<IActions, Task<T>> act)
    {
        await using var scope = dashboard.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<IActions>());
    }
}
