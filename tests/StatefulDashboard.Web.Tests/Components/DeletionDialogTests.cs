using Bunit;
using Microsoft.Extensions.DependencyInjection;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Components.Actions;
using StatefulDashboard.Web.Operations;

namespace StatefulDashboard.Web.Tests.Components;

public sealed class DeletionDialogTests : ComponentTest
{
    private readonly FakeActions actions = new();

    public DeletionDialogTests() => Services.AddScoped<IActions>(_ => actions);

    [Fact]
    public void Begin_NothingChosen_StopsInOrderAndKeepsEveryClaim()
    {
        Open(Samples.Set());

        Last().ShouldBe(DeletionIntent.KeepAll(new("db", "web")));
    }

    [Theory]
    [InlineData(ClaimWish.SnapshotAndKeep, true, false)]
    [InlineData(ClaimWish.SnapshotAndDelete, true, true)]
    [InlineData(ClaimWish.Delete, false, true)]
    public void Claims_ChosenAsAWhole_AreAllInTheIntent(ClaimWish fate, bool snapshots, bool deletions)
    {
        ValueList<string> all = ["www-web-0", "www-web-1", "www-web-2"];
        var dialog = Open(Samples.Set());

        Choose(dialog, fate.ToString());

        Last().Snapshots.ShouldBe(snapshots ? all : []);
        Last().Deletions.ShouldBe(deletions ? all : []);
    }

    [Fact]
    public void Claims_ChosenOneByOne_OnlyTheseAreDeleted()
    {
        var dialog = Open(Samples.Set());

        dialog.Find("[data-claim=www-web-1] select").Change("Delete");
        dialog.Find("[data-claim=www-web-2] select").Change("SnapshotAndDelete");

        Last().Deletions.ShouldBe(["www-web-1", "www-web-2"]);
        Last().Snapshots.ShouldBe(["www-web-2"]);
        dialog.FindAll("input[name=claims][checked]").ShouldBeEmpty("they differ");
        Choose(dialog, "Keep");
        Last().ShouldBe(DeletionIntent.KeepAll(new("db", "web")));
    }

    /// <summary>Keep means keep: what was not there when somebody chose was not meant.</summary>
    [Fact]
    public void Claims_OneComesAfterAllWereChosen_IsKept()
    {
        var dialog = Open(Samples.Set(2));
        Choose(dialog, "Delete");

        dialog.Render(parameters => parameters.Add(item => item.Set, Samples.Set(3)));

        Last().Deletions.ShouldBe(["www-web-0", "www-web-1"]);
        dialog.Find("[data-claim=www-web-2]").GetAttribute("data-fate").ShouldBe("keep");
    }

    [Fact]
    public void Claims_EachRow_SaysWhatBecomesOfTheData()
    {
        var slot = Samples.Slot(0);
        ClaimBinding[] claims = [slot.Claims[0], slot.Claims[0] with { Name = "b", ReclaimPolicy = "Retain" }, slot.Claims[0] with { Name = "c", ReclaimPolicy = null }, slot.Claims[0] with { Name = "d", Phase = ClaimBinding.MissingPhase }];
        var dialog = Open(Samples.Set(1, slots: [slot with { Claims = claims.ToValueList() }]));

        var rows = dialog.FindAll("[data-testid=claim-choice]");

        rows.Select(row => row.GetAttribute("data-claim")).ShouldBe(["www-web-0", "b", "c"], "one that does not exist is no choice");
        rows[0].TextContent.ShouldContain("data is destroyed");
        rows[1].TextContent.ShouldContain("its data stay");
        rows[2].TextContent.ShouldContain("unknown");
    }

    [Fact]
    public void Claims_MayNotBeRead_OffersNoChoiceAndSaysSo()
    {
        var dialog = Open(Samples.Set() with { Unread = UnreadKinds.PersistentVolumeClaims });

        dialog.FindAll("input[name=claims]").ShouldBeEmpty();
        dialog.FindAll("[data-testid=claims-unread]").Count.ShouldBe(1);
    }

    [Fact]
    public void Snapshot_ClassIsTyped_IsInTheIntent()
    {
        var dialog = Open(Samples.Set());
        dialog.FindAll("[data-testid=snapshot-class]").ShouldBeEmpty();
        Choose(dialog, "SnapshotAndKeep");

        dialog.Find("[data-testid=snapshot-class]").Input(" fast ");

        Last().SnapshotClass.ShouldBe("fast");
    }

    [Fact]
    public void Pods_AreLeftRunning_IsInTheIntentAndTheTitle()
    {
        var dialog = Open(Samples.Set());

        Choose(dialog, "Orphan");

        Last().Pods.ShouldBe(PodChoice.Orphan);
        dialog.Find("h2").TextContent.ShouldContain("leave its pods");
    }

    [Fact]
    public async Task Confirm_Danger_WantsTheNameAndSendsIt()
    {
        actions.Planner = intent => FakeActions.PlanOf(intent, hazards: [new(Severity.Danger, Statement.Of(StatementCode.HazardToZero))]);
        actions.Answer.SetResult(new(OutcomeKind.Applied, "", "op1"));
        var dialog = Open(Samples.Set());
        dialog.Find("[data-testid=confirm]").HasAttribute("disabled").ShouldBeTrue();

        dialog.Find("[data-testid=confirm-name]").Input("web");
        await dialog.Find("[data-testid=confirm]").ClickAsync(new());

        actions.Executed.Single().TypedName.ShouldBe("web");
    }

    [Fact]
    public void Names_FromTheCluster_AreShownAsText()
    {
        var slot = Samples.Slot(0);
        var claim = slot.Claims[0] with { Name = "<i>x</i>\u202E", StorageClass = "<script>", ReclaimPolicy = "<b>" };
        var dialog = Open(Samples.Set(1, slots: [slot with { Claims = [claim] }]) with { Name = new("db", "<u>web</u>") });

        dialog.FindAll("i, script, header u, td b").ShouldBeEmpty();
        dialog.Find("[data-testid=claim-choice] th").TextContent.ShouldContain("<i>x</i>\\u202e");
        dialog.Find("h2").TextContent.ShouldContain("<u>web</u>");
    }

    private DeletionIntent Last() => actions.Planned.Last().ShouldBeOfType<DeletionIntent>();

    private static void Choose(IRenderedComponent<DeletionDialog> dialog, string choice) => dialog.Find($"[data-choice={choice}]").Change(choice);

    private IRenderedComponent<DeletionDialog> Open(StatefulSetOverview set) =>
        Render<DeletionDialog>(parameters => parameters.Add(dialog => dialog.Cluster, "demo").Add(dialog => dialog.Set, set));
}
