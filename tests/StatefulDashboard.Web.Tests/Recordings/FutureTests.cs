using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Web.Tests.Recordings;

/// <summary>
/// The explanation, held against what the real controller did next: each pod that it made or deleted was the one that the explanation
/// spoke of, so no wait was named that was not there; and where it did nothing more, the explanation did not say that it was about to.
/// </summary>
public sealed class FutureTests
{
    /// <summary>What the controller is about to do by itself, at once.</summary>
    private static readonly StatementCode[] AboutToAct = [StatementCode.Creating, StatementCode.TakesDown, StatementCode.UpdatesPod, StatementCode.WaitsForRestart, StatementCode.Finishing];

    public static TheoryData<string> Scenarios => [.. Recording.Names];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Explanation_BeforeEachActionOfTheController_SpokeOfThatPod(string name)
    {
        await using var replay = await RecordingReplay.StartAsync(name);
        var actions = RecordedAction.Of(replay.Recording);
        List<string> surprises = [];

        await replay.PlayAsync(
            _ => { },
            _ => { },
            item =>
            {
                if (actions.TryGetValue(item, out var action) && replay.Projector.Sets.Values.FirstOrDefault(set => set.Slots.Any(slot => slot.PodName == action.Pod)) is { } set && !Announces(set, action))
                {
                    surprises.Add($"at {item.Milliseconds} ms {(action.IsDeletion ? "deleted" : "made")} {action.Pod}, after: {set.Phase} {set.Explanation.Headline}");
                }
            });

        surprises.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Explanation_WhereNothingHappensAnyMore_DoesNotAnnounceAnything(string name)
    {
        await using var replay = await RecordingReplay.StartAsync(name);
        List<string> empty = [];

        await replay.PlayAsync(
            _ => { },
            wait => empty.AddRange(replay.Projector.Sets.Values
                .Where(set => wait.Text == "nothing changes any more" && AboutToAct.Contains(set.Explanation.Headline.Code))
                .Select(set => $"at {wait.Milliseconds} ms {set.Phase} {set.Explanation.Headline}")));

        empty.ShouldBeEmpty();
    }

    [Fact]
    public void Actions_OfAllRecordings_AreMany() =>
        Recording.Names.Sum(name => RecordedAction.Of(Recording.Load(name)).Count).ShouldBeGreaterThan(100, "else the tests above prove little");

    // under Parallel nothing waits for anything: one sentence names them all
    private static bool Announces(StatefulSetOverview set, RecordedAction action)
    {
        var headline = set.Explanation.Headline;
        StatementCode[] expected = action.IsDeletion
            ? [StatementCode.TakesDown, StatementCode.UpdatesPod, StatementCode.WaitsForRestart, StatementCode.ParallelTakesDown]
            : [StatementCode.Creating, StatementCode.ParallelWaits];
        return expected.Contains(headline.Code) && headline.Arguments[0].Split(", ").Contains(action.Pod);
    }
}
