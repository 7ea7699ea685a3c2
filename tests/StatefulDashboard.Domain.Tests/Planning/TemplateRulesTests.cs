using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;

namespace StatefulDashboard.Domain.Tests.Planning;

/// <summary>Asked through the planner: what it refuses never becomes a patch.</summary>
public sealed class TemplateRulesTests
{
    [Theory]
    [InlineData("nginx")]
    [InlineData("nginx:1.28")]
    [InlineData("registry.example.com:5000/team/nginx:1.28")]
    [InlineData("[2001:db8::1]:5000/nginx:1.28")]
    [InlineData("nginx@sha256:0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("a/b__c.d-e:V_1.2-x")]
    public void Plan_Image_IsTaken(string image) => Refusal(TemplateChange.OfImage("nginx", image)).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(" nginx")]
    [InlineData("nginx:1.28 ")]
    [InlineData("nginx\n")]
    [InlineData("nginx\u0000")]
    [InlineData("nginx:")]
    [InlineData("nginx/")]
    [InlineData("-nginx")]
    [InlineData("nginx;rm")]
    [InlineData("$(id)")]
    [InlineData("`id`")]
    [InlineData("nginx'")]
    [InlineData("nginx\u202e")]
    public void Plan_ImageThatCannotBe_IsRefused(string image) =>
        Refusal(TemplateChange.OfImage("nginx", image)).ShouldBe(Statement.Of(StatementCode.TemplateImageInvalid, "nginx", image));

    // a strategic merge patch would add the container
    [Fact]
    public void Plan_UnknownContainer_NamesThoseThatAreThere() =>
        Refusal(TemplateChange.OfImage("ngnix", "nginx:1.28")).ShouldBe(Statement.Of(StatementCode.TemplateContainerUnknown, "ngnix", "setup, nginx, exporter"));

    [Fact]
    public void Plan_SameImage_ChangesNothing() => Refusal(TemplateChange.OfImage("nginx", "nginx:1.27")).ShouldBe(Statement.Of(StatementCode.TemplateUnchanged));

    [Fact]
    public void Plan_EmptyChange_ChangesNothing() => Refusal(new([], [], [])).ShouldBe(Statement.Of(StatementCode.TemplateUnchanged));

    [Fact]
    public void Plan_ContainerNamedTwice_IsRefused() =>
        Refusal(new([new("nginx", "nginx:1.28"), new("nginx", "nginx:1.29")], [], [])).ShouldBe(Statement.Of(StatementCode.TemplateNamedTwice, "nginx"));

    [Theory]
    [InlineData("MODE", true)]
    [InlineData("my.mode-1", true)]
    [InlineData("--from", true)] // odd, and the server takes it
    [InlineData("", false)]
    [InlineData("A=B", false)]
    [InlineData("A\n", false)]
    [InlineData("größe", false)]
    public void Plan_Variable_HasAPrintableNameWithoutAnEqualsSign(string name, bool isAllowed) =>
        (Refusal(new([], [new("nginx", name, "x")], [])) is null).ShouldBe(isAllowed);

    [Fact]
    public void Plan_VariableWithAZeroByte_IsRefused() =>
        Refusal(new([], [new("nginx", "MODE", "a\0b")], [])).ShouldBe(Statement.Of(StatementCode.TemplateVariableInvalid, "nginx", "MODE"));

    [Theory]
    [InlineData("250m", true)]
    [InlineData("1Gi", true)]
    [InlineData("1.5", true)]
    [InlineData(".5Gi", true)]
    [InlineData("1e9", true)]
    [InlineData("1E", true)]
    [InlineData("", false)]
    [InlineData("-1", false)]
    [InlineData("1 Gi", false)]
    [InlineData("1GB", false)]
    [InlineData("1,5", false)]
    [InlineData("1Gi\n", false)]
    [InlineData("much", false)]
    public void Plan_Quantity_IsWrittenAsTheApiWritesIt(string amount, bool isAllowed)
    {
        (Refusal(new([], [], [new("nginx", "memory", amount, null)])) is null).ShouldBe(isAllowed);
        (Refusal(new([], [], [new("nginx", "memory", null, amount)])) is null).ShouldBe(isAllowed);
    }

    [Fact]
    public void Plan_ResourceWithoutAnyAmount_IsRefused() =>
        Refusal(new([], [], [new("nginx", "memory", null, null)])).ShouldBe(Statement.Of(StatementCode.TemplateResourceInvalid, "nginx", "memory"));

    [Theory]
    [InlineData("""{"metadata":{"labels":{"app":"nginx","more":"x"}},"spec":{"containers":[{"name":"a","image":"b"}]}}""", null)]
    [InlineData("", nameof(StatementCode.TemplateNotJson))]
    [InlineData("[]", nameof(StatementCode.TemplateNotJson))]
    [InlineData("null", nameof(StatementCode.TemplateNotJson))]
    [InlineData("""{"spec":{},"spec":{}}""", nameof(StatementCode.TemplateNotJson))]
    [InlineData("""{"spec":{"containers":[]}}""", nameof(StatementCode.TemplateWithoutContainers))]
    [InlineData("""{"spec":{"containers":[null]}}""", nameof(StatementCode.TemplateWithoutContainers))]
    [InlineData("""{"spec":{"containers":[{"name":7,"image":"b"}]}}""", nameof(StatementCode.TemplateWithoutContainers))]
    [InlineData("""{"spec":{"containers":[{"name":"a"}]}}""", nameof(StatementCode.TemplateImageInvalid))]
    [InlineData("""{"spec":{"containers":[{"name":"a","image":"b"},{"name":"a","image":"c"}]}}""", nameof(StatementCode.TemplateNamedTwice))]
    [InlineData("""{"spec":{"containers":[{"name":"a","image":"b"}]}}""", nameof(StatementCode.TemplateLabelsDiffer))]
    [InlineData("""{"metadata":{"labels":{"app":7}},"spec":{"containers":[{"name":"a","image":"b"}]}}""", nameof(StatementCode.TemplateLabelsDiffer))]
    public void Plan_WholeTemplate_NeedsContainersAndTheLabelsOfTheSelector(string template, string? refusal) =>
        (Refusal(TemplateChange.OfTemplate(template))?.Code.ToString()).ShouldBe(refusal);

    [Fact]
    public void Plan_WholeTemplateAndParts_IsRefused() =>
        Refusal(new([new("nginx", "nginx:1.28")], [], [], "{}")).ShouldBe(Statement.Of(StatementCode.TemplateMixed));

    [Fact]
    public void Plan_TemplateNestedVeryDeep_IsRefusedAndNothingFalls() =>
        Refusal(TemplateChange.OfTemplate(new string('[', 100_000))).ShouldBe(Statement.Of(StatementCode.TemplateNotJson));

    private static Statement? Refusal(TemplateChange change)
    {
        var overview = new World().Pod(0).Pod(1).Pod(2).Overview();
        return RolloutPlanner.Plan(overview, new(overview.Name, change, [0], TimeSpan.Zero, NeedsApproval: false)).Refusal;
    }
}
