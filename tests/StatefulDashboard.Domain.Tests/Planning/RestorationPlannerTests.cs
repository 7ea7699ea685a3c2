using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;

namespace StatefulDashboard.Domain.Tests.Planning;

public sealed class RestorationPlannerTests
{
    private const string Manifest = """
        {"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"web","namespace":"db"},
        "spec":{"replicas":2,"ordinals":{"start":3},"volumeClaimTemplates":[{"metadata":{"name":"www"},"spec":{"resources":{"requests":{"storage":"1Gi"}}}}]}}
        """;

    // the claim has grown since it was made from its template
    private const string Claim = """
        {"apiVersion":"v1","kind":"PersistentVolumeClaim","metadata":{"name":"www-web-3","namespace":"db"},"spec":{"resources":{"requests":{"storage":"2Gi"}}}}
        """;

    [Fact]
    public void Plan_KeptClaims_AreTakenBackInOrder()
    {
        var plan = Plan(Receipt(Manifest, Claim), ["www-web-3", "unrelated"]);

        plan.Refusal.ShouldBeNull();
        plan.Steps.Select(step => step.Text).ShouldBe([
            Statement.Of(StatementCode.StepRestoreSet, "web", "2"),
            Statement.Of(StatementCode.StepTakeBackClaim, "www-web-3", "2 GiB"),
            Statement.Of(StatementCode.StepCreate, "web-3"),
            Statement.Of(StatementCode.StepCreateClaim, "www-web-4"),
            Statement.Of(StatementCode.StepCreate, "web-4")]);
        plan.Consequences.Select(item => $"{item.Kind} {item.Name}").ShouldBe(["TakenBack www-web-3", "Created web-3", "Created www-web-4", "Created web-4"]);
        plan.Hazards.ShouldBe([new Hazard(Severity.Note, Statement.Of(StatementCode.HazardReceiptAge, "3 d"))]);
        plan.Requests.ShouldHaveSingleItem().ShouldBe(new PlannedRequest("POST", "/apis/apps/v1/namespaces/db/statefulsets", Manifest));
    }

    [Fact]
    public void Plan_ClaimThatIsGoneSince_ComesBackEmpty() =>
        Plan(Receipt(Manifest, Claim), []).Hazards.ShouldContain(new Hazard(Severity.Caution, Statement.Of(StatementCode.HazardClaimsEmpty, "www-web-3")));

    [Fact]
    public void Plan_PolicyThatDeletes_ComesBackToo() =>
        Plan(Receipt(Manifest.Replace("\"replicas\":2", "\"replicas\":2,\"persistentVolumeClaimRetentionPolicy\":{\"whenDeleted\":\"Delete\"}", StringComparison.Ordinal)), [])
            .Hazards.ShouldContain(new Hazard(Severity.Caution, Statement.Of(StatementCode.HazardRestoredRetention, "Retain", "Delete")));

    [Fact]
    public void Plan_PodsThatRunOn_AreAdopted() =>
        RestorationPlanner.Plan(Receipt(Manifest), ["www-web-3", "www-web-4"], setExists: false, World.Now, ["web-4"]).Consequences
            .Where(item => item.Object == "Pod").Select(item => $"{item.Kind} {item.Name}").ShouldBe(["Created web-3", "Kept web-4"]);

    [Fact]
    public void Plan_SetOfThatName_IsRefused() =>
        RestorationPlanner.Plan(Receipt(Manifest), [], setExists: true, World.Now).Refusal.ShouldBe(Statement.Of(StatementCode.RestorationExists, "web"));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{")]
    [InlineData("""{"metadata":{"name":"other","namespace":"db"}}""")]
    [InlineData("""{"metadata":{"name":"web","namespace":"other"}}""")]
    [InlineData("""{"metadata":{"name":"web","namespace":"db"},"spec":{"replicas":-1}}""")]
    [InlineData("""{"metadata":{"name":"web","namespace":"db"},"spec":{"replicas":99999999999}}""")]
    [InlineData("""{"metadata":{"name":"web","namespace":"db"},"spec":{"replicas":"many"}}""")]
    public void Plan_ReceiptThatCannotBe_IsRefused(string manifest) =>
        Plan(Receipt(manifest), []).Refusal.ShouldBe(Statement.Of(StatementCode.RestorationUnreadable, "web"));

    [Fact]
    public void Plan_ClaimManifestThatCannotBeRead_IsLeftOut() => Plan(Receipt(Manifest, "{", "null", "7"), []).Refusal.ShouldBeNull();

    [Fact]
    public void Plan_AMillionReplicas_ListsAHundred()
    {
        var plan = Plan(Receipt(Manifest.Replace("\"replicas\":2", "\"replicas\":1000000", StringComparison.Ordinal)), []);

        plan.Consequences.Count(item => item.Object == "Pod").ShouldBe(100);
        plan.Steps[^1].Text.ShouldBe(Statement.Of(StatementCode.StepMore, "999900"));
    }

    private static SetReceipt Receipt(string manifest, params string[] claims) => new(new("db", "web"), manifest, [.. claims], World.Now.AddDays(-3));

    private static ActionPlan Plan(SetReceipt receipt, string[] claims) => RestorationPlanner.Plan(receipt, claims, setExists: false, World.Now);
}
