using System.Text.Json.Nodes;
using StatefulDashboard.Kubernetes.Client;

namespace StatefulDashboard.Kubernetes.Tests.Client;

/// <summary>Whether an object is as a patch wanted it. The object of the merges is a template as a server keeps it, with its defaults.</summary>
public sealed class IntendedFieldsTests
{
    private const string Now =
        """
        {"metadata":{"labels":{"app":"nginx"},"finalizers":["a","b"]},
         "spec":{"replicas":3,"selector":{"matchLabels":{"app":"nginx","tier":"db"}},
           "template":{"spec":{"nodeSelector":{"disk":"ssd"},"terminationGracePeriodSeconds":30,"tolerations":[{"key":"a"},{"key":"b"}],
             "containers":[{"name":"nginx","image":"nginx:2","imagePullPolicy":"IfNotPresent","resources":{"requests":{"cpu":"1"}},
                "volumeMounts":[{"name":"www","mountPath":"/data"},{"name":"www","mountPath":"/logs","subPath":"logs"}]},
               {"name":"sidecar","image":"sidecar:1"}]}}}}
        """;

    [Theory]
    [InlineData("""{"spec":{"replicas":3}}""", "Holds")]
    [InlineData("""{"spec":{"replicas":4}}""", "Differs")]
    [InlineData("""{"spec":{"ordinals":null,"minReadySeconds":0}}""", "Holds")]
    [InlineData("""{"spec":{"replicas":null}}""", "Differs")]
    [InlineData("""{"spec":{"ordinals":{"start":1}}}""", "Differs")]
    [InlineData("""{"metadata":{"labels":{"app":"nginx"}}}""", "Holds")]
    [InlineData("""{"metadata":{"finalizers":["a"]}}""", "Differs")]
    [InlineData("""{"metadata":{"finalizers":["a","b"]}}""", "Holds")]
    [InlineData("""{"metadata":{"finalizers":["b","a"]}}""", "Differs")]
    [InlineData("""{"spec":{"template":{"spec":{"containers":[{"name":"nginx","image":"nginx:2"},{"name":"sidecar","image":"sidecar:1"}]}}}}""", "CannotTell")] // was a field taken off?
    public void Merge_AgainstAnObject(string patch, string expected) => Compare(Patch.Merge(JsonNode.Parse(patch)!)).ShouldBe(expected);

    [Theory]
    [InlineData("""{"spec":{"template":{"spec":{"containers":[{"name":"nginx","image":"nginx:2"}]}}}}""", "Holds")]
    [InlineData("""{"spec":{"template":{"spec":{"containers":[{"name":"nginx","image":"nginx:3"}]}}}}""", "Differs")]
    [InlineData("""{"spec":{"template":{"spec":{"containers":[{"name":"other","image":"nginx:2"}]}}}}""", "Differs")]
    [InlineData("""{"spec":{"template":{"spec":{"containers":[{"name":"nginx","volumeMounts":[{"name":"www","mountPath":"/logs"}]}]}}}}""", "Holds")]
    [InlineData("""{"spec":{"template":{"spec":{"containers":[{"name":"sidecar","$patch":"delete"}]}}}}""", "Differs")]
    [InlineData("""{"spec":{"template":{"spec":{"containers":[{"name":"gone","$patch":"delete"}]}}}}""", "Holds")]
    [InlineData("""{"spec":{"template":{"spec":{"$retainKeys":["x"]}}}}""", "CannotTell")]
    [InlineData("""{"spec":{"template":{"spec":{"tolerations":[{"key":"a"}]}}}}""", "CannotTell")] // a list that is replaced
    [InlineData("""{"spec":{"template":{"spec":{"containers":[{"name":"nginx","resources":{"requests":{"cpu":"1000m"}}}]}}}}""", "CannotTell")]
    [InlineData("""{"spec":{"template":{"spec":{"containers":[{"name":"nginx","resources":{"requests":{"cpu":"2"}}}]}}}}""", "Differs")]
    [InlineData("""{"metadata":{"finalizers":["a"]}}""", "CannotTell")]
    [InlineData("""{"metadata":{"finalizers":["c"]}}""", "Differs")]
    public void StrategicMerge_AgainstAnObject(string patch, string expected) => Compare(Patch.StrategicMerge(JsonNode.Parse(patch)!)).ShouldBe(expected);

    [Theory]
    [InlineData("""[{"op":"test","path":"/spec/replicas","value":9},{"op":"replace","path":"/spec/replicas","value":3}]""", "Holds")]
    [InlineData("""[{"op":"replace","path":"/spec/replicas","value":9},{"op":"replace","path":"/spec/replicas","value":3}]""", "Holds")]
    [InlineData("""[{"op":"replace","path":"/spec/replicas","value":4}]""", "Differs")]
    [InlineData("""[{"op":"remove","path":"/spec/ordinals"}]""", "Holds")]
    [InlineData("""[{"op":"remove","path":"/spec/replicas"}]""", "Differs")]
    [InlineData("""[{"op":"replace","path":"/spec/template/spec/containers/0/image","value":"nginx:2"}]""", "Holds")]
    [InlineData("""[{"op":"remove","path":"/spec/template/spec/containers/0"}]""", "CannotTell")]
    [InlineData("""[{"op":"add","path":"/metadata/finalizers/-","value":"b"}]""", "CannotTell")]
    [InlineData("""[{"op":"replace","path":"/spec/selector/matchLabels","value":{"app":"nginx"}}]""", "CannotTell")] // the rest may be the old
    [InlineData("""[{"op":"add","path":"/metadata/labels/a~1b","value":"x"}]""", "Differs")]
    [InlineData("""[{"op":"move","from":"/a","path":"/b"}]""", "CannotTell")]
    [InlineData("""[{"op":"replace","path":"","value":{}}]""", "CannotTell")]
    public void JsonPatch_AgainstAnObject(string patch, string expected) => Compare(Patch.Json(JsonNode.Parse(patch)!.AsArray())).ShouldBe(expected);

    private static string Compare(Patch patch) => IntendedFields.Compare(patch.Guarded("u", "7"), JsonNode.Parse(Now)!.AsObject()).ToString();
}
