using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Revisions;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Tests.Recordings;

/// <summary>Revisions and what a restart gives, against what a real control plane kept and did.</summary>
public sealed class RevisionRecordingTests
{
    private const string First = "web-6865f849cd";
    private const string Second = "web-6fb5b8b459";

    // going back to the first template gave its old revision the highest number: it is the newest, and the oldest by age
    [Fact]
    public void Undo_AtItsEnd_ListsTheReusedRevisionFirst()
    {
        var set = At("undo", 13883);

        set.Items.Select(item => (item.Name, item.Number)).ShouldBe([(First, 4L), ("web-79969ccb56", 3L), (Second, 2L)]);
        set.Items[0].CreatedAt!.Value.ShouldBeLessThan(set.Items[2].CreatedAt!.Value);
        Ordinals(set.Items[0].Runs).ShouldBe("0 1");
        set.IsUnderWay.ShouldBeFalse();
        Changes(set).ShouldBe("TemplateImageChanged(nginx; registry.k8s.io/nginx-slim:0.26; registry.k8s.io/nginx-slim:0.24)");
    }

    [Theory]
    [InlineData("undo", 2407, 6232)]
    [InlineData("rolling-update", 3034, 7513)]
    public void Diff_OfRecordedData_IsTheOneLineThatWasPatched(string recording, long before, long after)
    {
        At(recording, before).Diff.ShouldBeNull();

        var diff = At(recording, after).Diff!;

        diff.Blocks.SelectMany(block => block.Rows).Where(row => !row.IsEqual).Select(row => (row.From, row.To))
            .ShouldBe([("  - image: registry.k8s.io/nginx-slim:0.24", "  - image: registry.k8s.io/nginx-slim:0.25")]);
        diff.Blocks.SelectMany(block => block.Rows).ShouldNotContain(row => row.To != null && row.To.Contains("$patch", StringComparison.Ordinal));
    }

    [Fact]
    public void Canary_Held_SaysWhoRunsWhat()
    {
        var set = At("partition-canary", 7620);

        (set.Partition, set.Updated, set.IsUnderWay, set.CurrentRevision, set.UpdateRevision).ShouldBe((2, 2, true, First, Second));
        set.Items.Select(item => (item.Name, Ordinals(item.Runs), Ordinals(item.Gives))).ShouldBe([(Second, "2 3", "2 3"), (First, "0 1", "0 1")]);
    }

    // somebody then deleted a pod: what the server made in its place is what was said
    [Theory]
    [InlineData("partition-canary", 7620, "web-0", false)]
    [InlineData("broken-rollout", 12795, "web-2", true)]
    public void Restart_AsItWasSaid_IsWhatTheControllerThenMade(string recording, long deletedAt, string pod, bool isTurned)
    {
        var recorded = Recording.Load(recording);
        var made = RecordedState.At(recorded, deletedAt).NextPod(pod, deletedAt).Metadata.Labels.Get("controller-revision-hash");

        var said = At(recording, deletedAt).Restarts.Single(statement => statement.Arguments[0].Split(", ").Contains(pod));

        said.Arguments[1].ShouldBe(made);
        said.Code.ShouldBe(isTurned ? StatementCode.RestartChanges : StatementCode.RestartKeeps);
    }

    [Fact]
    public void BrokenRollout_PutBack_ShowsTheBrokenPodOnTheRevisionThatNobodyWants()
    {
        var set = At("broken-rollout", 12795);

        set.Items.Select(item => (item.Name, item.Number, item.IsCurrent, item.IsUpdate, Ordinals(item.Runs))).ShouldBe([(First, 3L, true, true, "0 1"), ("web-656d7f7b57", 2L, false, false, "2")]);
        set.IsUnderWay.ShouldBeTrue();
    }

    private static SetRevisions At(string recording, long milliseconds)
    {
        var state = RecordedState.At(Recording.Load(recording), milliseconds);
        return SetRevisions.Of(state.Overview(), state.All(ResourceKinds.RevisionDetails), "", "");
    }

    private static string Changes(SetRevisions set) => string.Join(' ', set.Diff!.Changes.Select(change => change.Code + "(" + string.Join("; ", change.Arguments) + ")"));

    private static string Ordinals(IEnumerable<int> ordinals) => string.Join(' ', ordinals);
}
