using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Patches;

namespace StatefulDashboard.DemoCluster.Tests.ApiServer;

public class StrategicMergePatchTests
{
    [Theory]
    [InlineData("a container is found by its name", """{"containers":[{"name":"a","image":"1"},{"name":"b","image":"1"}]}""", """{"containers":[{"name":"b","image":"2"}]}""", """{"containers":[{"name":"a","image":"1"},{"name":"b","image":"2"}]}""")]
    [InlineData("a new container is added", """{"containers":[{"name":"a"}]}""", """{"containers":[{"name":"b"}]}""", """{"containers":[{"name":"a"},{"name":"b"}]}""")]
    [InlineData("$patch delete removes one", """{"containers":[{"name":"a"},{"name":"b"}]}""", """{"containers":[{"name":"a","$patch":"delete"}]}""", """{"containers":[{"name":"b"}]}""")]
    [InlineData("$patch replace replaces the list", """{"containers":[{"name":"a"},{"name":"b"}]}""", """{"containers":[{"name":"c"},{"$patch":"replace"}]}""", """{"containers":[{"name":"c"}]}""")]
    [InlineData("$patch replace replaces a map", """{"m":{"a":1,"b":2}}""", """{"m":{"$patch":"replace","c":3}}""", """{"m":{"c":3}}""")]
    [InlineData("null removes", """{"m":{"a":1,"b":2}}""", """{"m":{"a":null}}""", """{"m":{"b":2}}""")]
    [InlineData("the order is set", """{"containers":[{"name":"a"},{"name":"b"}]}""", """{"$setElementOrder/containers":[{"name":"b"},{"name":"a"}],"containers":[{"name":"a","image":"2"}]}""", """{"containers":[{"name":"b"},{"name":"a","image":"2"}]}""")]
    [InlineData("retained keys drop the others", """{"s":{"type":"RollingUpdate","rollingUpdate":{"partition":1}}}""", """{"s":{"$retainKeys":["type"],"type":"OnDelete"}}""", """{"s":{"type":"OnDelete"}}""")]
    [InlineData("values are taken from a primitive list", """{"finalizers":["a","b"]}""", """{"$deleteFromPrimitiveList/finalizers":["a"]}""", """{"finalizers":["b"]}""")]
    [InlineData("primitive lists that merge", """{"finalizers":["a"]}""", """{"finalizers":["b"]}""", """{"finalizers":["a","b"]}""")]
    [InlineData("claim templates are atomic", """{"volumeClaimTemplates":[{"metadata":{"name":"a"}},{"metadata":{"name":"b"}}]}""", """{"volumeClaimTemplates":[{"metadata":{"name":"a"}}]}""", """{"volumeClaimTemplates":[{"metadata":{"name":"a"}}]}""")]
    [InlineData("ports of a container by containerPort", """{"containers":[{"name":"a","ports":[{"containerPort":80,"name":"x"}]}]}""", """{"containers":[{"name":"a","ports":[{"containerPort":80,"name":"y"},{"containerPort":81}]}]}""", """{"containers":[{"name":"a","ports":[{"containerPort":80,"name":"y"},{"containerPort":81}]}]}""")]
    [InlineData("args are atomic", """{"containers":[{"name":"a","args":["1","2"]}]}""", """{"containers":[{"name":"a","args":["3"]}]}""", """{"containers":[{"name":"a","args":["3"]}]}""")]
    public void Patch_Applied_GivesWhatKubernetesGives(string about, string before, string patch, string after)
    {
        var result = StrategicMergePatch.Apply((JsonObject)JsonNode.Parse(before)!, (JsonObject)JsonNode.Parse(patch)!);
        JsonNode.DeepEquals(result, JsonNode.Parse(after)).ShouldBeTrue($"{about}: {result.ToJsonString()}");
    }
}
