using System.Text.Json;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Planning;

/// <summary>An intent comes from a browser, or from an object in the cluster: what is left out is none, and nothing falls over it.</summary>
public sealed class IntentJsonTests
{
    private static readonly StatefulSetOverview Set = new World().Pod(0).Pod(1).Pod(2).Claim(0).Overview();

    [Theory]
    [InlineData("""{"action":"rollout"}""", nameof(StatementCode.RolloutWithoutPartitions))]
    [InlineData("""{"action":"rollout","Change":{},"Partitions":[0]}""", nameof(StatementCode.TemplateUnchanged))]
    [InlineData("""{"action":"rollout","Change":{"Images":null},"Partitions":[0]}""", nameof(StatementCode.TemplateUnchanged))]
    [InlineData("""{"action":"rollout","Change":{"Images":[null,{}]},"Partitions":[0]}""", nameof(StatementCode.TemplateContainerUnknown))]
    [InlineData("""{"action":"rollout","Change":{"Images":[{"Container":"nginx"}]},"Partitions":[0]}""", nameof(StatementCode.TemplateImageInvalid))]
    [InlineData("""{"action":"rollout","Change":{"Environment":[{"Container":"nginx"}]},"Partitions":[0]}""", nameof(StatementCode.TemplateVariableInvalid))]
    [InlineData("""{"action":"rollout","Change":{"Resources":[{"Container":"nginx"}]},"Partitions":[0]}""", nameof(StatementCode.TemplateResourceInvalid))]
    [InlineData("""{"action":"podDeletion"}""", nameof(StatementCode.PodGone))]
    [InlineData("""{"action":"podDeletion","PodName":"web-0"}""", nameof(StatementCode.PodMadeAnew))]
    [InlineData("""{"action":"deletion","Deletions":["x"]}""", nameof(StatementCode.DeletionClaimUnknown))]
    [InlineData("""{"action":"deletion","Pods":1,"Deletions":["www-web-0"]}""", nameof(StatementCode.DeletionOrphanClaims))]
    public void Plan_IntentWithHoles_IsRefused(string json, string refusal) => Plan(json).Refusal.ShouldNotBeNull().Code.ToString().ShouldBe(refusal);

    [Fact]
    public void Plan_DeletionThatNamesNothing_KeepsEveryClaim() =>
        Plan("""{"action":"deletion"}""").Consequences.Single(item => item.Object == "PersistentVolumeClaim").Kind.ShouldBe(ConsequenceKind.Kept);

    [Fact]
    public void Intent_WrittenAndRead_IsTheSame()
    {
        ActionIntent intent = new RolloutIntent(
            Set.Name, new([new("nginx", "nginx:1.28")], [new("nginx", "MODE", null)], [new("nginx", "cpu", "1", null)]), [2, 0], TimeSpan.FromSeconds(30), NeedsApproval: true);

        JsonSerializer.Deserialize<ActionIntent>(JsonSerializer.Serialize(intent)).ShouldBe(intent);
    }

    private static ActionPlan Plan(string json) => JsonSerializer.Deserialize<ActionIntent>(json) switch
    {
        RolloutIntent rollout => RolloutPlanner.Plan(Set, rollout),
        DeletionIntent deletion => DeletionPlanner.Plan(Set, deletion),
        PodDeletionIntent pod => PodDeletionPlanner.Plan(Set, pod),
        var other => throw new InvalidOperationException($"no plan for {other}"),
    };
}
