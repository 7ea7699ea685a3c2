namespace StatefulDashboard.DemoCluster.Tests.Kubectl;

/// <summary>What the comparison of kubectl's output hides, and that it hides nothing else.</summary>
public class KubectlTextTests
{
    [Theory]
    [InlineData("an age", "web-0   1/1   Running   0   8s", "web-0   1/1   Running   0   2m13s")]
    [InlineData("the ages of a repeated event", "Normal  Created  21s (x2 over 20s)  x", "Normal  Created  1s (x2 over 3m)  x")]
    [InlineData("a time", "Start Time:   Fri, 20 Nov 2026 20:35:26 +0000", "Start Time:   Sat, 21 Nov 2026 01:02:03 +0000")]
    [InlineData("a uid", "pvc-ae74cb58-b6a3-4799-b598-9d09b7316a2e", "pvc-1ea63caf-2daf-4d2a-8820-f262bbc67a24")]
    [InlineData("an address", "10.244.1.249,10.244.1.250", "10.244.0.7,10.244.12.8")]
    [InlineData("a hash", "web-6cdc958bf   statefulset.apps/web", "web-7db8877   statefulset.apps/web")]
    [InlineData("a generated name", "nginx-szwwm", "nginx-d5dq2")]
    [InlineData("a node", "Successfully assigned proto/web-0 to node-b", "Successfully assigned proto/web-0 to node-c")]
    [InlineData("a zone", "topology.kubernetes.io/zone=z1", "topology.kubernetes.io/zone=z2")]
    [InlineData("the width of a column", "NAME    AGE\nweb-0   8s", "NAME           AGE\nweb-0          8s")]
    public void Comparison_OfWhatMayDiffer_SeesNoDifference(string about, string expected, string actual)
        => KubectlText.FirstDifference(expected, actual).ShouldBeNull(about);

    [Theory]
    [InlineData("a word", "web-0   1/1   Running", "web-0   1/1   Pending")]
    [InlineData("a column", "NAME   READY   AGE", "NAME   AGE")]
    [InlineData("the order of columns", "NAME   READY   AGE", "NAME   AGE   READY")]
    [InlineData("the order of lines", "web-0\nweb-1", "web-1\nweb-0")]
    [InlineData("a line more", "web-0\n", "web-0\nweb-1\n")]
    [InlineData("a line less", "web-0\nweb-1", "web-0")]
    [InlineData("a pod's name", "web-1", "web-2")]
    [InlineData("a number", "web   3/3   8s", "web   2/3   8s")]
    [InlineData("how often an event was seen", "21s (x2 over 20s)", "21s (x3 over 20s)")]
    [InlineData("an age that is unknown", "web-0   8s", "web-0   <unknown>")]
    [InlineData("how many addresses", "10.244.1.249,10.244.1.250", "10.244.1.249")]
    [InlineData("which pods share a hash", "web-0  web-7db8877\nweb-1  web-7db8877", "web-0  web-7db8877\nweb-1  web-b59bb4f5")]
    [InlineData("which pods share a node", "web-0  node-a\nweb-1  node-b", "web-0  node-c\nweb-1  node-c")]
    [InlineData("the seconds of a toleration", "op=Exists for 300s", "op=Exists for 30s")]
    [InlineData("the indentation", "  Labels:  app=nginx", "Labels:  app=nginx")]
    [InlineData("an image", "registry.k8s.io/nginx-slim:0.24", "registry.k8s.io/nginx-slim:0.25")]
    [InlineData("the exit code", "[exit 0]", "[exit 1]")]
    [InlineData("a resource that is not generated", "kube-root-ca.crt", "kube-root-cb.crt")]
    public void Comparison_OfAnythingElse_SeesTheDifference(string about, string expected, string actual)
        => KubectlText.FirstDifference(expected, actual).ShouldNotBeNull(about);

    [Fact]
    public void Difference_InTheSecondLine_IsToldWithBothLines()
        => KubectlText.FirstDifference("a\nb", "a\nc").ShouldBe("line 2\n  expected: b\n  actual:   c");
}
