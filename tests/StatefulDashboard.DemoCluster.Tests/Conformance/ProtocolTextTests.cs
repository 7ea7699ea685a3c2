using System.Text.Json.Nodes;

namespace StatefulDashboard.DemoCluster.Tests.Conformance;

/// <summary>What the comparison of answers hides, and that it hides nothing else.</summary>
public class ProtocolTextTests
{
    [Theory]
    [InlineData("""{"uid":"ae74cb58-b6a3-4799-b598-9d09b7316a2e"}""", """{"uid":"1ea63caf-2daf-4d2a-8820-f262bbc67a24"}""")]
    [InlineData("""{"resourceVersion":"12"}""", """{"resourceVersion":"4711"}""")]
    [InlineData("""{"creationTimestamp":"2026-11-20T19:56:43Z"}""", """{"creationTimestamp":"2027-01-02T03:04:05Z"}""")]
    [InlineData("""{"cells":["web-0","1s"]}""", """{"cells":["web-0","2m3s"]}""")]
    [InlineData("""{"podIP":"10.244.0.160"}""", """{"podIP":"10.244.1.2"}""")]
    [InlineData("""{"name":"web-6cdc958bf"}""", """{"name":"web-7db8877"}""")]
    [InlineData("""{"name":"web-0.18e9d9134dd0a3c5"}""", """{"name":"web-0.28e9d9134dd0a3c6"}""")]
    [InlineData("""{"metadata":{"managedFields":[1]}}""", """{"metadata":{}}""")]
    [InlineData("""{"message":"Successfully assigned proto/web-0 to node-a"}""", """{"message":"Successfully assigned proto/web-0 to node-b"}""")]
    public void Comparison_OfWhatMayDiffer_SeesNoDifference(string one, string other)
        => JsonNode.DeepEquals(ProtocolText.Comparable(JsonNode.Parse(one)), ProtocolText.Comparable(JsonNode.Parse(other))).ShouldBeTrue();

    [Theory]
    [InlineData("""{"uid":"ae74cb58-b6a3-4799-b598-9d09b7316a2e"}""", """{"uid":""}""")]
    [InlineData("""{"resourceVersion":"12"}""", "{}")]
    [InlineData("""{"cells":["web-0","1s"]}""", """{"cells":["web-0",1]}""")]
    [InlineData("""{"name":"web-0"}""", """{"name":"web-1"}""")]
    [InlineData("""{"tolerationSeconds":300}""", """{"tolerationSeconds":30}""")]
    [InlineData("""{"reason":"Expired"}""", """{"reason":"Gone"}""")]
    [InlineData("""{"items":["a","b"]}""", """{"items":["b","a"]}""")]
    [InlineData("""{"spec":{"containers":null}}""", """{"spec":{}}""")]
    public void Comparison_OfAnythingElse_SeesTheDifference(string one, string other)
        => JsonNode.DeepEquals(ProtocolText.Comparable(JsonNode.Parse(one)), ProtocolText.Comparable(JsonNode.Parse(other))).ShouldBeFalse();
}
