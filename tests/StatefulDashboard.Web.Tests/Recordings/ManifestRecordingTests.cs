using System.Text.Json;
using System.Text.Json.Nodes;
using StatefulDashboard.Domain.Events;
using StatefulDashboard.Domain.Manifests;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Operations;

namespace StatefulDashboard.Web.Tests.Recordings;

public sealed class ManifestRecordingTests
{
    public static TheoryData<string> Names => [.. Recording.Names];

    // whatever a real server has sent: read as YAML it is the same object. The reader is the one that reads what people type
    [Theory]
    [MemberData(nameof(Names))]
    public void Yaml_OfEveryRecordedObject_IsReadAsTheObject(string name)
    {
        foreach (var recorded in Recording.Load(name).Events)
        {
            var template = new JsonObject { ["spec"] = JsonNode.Parse(recorded.Object.GetRawText()) };
            using var document = JsonDocument.Parse(template.ToJsonString());

            var (read, fault) = TemplateYaml.Read(YamlText.Of(document.RootElement));

            fault.ShouldBeNull();
            JsonNode.DeepEquals(read, template).ShouldBeTrue(recorded.Object.GetRawText());
        }
    }

    [Fact]
    public void Events_OfABrokenRollout_TellOfTheSetItsPodsAndClaimsNewestFirst()
    {
        var state = RecordedState.At(Recording.Load("broken-rollout"), 15969);

        var told = SetEvents.Of(state.Overview(), state.All(ResourceKinds.Events), new("", "")).Items;

        told.Count.ShouldBe(state.All(ResourceKinds.Events).Count);
        told.ShouldContain(item => item.Kind == "StatefulSet" && item.Reason == "SuccessfulDelete" && item.Message.Contains("web-2", StringComparison.Ordinal) && item.Component == "statefulset-controller");
        told.Zip(told.Skip(1)).ShouldAllBe(pair => pair.First.LastSeen >= pair.Second.LastSeen);
        // web-2 was made three times; only what is told of the last one is of the pod that is there
        told.Where(item => item.Object == "web-2").Select(item => item.IsEarlier).Distinct().ShouldBe([false, true], ignoreOrder: true);
    }
}
