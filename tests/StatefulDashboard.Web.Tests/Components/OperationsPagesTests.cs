using System.Collections.Immutable;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;
using StatefulDashboard.Web.Components.Operations;
using StatefulDashboard.Web.Components.Pages;
using StatefulDashboard.Web.Configuration;
using StatefulDashboard.Web.Operations;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Tests.Components;

public sealed class OperationsPagesTests : ComponentTest
{
    private readonly Clusters clusters = new();

    public OperationsPagesTests()
    {
        Services.AddSingleton<IClusterReader>(clusters);
        Services.AddSingleton<IOperations>(new NoOperations());
        Services.AddSingleton(new DashboardSettings());
    }

    [Fact]
    public void List_None_SaysWhatThereWouldBe() =>
        List().Find("[data-testid=no-operations]").TextContent.ShouldContain("30 days");

    [Fact]
    public void List_Several_RunningFirstThenTheNewest()
    {
        clusters.Show(
            At(SampleOperations.Rollout(OperationState.Done), "old", 0),
            At(SampleOperations.Deletion(OperationState.Failed), "newer", 30),
            At(SampleOperations.Rollout(OperationState.Held), "held", 5));

        var rows = List().FindAll("[data-testid=operation-row]");

        rows.Select(row => (row.GetAttribute("data-id"), row.GetAttribute("data-state"))).ShouldBe([("held", "held"), ("newer", "failed"), ("old", "done")]);
    }

    [Fact]
    public void List_OneChanges_FollowsLive()
    {
        clusters.Show(SampleOperations.Rollout());
        var page = List();

        clusters.Show(SampleOperations.Rollout(OperationState.Held));

        page.WaitForState(() => page.Find("[data-testid=operation-row]").GetAttribute("data-state") == "held");
    }

    [Fact]
    public void Page_OfOne_ShowsPanelAndLog()
    {
        var entries = new OperationEntry[] { new(Samples.Now, "ann", Statement.Of(StatementCode.OperationPaused)), new(Samples.Now, "", Statement.Of(StatementCode.OperationResumed)) };
        clusters.Show(SampleOperations.Rollout() with { Log = entries.ToValueList() });

        var page = Page("op1");

        page.FindAll("[data-testid=operation]").Count.ShouldBe(1);
        page.FindAll("[data-testid=log-entry] .by").Select(by => by.TextContent).ShouldBe(["ann", "by itself"]);
        page.Find("[data-testid=log-entry] time").TextContent.ShouldBe("2026-01-02 12:00:00Z");
    }

    [Fact]
    public void Page_OfNone_SaysSoAndWhereToGoOn() =>
        Page("<b>nope</b>").Find("[data-testid=missing]").TextContent.ShouldContain("<b>nope</b>");

    [Fact]
    public void Page_IsClearedAwayMeanwhile_KeepsTheLastState()
    {
        clusters.Show(SampleOperations.Rollout(OperationState.Done));
        var page = Page("op1");

        clusters.Show();

        page.WaitForState(() => page.FindAll("[data-testid=gone-banner]").Count == 1);
        page.Find("[data-testid=operation]").GetAttribute("data-state").ShouldBe("done");
    }

    [Theory]
    [InlineData(59, true)]
    [InlineData(61, false)]
    public void Recent_EndedBefore_IsShownForAnHour(int minutesAgo, bool isShown)
    {
        clusters.Show(SampleOperations.Rollout(OperationState.Done));

        var recent = RecentOperation.Of(clusters.Current, new("db", "web"), Samples.Now.AddMinutes(5 + minutesAgo));

        (recent is not null).ShouldBe(isShown);
    }

    [Fact]
    public void Title_OfARunningOne_TellsHowFar() =>
        OperationTitle.Of(SampleOperations.Rollout()).ShouldBe("◔ 2/4 · ");

    private static Operation At(Operation operation, string id, int minutes) =>
        operation with { Id = id, StartedAt = Samples.Now.AddMinutes(minutes), EndedAt = operation.IsOver ? Samples.Now.AddMinutes(minutes + 1) : null };

    private IRenderedComponent<OperationsPage> List()
    {
        SetRendererInfo(new("Server", isInteractive: true));
        return Render<OperationsPage>(parameters => parameters.Add(page => page.Cluster, "demo"));
    }

    private IRenderedComponent<OperationPage> Page(string id)
    {
        SetRendererInfo(new("Server", isInteractive: true));
        return Render<OperationPage>(parameters => parameters.Add(page => page.Cluster, "demo").Add(page => page.Ns, "db").Add(page => page.Id, id));
    }

    private sealed class Clusters : IClusterReader
    {
        private readonly ClusterBoard board = new(new(
            new("demo", "demo", IsDemo: true, IsConnected: true), new(ClusterState.Live, Samples.Now, null, null, []), ImmutableSortedDictionary<NamespacedName, StatefulSetOverview>.Empty));

        public ClusterView Current => board.Current;

        public void Show(params Operation[] operations) => board.Publish(board.Current with
        {
            Operations = operations.ToImmutableSortedDictionary(operation => new NamespacedName(operation.Name.Namespace, operation.Id), operation => operation),
        });

        public IReadOnlyList<ClusterSummary> List(Person person) => [board.Current.Cluster];

        public Task<ClusterView?> ReadAsync(Person person, string clusterId, CancellationToken cancellationToken) => Task.FromResult<ClusterView?>(board.Current);

        public IAsyncEnumerable<ClusterView> WatchAsync(Person person, string clusterId, CancellationToken cancellationToken) => board.WatchAsync(cancellationToken);
    }

    private sealed class NoOperations : IOperations
    {
        public Task<ActionOutcome> CommandAsync(Person person, string clusterId, NamespacedName operation, OperationCommand command, CancellationToken cancellationToken) =>
            Task.FromResult(new ActionOutcome(OutcomeKind.Refused, ""));

        public Task<string?> ReceiptAsync(Person person, string clusterId, NamespacedName operation, CancellationToken cancellationToken) => Task.FromResult<string?>(null);
    }
}
