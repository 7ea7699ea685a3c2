using System.Text.Json;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Tests.Resources;

public sealed class DeserialisationTests
{

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"metadata":{},"spec":{},"status":{}}""")]
    [InlineData("""{"metadata":{"labels":null,"ownerReferences":null,"finalizers":null},"spec":{"volumes":null,"containers":null},"status":{"conditions":null}}""")]
    public void Pod_AbsentAndNullFields_AreEmpty(string json)
    {
        var pod = JsonSerializer.Deserialize(json, KubernetesJsonContext.Default.Pod).ShouldNotBeNull();

        pod.ShouldNotBeNull();
        pod.Metadata.ShouldNotBeNull();
        pod.Metadata.Name.ShouldBe("");
        pod.Metadata.ResourceVersion.ShouldBe("");
        pod.Metadata.Labels.ShouldBe(ValueMap.Empty);
        pod.Metadata.OwnerReferences.ShouldBeEmpty();
        pod.Spec.ShouldNotBeNull();
        pod.Spec.Containers.ShouldBeEmpty();
        pod.Status.ShouldNotBeNull();
        pod.Status.Conditions.ShouldBeEmpty();
        pod.Status.Phase.ShouldBe("");
    }

    [Fact]
    public void Pod_UnknownFields_AreSkipped() =>
        JsonSerializer.Deserialize("""{"x":[{"y":1}],"metadata":{"name":"a","managedFields":[{"z":{}}]}}""", KubernetesJsonContext.Default.Pod)!
            .Metadata.Name.ShouldBe("a");

    [Theory]
    [InlineData("1Gi", 1L << 30)]
    [InlineData("500M", 500_000_000L)]
    [InlineData("1e9", 1_000_000_000L)]
    [InlineData("1.5Ki", 1536L)]
    [InlineData("100m", 1L)]
    [InlineData("0", 0L)]
    [InlineData("", null)]
    [InlineData("1Xi", null)]
    [InlineData("-1", null)]
    [InlineData("100E", null)]
    [InlineData(null, null)]
    public void Quantity_ToBytes_IsAsTheApiCounts(string? text, long? bytes) => Quantity.ToBytes(text).ShouldBe(bytes);

    [Theory]
    [InlineData("In", "a", true)]
    [InlineData("In", "c", false)]
    [InlineData("NotIn", "a", false)]
    [InlineData("Exists", "a", true)]
    [InlineData("DoesNotExist", "a", false)]
    [InlineData("Unheard", "a", false)]
    public void LabelSelector_Operators_Match(string operation, string value, bool matches)
    {
        var selector = JsonSerializer.Deserialize(
            $$"""{"matchLabels":{"app":"x"},"matchExpressions":[{"key":"k","operator":"{{operation}}","values":["{{value}}"]}]}""",
            KubernetesJsonContext.Default.LabelSelector).ShouldNotBeNull();
        selector.Matches(ValueMap.From([new("app", "x"), new("k", "a")])).ShouldBe(matches);
        selector.Matches(ValueMap.From([new("k", "a")])).ShouldBeFalse();
    }
}
