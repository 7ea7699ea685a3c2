using System.Text;
using System.Text.Json.Nodes;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Tests.Client;

public sealed class ListReaderTests
{
    private static readonly string Recorded = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "recordings", "http", "page-1.json")))!["answer"]!.ToJsonString();

    // the recorded page holds web-0 and web-1, and says where the next begins
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    [InlineData(1_000_000)]
    public async Task RecordedPage_InPiecesOfAnySize_IsTheSame(int piece)
    {
        var page = await ReadAsync(Recorded, piece);

        page.Items.Select(pod => pod.Metadata.Key.ToString()).ShouldBe(["proto/web-0", "proto/web-1"]);
        page.Items.ShouldAllBe(pod => pod.Status.Phase == "Running" && pod.Metadata.Labels.Count == 6 && pod.Spec.Volumes.Count == 2);
        page.Metadata.ShouldBe(new ListMeta { ResourceVersion = "7338", Continue = "eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6NzMzOCwic3RhcnQiOiIvd2ViLTFcdTAwMDAifQ", RemainingItemCount = 1 });
    }

    [Theory]
    [InlineData("""{"items":null,"metadata":{"resourceVersion":"7"}}""", "")]
    [InlineData("""{"items":[],"metadata":{"resourceVersion":"7","continue":""}}""", "")]
    [InlineData("""{"other":{"items":[{"metadata":{"name":"no"}}],"metadata":{"resourceVersion":"no"}},"items":[{"items":[1],"metadata":{"name":"a"}}],"x":[[{}]],"metadata":{"resourceVersion":"7"}}""", "a")]
    [InlineData("""{"metadata":{"resourceVersion":"7"},"items":[{"metadata":{"name":"\u00e4"}},{"metadata":{"name":"\\b"}}],"y":null}""", "ä,\\b")]
    public async Task List_OfAnyOrder_IsRead(string json, string names)
    {
        foreach (var piece in (int[])[1, 3, 1000])
        {
            var list = await ReadAsync(json, piece);
            string.Join(',', list.Items.Select(pod => pod.Metadata.Name)).ShouldBe(names);
            list.Metadata.ResourceVersion.ShouldBe("7");
            list.Metadata.Continue.ShouldBe("");
        }
    }

    // an answer of another kind must never look like an empty list: everything that is known would count as deleted
    [Theory]
    [InlineData("""{"kind":"Status","status":"Success"}""", "has no items")]
    [InlineData("""{}""", "has no items")]
    [InlineData("""[]""", "not an object")]
    [InlineData("""null""", "not an object")]
    [InlineData("""{"items":{}}""", "items is no array")]
    [InlineData("""{"items":"none"}""", "items is no array")]
    [InlineData("""{"items":[1]}""", "")]
    [InlineData("""{"items":[null]}""", "without a name")]
    [InlineData("""{"items":[[]]}""", "")]
    [InlineData("""{"items":[{"metadata":{}}]}""", "without a name")]
    [InlineData("""{"items":[{"metadata":{"name":5}}]}""", "")]
    [InlineData("""{"items":[{"metadata":{"name":"a"}}""", "")]
    [InlineData("""{"items":[]}{"items":[]}""", "")]
    [InlineData("""{"metadata":[],"items":[]}""", "")]
    [InlineData("""<html>""", "")]
    [InlineData("", "")]
    public async Task Answer_ThatIsNoList_IsAProtocolFault(string json, string message)
    {
        var fault = await Should.ThrowAsync<KubernetesProtocolException>(() => ReadAsync(json, 5));
        fault.Message.ShouldStartWith("list of pods: ");
        fault.Message.ShouldContain(message);
    }

    private static Task<ResourceList<Pod>> ReadAsync(string json, int piece) =>
        new ListReader<Pod>(ResourceKinds.Pods).ReadAsync(new Pieces(Encoding.UTF8.GetBytes(json), piece), TestContext.Current.CancellationToken);

    /// <summary>Gives no more than so many bytes at once.</summary>
    private sealed class Pieces(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
    }
}
