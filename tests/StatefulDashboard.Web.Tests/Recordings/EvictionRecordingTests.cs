using System.Text.Json;
using StatefulDashboard.Domain.Disruption;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Tests.Recordings;

/// <summary>What is said of a budget, against what a real control plane then answered to evictions.</summary>
public sealed class EvictionRecordingTests
{
    [Fact]
    public void Budget_FromItsMakingToTheSecondEviction_SaysWhatThereIsLeft()
    {
        Verdicts(2816).ShouldBe("BudgetNotObserved(web)");
        Verdicts(4020).ShouldBe("BudgetAllows(web; 1; 3; 2; 3)");
        Verdicts(4034).ShouldBe("BudgetUsedUp(web; 2; 2; 3)");
        Verdicts(6716).ShouldBe("BudgetAllows(web; 1; 3; 2; 3)");
    }

    // the request is sent on the state just before it
    [Theory]
    [InlineData(4020, "web-2")]
    [InlineData(4033, "web-1")]
    [InlineData(6716, "web-1")]
    public void Drain_AsItWasSaid_IsWhatTheServerAnswered(long sentAt, string pod)
    {
        using var scenario = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Recording.Folder, "eviction", "scenario.json")));
        var answered = scenario.RootElement.GetProperty("steps").EnumerateArray()
            .Single(step => step.GetProperty("t").GetInt64() == sentAt && step.TryGetProperty("path", out var path) && path.GetString()!.EndsWith("/pods/" + pod + "/eviction", StringComparison.Ordinal))
            .GetProperty("status").GetInt32();

        var said = At(sentAt).Places.SelectMany(place => place.Drain).Select(notice => notice.Text).Single(text => text.Arguments[0].Split(", ").Contains(pod)).Code;

        said.ShouldBe(answered == 201 ? StatementCode.DrainEvicts : StatementCode.DrainRefused);
    }

    [Fact]
    public void Budget_OfTheRecording_SelectsAllOrdinals() => At(4020).Budgets.Single().Ordinals.ShouldBe([0, 1, 2]);

    private static string Verdicts(long milliseconds) => string.Join(' ', At(milliseconds).Budgets.Select(budget => budget.Verdict.Text.Code + "(" + string.Join("; ", budget.Verdict.Text.Arguments) + ")"));

    private static SetDisruption At(long milliseconds)
    {
        var state = RecordedState.At(Recording.Load("eviction"), milliseconds);
        return SetDisruption.Of(state.Overview(), new(state.All(ResourceKinds.Pods), state.All(ResourceKinds.BudgetDetails), null, null, state.All(StorageKinds.Volumes)));
    }
}
