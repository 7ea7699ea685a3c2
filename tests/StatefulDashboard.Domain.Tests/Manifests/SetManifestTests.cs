using System.Text.Json.Nodes;
using StatefulDashboard.Domain.Manifests;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Manifests;

public sealed class SetManifestTests
{
    private const string Pod = """
        {"metadata":{"name":"web-0","managedFields":[{"manager":"kubelet","time":"2026-01-02T11:00:00Z"}],"labels":{"app":"nginx","answer":"yes"},"uid":"u"},"spec":{"nodeName":"node-a"},"status":{"phase":"Running"}}
        """;

    [Fact]
    public void Manifest_OfAListItem_IsWholeWithManagedFieldsAndStatusFolded()
    {
        var manifest = Of("pod/web-0", Pod);

        manifest.State.ShouldBe(ManifestState.Shown);
        manifest.Sections.Select(section => section.Fold).ShouldBe([null, "managedFields", null, "status"]);
        string.Concat(manifest.Sections.Select(section => section.Text)).ShouldBe("""
            apiVersion: v1
            kind: Pod
            metadata:
              labels:
                answer: "yes"
                app: nginx
              managedFields:
              - manager: kubelet
                time: "2026-01-02T11:00:00Z"
              name: web-0
              uid: u
            spec:
              nodeName: node-a
            status:
              phase: Running

            """.ReplaceLineEndings("\n"));
        manifest.Json.ShouldBe(Pod);
    }

    [Fact]
    public void Manifest_WithoutFolds_IsReadAsTheObjectWas()
    {
        var whole = JsonNode.Parse(Pod)!.AsObject();
        whole["apiVersion"] = "v1";
        whole["kind"] = "Pod";
        whole["metadata"]!.AsObject().Remove("managedFields");

        var read = OldYaml.Read(string.Concat(Of("pod/web-0", Pod).Sections.Where(section => section.Fold != "managedFields").Select(section => section.Text)));

        JsonNode.DeepEquals(read, whole).ShouldBeTrue();
    }

    [Theory]
    [InlineData("", ManifestState.Shown)]
    [InlineData("statefulset/web", ManifestState.Shown)]
    [InlineData("pod/web-0", ManifestState.Shown)]
    [InlineData("pod/web-07", ManifestState.NotOfSet)]
    [InlineData("pod/webb-0", ManifestState.NotOfSet)]
    [InlineData("claim/www-web-0", ManifestState.Shown)]
    [InlineData("claim/www-web-9", ManifestState.Shown)]
    [InlineData("claim/data-web-0", ManifestState.NotOfSet)]
    [InlineData("service/nginx", ManifestState.Shown)]
    [InlineData("service/other", ManifestState.NotOfSet)]
    [InlineData("budget/web", ManifestState.Shown)]
    [InlineData("volume/pv-0", ManifestState.Shown)]
    [InlineData("volume/pv-9", ManifestState.NotOfSet)]
    [InlineData("secret/web", ManifestState.NotOfSet)]
    [InlineData("secrets/web", ManifestState.NotOfSet)]
    [InlineData("Pod/web-0", ManifestState.NotOfSet)]
    [InlineData("0/web-0", ManifestState.NotOfSet)]
    [InlineData("pod/", ManifestState.NotOfSet)]
    [InlineData("pod/web-0,metadata.name!=x", ManifestState.NotOfSet)]
    [InlineData("pod/../secrets/x", ManifestState.NotOfSet)]
    [InlineData("<script>", ManifestState.NotOfSet)]
    public void Object_AskedFor_IsShownOnlyWhereItBelongsToTheSet(string asked, ManifestState expected)
    {
        var manifest = Of(asked, Pod);

        manifest.State.ShouldBe(expected);
        (manifest.Json.Length > 0).ShouldBe(expected == ManifestState.Shown);
    }

    [Fact]
    public void Object_NotThereOrNotRead_IsSaid()
    {
        Of("pod/web-2", null).State.ShouldBe(ManifestState.NotThere);
        Of("pod/web-2", null, isRead: false).State.ShouldBe(ManifestState.Unread);
    }

    [Fact]
    public void Choices_Always_AreWhatIsThere() =>
        Of("", Pod).Choices.ShouldBe(["statefulset/web", "service/nginx", "budget/web", "pod/web-0", "claim/www-web-0", "volume/pv-0", "pod/web-1"]);

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("3")]
    [InlineData("""{"metadata":3}""")]
    [InlineData("""{"metadata":{"managedFields":7},"status":[]}""")]
    [InlineData("""{"metadata":{"name":"\ud800"}}""")]
    public void Manifest_OfAnAbsurdObject_IsShownAllTheSame(string json) =>
        string.Concat(Of("pod/web-0", json).Sections.Select(section => section.Text)).ShouldNotBeEmpty();

    private static SetManifest Of(string asked, string? json, bool isRead = true)
    {
        var world = new World().Pod(0).Pod(1).Claim(0);
        var found = json is null ? null : new RawObject(new() { Name = "web-0" }, json);
        return SetManifest.Of(world.Overview(), asked, ManifestObject.Parse(asked, "web"), found is null ? null : ManifestObjectText.Of(found, "v1", "Pod"), isRead);
    }
}
