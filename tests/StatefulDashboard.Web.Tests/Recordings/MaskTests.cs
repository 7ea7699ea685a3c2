using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Web.Tests.Recordings;

/// <summary>At each moment of each recording a masked overview is the one that would have been made without the hidden kinds.</summary>
public sealed class MaskTests
{
    private static readonly UnreadKinds[] Hidden =
    [
        .. Enum.GetValues<UnreadKinds>().Where(kind => kind is not (UnreadKinds.None or UnreadKinds.Pods or UnreadKinds.ControllerRevisions)),
        UnreadKinds.PersistentVolumeClaims | UnreadKinds.Services,
        UnreadKinds.Pods,
        UnreadKinds.Pods | UnreadKinds.PersistentVolumeClaims,
    ];

    public static TheoryData<string> Scenarios => [.. Recording.Names];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Mask_EachMomentOfARecording_EqualsWhatIsMadeWithoutTheKind(string name)
    {
        await using var replay = await RecordingReplay.StartAsync(name);

        await replay.PlayAsync(item => Check(replay, replay.Recording.At(item.Milliseconds), $"{name} at {item.Milliseconds} ms"), _ => { });
    }

    private static void Check(RecordingReplay replay, DateTimeOffset now, string where)
    {
        foreach (var set in replay.Projector.Sets.Keys)
        {
            var whole = StatefulSetOverview.From(replay.Index.Snapshot(set)!, now);
            foreach (var kinds in Hidden)
            {
                var wanted = StatefulSetOverview.From(replay.Index.Snapshot(set, kinds)!, now);
                var masked = OverviewMask.Apply(whole, kinds);
                // the status of a set lags behind its pods; an overview with pods holds only what was counted
                var alike = wanted with
                {
                    ReadyReplicas = masked.ReadyReplicas, AvailableReplicas = masked.AvailableReplicas, UpdatedReplicas = masked.UpdatedReplicas,
                    NextChangeAt = kinds.HasFlag(UnreadKinds.Events) ? masked.NextChangeAt : wanted.NextChangeAt,
                    Explanation = wanted.Explanation.Headline.Code == StatementCode.PodsUnread ? masked.Explanation : wanted.Explanation,
                };
                masked.Slots.ShouldBe(alike.Slots, $"{where} without {kinds}");
                masked.ShouldBe(alike, $"{where} without {kinds}");
            }
        }
    }
}
