using System.Text.Json.Nodes;
using StatefulDashboard.Domain.Planning;

namespace StatefulDashboard.Domain.Tests.Planning;

public sealed class TemplatePatchTests
{
    [Fact]
    public void Of_Image_PatchesThatContainerByNameAndThePartition() => ShouldBe(
        TemplatePatch.Of(new World().Overview(), TemplateChange.OfImage("nginx", "nginx:1.28"), 3),
        PatchBody.StrategicMerge,
        """{"spec":{"updateStrategy":{"rollingUpdate":{"partition":3}},"template":{"spec":{"containers":[{"name":"nginx","image":"nginx:1.28"}]}}}}""");

    [Fact]
    public void Of_InitContainer_IsFoundByItsName() => ShouldBe(
        TemplatePatch.Of(new World().Overview(), TemplateChange.OfImage("setup", "busybox:1.37"), 0),
        PatchBody.StrategicMerge,
        """{"spec":{"updateStrategy":{"rollingUpdate":{"partition":0}},"template":{"spec":{"initContainers":[{"name":"setup","image":"busybox:1.37"}]}}}}""");

    // a value beside a valueFrom is refused by the server (422), so what was there goes
    [Fact]
    public void Of_Environment_SetsWithoutAnotherSourceAndDeletesByName() => ShouldBe(
        TemplatePatch.Of(new World().Overview(), new([], [new("nginx", "MODE", "a=b"), new("nginx", "OLD", null)], []), 2),
        PatchBody.StrategicMerge,
        """
        {"spec":{"updateStrategy":{"rollingUpdate":{"partition":2}},"template":{"spec":{"containers":[{"name":"nginx","env":[
        {"name":"MODE","value":"a=b","valueFrom":null},{"$patch":"delete","name":"OLD"}]}]}}}}
        """);

    [Fact]
    public void Of_Resources_NamesOnlyWhatChanges() => ShouldBe(
        TemplatePatch.Of(new World().Overview(), new([], [], [new("nginx", "cpu", "250m", null), new("nginx", "memory", "1Gi", "2Gi"), new("exporter", "cpu", null, "1")]), 2),
        PatchBody.StrategicMerge,
        """
        {"spec":{"updateStrategy":{"rollingUpdate":{"partition":2}},"template":{"spec":{"containers":[
        {"name":"nginx","resources":{"requests":{"cpu":"250m","memory":"1Gi"},"limits":{"memory":"2Gi"}}},
        {"name":"exporter","resources":{"limits":{"cpu":"1"}}}]}}}}
        """);

    [Fact]
    public void Of_WholeTemplate_ReplacesItAndPutsThePartitionIntoWhatIsThere() => ShouldBe(
        TemplatePatch.Of(new World().Overview(), TemplateChange.OfTemplate("""{"spec":{"containers":[]}}"""), 3),
        PatchBody.JsonPatch,
        """
        [{"op":"add","path":"/spec/updateStrategy/rollingUpdate/partition","value":3},
        {"op":"replace","path":"/spec/template","value":{"spec":{"containers":[]}}}]
        """);

    [Fact]
    public void Of_WholeTemplateWithoutRollingUpdate_AddsTheObject()
    {
        var world = new World().With(spec => spec with { UpdateStrategy = new() { Type = "RollingUpdate", RollingUpdate = null } });

        ShouldBe(
            TemplatePatch.Of(world.Overview(), TemplateChange.OfTemplate("{}"), 3),
            PatchBody.JsonPatch,
            """
            [{"op":"add","path":"/spec/updateStrategy/rollingUpdate","value":{"partition":3}},
            {"op":"replace","path":"/spec/template","value":{}}]
            """);
    }

    [Fact]
    public void Of_NoChange_IsThePartitionAlone() => ShouldBe(
        TemplatePatch.Of(new World().Overview(), null, 2), PatchBody.Merge, """{"spec":{"updateStrategy":{"rollingUpdate":{"partition":2}}}}""");

    private static void ShouldBe(PatchBody patch, string contentType, string json)
    {
        patch.ContentType.ShouldBe(contentType);
        JsonNode.DeepEquals(JsonNode.Parse(patch.Json), JsonNode.Parse(json)).ShouldBeTrue(patch.Json);
    }
}
