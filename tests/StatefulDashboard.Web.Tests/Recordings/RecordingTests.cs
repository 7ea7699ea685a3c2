using System.Text;
using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Web.Tests.Recordings;

/// <summary>
/// What a real control plane did, seen through informers and projector: after every event the invariants hold, and where the
/// scenario waits the overview is what a person has checked (Expected/*.txt).
/// </summary>
public sealed class RecordingTests
{
    public static TheoryData<string> Scenarios => [.. Recording.Names];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Replay_Scenario_IsSeenAsExpected(string name)
    {
        await using var replay = await RecordingReplay.StartAsync(name);
        var report = new StringBuilder();

        await replay.PlayAsync(
            item => Invariants.Check(replay, $"{name} at {item.Milliseconds} ms after {item.Type} {item.Resource}"),
            wait =>
            {
                report.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"# {wait.Text} ({wait.Milliseconds} ms)");
                foreach (var set in replay.Projector.Sets.Values)
                {
                    report.Append(OverviewReport.Of(set));
                }
            });

        var file = Path.Combine(Recording.Folder, "..", "StatefulDashboard.Web.Tests", "Recordings", "Expected", name + ".txt");
        var actual = report.ToString().ReplaceLineEndings("\n");
        File.Exists(file).ShouldBeTrue($"there is no expectation {file} for:\n{actual}");
        actual.ShouldBe((await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n"));
    }

    /// <summary>Each phase that was ever shown, in order: a lag of status or of another watch must not flash up as something else.</summary>
    [Theory]
    [InlineData("create-ordered", "ScalingUp Steady")]
    [InlineData("rolling-update", "ScalingUp Steady RollingOut Steady")]
    [InlineData("undo", "ScalingUp Steady RollingOut Steady RollingOut Steady RollingOut Steady")]
    [InlineData("scale-up-down", "ScalingUp Steady ScalingUp Steady ScalingDown Steady ScalingUp Steady")]
    [InlineData("partition-canary", "ScalingUp Steady RollingOut HeldAtPartition Degraded HeldAtPartition RollingOut HeldAtPartition RollingOut Steady")]
    [InlineData("on-delete", "ScalingUp Steady WaitingForDeletion RollingOut WaitingForDeletion")]
    [InlineData("parallel", "ScalingUp Steady ScalingUp Steady ScalingDown Steady RollingOut Steady")]
    [InlineData("wait-for-first-consumer", "ScalingUp Steady")]
    [InlineData("delete-foreground", "ScalingUp Steady Deleting")]
    public async Task Phases_Scenario_FollowEachOtherWithoutAFlash(string name, string expected)
    {
        await using var replay = await RecordingReplay.StartAsync(name);
        var phases = new List<StatefulSetPhase>();

        await replay.PlayAsync(
            _ =>
            {
                foreach (var set in replay.Projector.Sets.Values.Where(set => phases.Count == 0 || phases[^1] != set.Phase))
                {
                    phases.Add(set.Phase);
                }
            },
            _ => { });

        string.Join(' ', phases).ShouldBe(expected);
    }

    [Fact]
    public void Recordings_AllOfThem_AreThere() => Recording.Names.Count().ShouldBe(23);

    [Fact]
    public async Task BrokenRollout_TemplatePutBack_NamesThePodThatBlocksAndWhy()
    {
        var seen = await OverviewsAsync("broken-rollout");

        var stuck = seen.Single(pair => pair.Wait == "it is still stuck").Set;
        stuck.Phase.ShouldBe(StatefulSetPhase.Blocked);
        stuck.Explanation.Subject.ShouldBe("web-2");
        stuck.Explanation.Headline.ShouldBe(Statement.Of(StatementCode.BlockedByPod, "web-2", "web-656d7f7b57", "web-6865f849cd"));
        stuck.Explanation.Details.ShouldContain(Statement.Of(StatementCode.DeleteToGoOn, "web-2"));
    }

    [Fact]
    public async Task ScaleUpDown_FiveToTwo_LeavesThreeClaimsBehind()
    {
        var seen = await OverviewsAsync("scale-up-down");

        var two = seen.First(pair => pair.Wait == "nothing changes any more").Set;
        two.Slots.Where(slot => slot.Position == OrdinalPosition.LeftBehind).SelectMany(slot => slot.Claims).Select(claim => claim.Name)
            .ShouldBe(["www-web-2", "www-web-3", "www-web-4"]);
    }

    [Fact]
    public async Task ServiceAfterSet_BeforeTheService_NoNameIsPublished()
    {
        var seen = await OverviewsAsync("service-after-set");

        seen[0].Set.Slots.ShouldAllBe(slot => slot.Dns.Verdict == PublishedVerdict.NoGoverningService && slot.Dns.Published.Count == 0);
        seen[^1].Set.Slots.ShouldAllBe(slot => slot.Dns.Verdict == PublishedVerdict.Published && slot.Dns.Published.Count == 1);
    }

    private static async Task<List<(string Wait, StatefulSetOverview Set)>> OverviewsAsync(string name)
    {
        await using var replay = await RecordingReplay.StartAsync(name);
        var seen = new List<(string, StatefulSetOverview)>();
        await replay.PlayAsync(_ => { }, wait => seen.AddRange(replay.Projector.Sets.Values.Select(set => (wait.Text, set))));
        return seen;
    }
}
