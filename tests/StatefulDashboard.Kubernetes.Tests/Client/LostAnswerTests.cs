using System.Text.Json.Nodes;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Tests.Client;

/// <summary>What an object that is read again tells, case by case.</summary>
public sealed class LostAnswerTests
{
    private static readonly WriteBasis Before = new("u", "7", 2);

    [Theory]
    [InlineData("u", "7", 2, 5, WriteFate.Applied, true)] // it was so already
    [InlineData("u", "8", 3, 5, WriteFate.Applied, true)]
    [InlineData("u", "7", 2, 3, WriteFate.NotApplied, false)]
    [InlineData("u", "8", 2, 3, WriteFate.NotApplied, true)] // a status write
    [InlineData("u", "8", 3, 3, WriteFate.Unknown, true)] // somebody else, before or after us
    [InlineData("v", "8", 1, 5, WriteFate.Unknown, true)]
    [InlineData("v", "7", 2, 3, WriteFate.Unknown, true)]
    public void OfPatch_ByWhatIsThere(string uid, string version, long generation, int replicas, WriteFate fate, bool final)
    {
        var evidence = LostAnswer.OfPatch(Before, Merge("""{"spec":{"replicas":5}}"""), Set(uid, version, generation, $$"""{"replicas":{{replicas}}}"""));
        (evidence.Fate, evidence.IsFinal).ShouldBe((fate, final));
    }

    [Fact]
    public void OfPatch_Gone_IsUnknown() => LostAnswer.OfPatch(Before, Merge("{}"), null).Fate.ShouldBe(WriteFate.Unknown);

    /// <summary>An annotation moves no generation: that it stands still proves nothing.</summary>
    [Fact]
    public void OfPatch_OfAnAnnotation_IsNotDisprovedByTheGeneration()
    {
        var patch = Merge("""{"metadata":{"uid":"u","resourceVersion":"7","annotations":{"a":"1"}}}""");
        LostAnswer.OfPatch(Before, patch, Set("u", "8", 2, "{}")).Fate.ShouldBe(WriteFate.Unknown);
        LostAnswer.OfPatch(Before, patch, Set("u", "8", 2, "{}", """,\"annotations\":{\"a\":\"1\",\"b\":\"2\"}""")).Fate.ShouldBe(WriteFate.Applied);
    }

    /// <summary>A kind without a generation: only an unchanged version proves anything.</summary>
    [Fact]
    public void OfPatch_OfAKindWithoutGeneration_IsUnknownOnceTheVersionMoved() =>
        LostAnswer.OfPatch(Before with { Generation = 0 }, Merge("""{"spec":{"replicas":5}}"""), Set("u", "8", 0, "{}")).Fate.ShouldBe(WriteFate.Unknown);

    [Theory]
    [InlineData("""{"uid":"v"}""", null, WriteFate.Applied)]
    [InlineData("""{"uid":"u"}""", null, WriteFate.NotApplied)]
    [InlineData("""{"uid":"u","deletionTimestamp":"2026-01-01T00:00:00Z","deletionGracePeriodSeconds":30}""", null, WriteFate.Applied)]
    [InlineData("""{"uid":"u","deletionTimestamp":"2026-01-01T00:00:00Z","deletionGracePeriodSeconds":30}""", 30, WriteFate.Applied)]
    [InlineData("""{"uid":"u","deletionTimestamp":"2026-01-01T00:00:00Z","deletionGracePeriodSeconds":30}""", 0, WriteFate.NotApplied)]
    public void OfDeletion_ByWhatIsThere(string metadata, int? grace, WriteFate fate) =>
        LostAnswer.OfDeletion(new DeleteOptions("u", GracePeriodSeconds: grace), Parse($$"""{"metadata":{{metadata}}}""")).Fate.ShouldBe(fate);

    [Fact]
    public void OfDeletion_GoneOrWithoutUid_SaysWhatIsCertain()
    {
        LostAnswer.OfDeletion(new DeleteOptions(), null).Fate.ShouldBe(WriteFate.Applied);
        LostAnswer.OfDeletion(new DeleteOptions(), Parse("""{"metadata":{"uid":"u"}}""")).Fate.ShouldBe(WriteFate.Unknown);

        // the version that the deletion carried has passed: it can come to nothing any more
        LostAnswer.OfDeletion(new DeleteOptions("u", "7"), Parse("""{"metadata":{"uid":"u","resourceVersion":"7"}}""")).IsFinal.ShouldBeFalse();
        LostAnswer.OfDeletion(new DeleteOptions("u", "7"), Parse("""{"metadata":{"uid":"u","resourceVersion":"8"}}""")).IsFinal.ShouldBeTrue();
    }

    [Fact]
    public void OfCreation_ByWhatIsThere()
    {
        var body = Parse("""{"metadata":{"name":"a"},"data":{"k":"v"}}""");
        LostAnswer.OfCreation(body, null).Fate.ShouldBe(WriteFate.NotApplied);
        LostAnswer.OfCreation(body, Parse("""{"metadata":{"name":"a","uid":"u"},"data":{"k":"v"}}""")).Fate.ShouldBe(WriteFate.Applied);
        LostAnswer.OfCreation(body, Parse("""{"metadata":{"name":"a","uid":"u"},"data":{"k":"other"}}""")).Fate.ShouldBe(WriteFate.Unknown);
    }

    [Theory]
    [InlineData("u", 2, 1, ConflictDecision.TryAgain)]
    [InlineData("u", 2, 4, ConflictDecision.TryAgain)]
    [InlineData("u", 2, 5, ConflictDecision.TriesUsedUp)]
    [InlineData("u", 3, 1, ConflictDecision.Changed)]
    [InlineData("v", 2, 1, ConflictDecision.Replaced)]
    public void Conflict_ByUidAndGeneration(string uid, long generation, int sent, ConflictDecision decision) =>
        ConflictRule.Decide(Before, new ObjectMeta { Uid = uid, Generation = generation, ResourceVersion = "9" }, sent).ShouldBe(decision);

    [Fact]
    public void Conflict_GoneOrOfNoGeneration_IsPlannedAgain()
    {
        ConflictRule.Decide(Before, null, 1).ShouldBe(ConflictDecision.Gone);
        ConflictRule.Decide(Before with { Generation = 0 }, new ObjectMeta { Uid = "u" }, 1).ShouldBe(ConflictDecision.Changed);
    }

    private static Patch Merge(string json) => Patch.Merge(Parse(json));

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();

    private static JsonObject Set(string uid, string version, long generation, string spec, string more = "") => Parse(
        $$$"""{"metadata":{"uid":"{{{uid}}}","resourceVersion":"{{{version}}}","generation":{{{generation}}}{{{more.Replace("\\", "", StringComparison.Ordinal)}}}},"spec":{{{spec}}}}""");
}
