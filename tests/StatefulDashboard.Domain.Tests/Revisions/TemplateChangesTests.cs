using System.Text.Json.Nodes;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Revisions;

namespace StatefulDashboard.Domain.Tests.Revisions;

public sealed class TemplateChangesTests
{
    private const string Template = """
        {"metadata":{"labels":{"app":"nginx"}},"spec":{"containers":[{"name":"nginx","image":"nginx:1.27","env":[{"name":"A","value":"1"},{"name":"B","value":"2"}],"resources":{"limits":{"memory":"1Gi"}},"command":["sh","-c"]},{"name":"exporter","image":"exporter:2"}],"terminationGracePeriodSeconds":10}}
        """;

    [Theory]
    [InlineData("nginx:1.27", "nginx:1.28", "TemplateImageChanged(nginx; nginx:1.27; nginx:1.28)")]
    [InlineData("\"1Gi\"", "\"2Gi\"", "TemplateFieldChanged(spec.containers[nginx].resources.limits.memory; 1Gi; 2Gi)")]
    [InlineData("{\"name\":\"A\",\"value\":\"1\"}", "{\"name\":\"A\",\"value\":\"3\"}", "TemplateFieldChanged(spec.containers[nginx].env[A].value; 1; 3)")]
    [InlineData(",{\"name\":\"B\",\"value\":\"2\"}", "", "TemplateFieldRemoved(spec.containers[nginx].env[B]; {\"name\":\"B\",\"value\":\"2\"})")]
    [InlineData("{\"app\":\"nginx\"}", "{\"app\":\"nginx\",\"tier\":\"web\"}", "TemplateFieldAdded(metadata.labels.tier; web)")]
    [InlineData(",\"terminationGracePeriodSeconds\":10", "", "TemplateFieldRemoved(spec.terminationGracePeriodSeconds; 10)")]
    [InlineData("[\"sh\",\"-c\"]", "[\"sh\"]", "TemplateFieldChanged(spec.containers[nginx].command; [\"sh\",\"-c\"]; [\"sh\"])")]
    [InlineData("{\"name\":\"A\",\"value\":\"1\"},{\"name\":\"B\",\"value\":\"2\"}", "{\"name\":\"B\",\"value\":\"2\"},{\"name\":\"A\",\"value\":\"1\"}", "TemplateOrderChanged(spec.containers[nginx].env)")]
    [InlineData("{\"name\":\"exporter\",\"image\":\"exporter:2\"}", "{\"name\":\"sidecar\",\"image\":\"x\"}", "TemplateFieldRemoved(spec.containers[exporter]; {\"name\":\"exporter\",\"image\":\"exporter:2\"}) TemplateFieldAdded(spec.containers[sidecar]; {\"name\":\"sidecar\",\"image\":\"x\"})")]
    [InlineData("{\"name\":\"B\",\"value\":\"2\"}", "{\"name\":\"A\",\"value\":\"2\"}", "TemplateFieldChanged(spec.containers[nginx].env; [{\"name\":\"A\",\"value\":\"1\"},{\"name\":\"B\",\"value\":\"2\"}]; [{\"name\":\"A\",\"value\":\"1\"},{\"name\":\"A\",\"value\":\"2\"}])")]
    [InlineData("[{\"name\":\"A\",\"value\":\"1\"},{\"name\":\"B\",\"value\":\"2\"}]", "null", "TemplateFieldRemoved(spec.containers[nginx].env; [{\"name\":\"A\",\"value\":\"1\"},{\"name\":\"B\",\"value\":\"2\"}])")]
    [InlineData("nothing of it", "x", "")]
    public void Change_OfTheTemplate_IsSaidByItsPathAndItsNames(string before, string after, string expected) =>
        Say(TemplateChanges.Of(Parse(Template), Parse(Template.Replace(before, after, StringComparison.Ordinal)))).ShouldBe(expected);

    [Fact]
    public void Change_OfALongValue_IsCut()
    {
        var change = TemplateChanges.Of(Parse(Template), Parse(Template.Replace("1Gi", new string('x', 900), StringComparison.Ordinal))).Single();

        change.Arguments[2].ShouldBe(new string('x', 120) + "…");
    }

    [Theory]
    [InlineData("""{"spec":{"containers":[3,null,{"name":{}}]}}""")]
    [InlineData("""{"spec":{"containers":{"name":"x"}}}""")]
    [InlineData("""{"spec":[[]]}""")]
    [InlineData("{}")]
    public void Change_ToSomethingAbsurd_IsNoFault(string template)
    {
        TemplateChanges.Of(Parse(Template), Parse(template)).ShouldNotBeEmpty();
        TemplateChanges.Of(Parse(template), Parse(Template)).ShouldNotBeEmpty();
    }

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();

    private static string Say(IEnumerable<Statement> changes) => string.Join(' ', changes.Select(change => change.Code + "(" + string.Join("; ", change.Arguments) + ")"));
}
