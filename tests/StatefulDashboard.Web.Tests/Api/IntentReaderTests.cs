using System.Text.Json;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Api;

namespace StatefulDashboard.Web.Tests.Api;

/// <summary>What programs post is understood as it is meant, or refused with the form that would be.</summary>
public sealed class IntentReaderTests
{
    private static readonly NamespacedName Web = new("db", "web");

    public static TheoryData<string, ActionIntent> Sound => new()
    {
        { """{"action":"scale","replicas":5}""", new ScaleIntent(Web, 5) },
        {
            """{"action":"rollout","images":[{"container":"nginx","image":"nginx:1.27"}],"partitions":[2,1,0],"soakSeconds":30,"needsApproval":true}""",
            new RolloutIntent(Web, TemplateChange.OfImage("nginx", "nginx:1.27"), [2, 1, 0], TimeSpan.FromSeconds(30), NeedsApproval: true)
        },
        {
            """{"action":"rollout","environment":[{"container":"a","name":"X","value":null},{"container":"a","name":"Y","value":""}],"resources":[{"container":"a","resource":"cpu","limit":"1"}],"partitions":[0]}""",
            new RolloutIntent(Web, new([], [new("a", "X", null), new("a", "Y", "")], [new("a", "cpu", null, "1")]), [0], TimeSpan.Zero, NeedsApproval: false)
        },
        { """{"action":"rollout","template":{"spec":{"containers":[]}},"partitions":[0]}""", new RolloutIntent(Web, TemplateChange.OfTemplate("""{"spec":{"containers":[]}}"""), [0], TimeSpan.Zero, NeedsApproval: false) },
        { """{"action":"rollout","partitions":[1,0],"images":null}""", new RolloutIntent(Web, null, [1, 0], TimeSpan.Zero, NeedsApproval: false) },
        { """{"action":"deletion"}""", DeletionIntent.KeepAll(Web) },
        { """{"action":"deletion","pods":"orphan","snapshots":["a"],"deletions":["a","b"],"snapshotClass":"fast"}""", new DeletionIntent(Web, PodChoice.Orphan, ["a"], ["a", "b"], "fast") },
        { """{"action":"podDeletion","podName":"web-1","podUid":"u"}""", new PodDeletionIntent(Web, "web-1", "u") },
        { """{"action":"restoration","operationId":"abc"}""", new RestorationIntent(Web, "abc") },
    };

    [Theory]
    [MemberData(nameof(Sound))]
    public void Body_OfEachKind_BecomesTheIntent(string body, ActionIntent intent)
    {
        var (read, fault) = Read(body);

        fault.ShouldBeNull();
        read.ShouldBe(intent);
    }

    /// <param name="named">What the fault must name.</param>
    /// <param name="form">What the form that is shown must hold.</param>
    [Theory]
    [InlineData("[]", "JSON object", "scale, rollout, deletion, podDeletion, restoration")]
    [InlineData("null", "JSON object", "scale, rollout")]
    [InlineData("{}", "\"action\" is missing", "scale, rollout")]
    [InlineData("""{"action":7}""", "\"action\" must be a text", "scale, rollout")]
    [InlineData("""{"action":"explode"}""", "explode", "scale, rollout")]
    [InlineData("""{"action":"Scale","replicas":5}""", "Scale", "scale, rollout")]
    [InlineData("""{"action":"scale"}""", "\"replicas\" is missing", "{\"action\": \"scale\", \"replicas\": 5}")]
    [InlineData("""{"action":"scale","replicas":"many"}""", "\"replicas\" must be a whole number", "\"replicas\": 5")]
    [InlineData("""{"action":"scale","replicas":1.5}""", "\"replicas\" must be a whole number", "\"replicas\": 5")]
    [InlineData("""{"action":"scale","replicas":99999999999}""", "\"replicas\" must be a whole number", "\"replicas\": 5")]
    [InlineData("""{"action":"scale","replicas":5,"force":true}""", "\"force\" is not known", "\"replicas\": 5")]
    [InlineData("""{"action":"scale","replicas":5,"replicas":0}""", "\"replicas\" stands there twice", "scale")]
    [InlineData("""{"action":"rollout","images":[{"container":"a","image":"b"}]}""", "\"partitions\" is missing", "partitions")]
    [InlineData("""{"action":"rollout","images":[{"container":"a"}],"partitions":[0]}""", "\"images[0].image\" is missing", "images")]
    [InlineData("""{"action":"rollout","images":[{"container":"a","image":"b"},{"container":"a","image":"b","tag":"c"}],"partitions":[0]}""", "\"images[1].tag\" is not known", "images")]
    [InlineData("""{"action":"rollout","images":[7],"partitions":[0]}""", "images[0] must be a JSON object", "images")]
    [InlineData("""{"action":"rollout","images":{"container":"a"},"partitions":[0]}""", "\"images\" must be a list", "images")]
    [InlineData("""{"action":"rollout","partitions":["2"]}""", "\"partitions\" must be a list of whole numbers", "partitions")]
    [InlineData("""{"action":"rollout","partitions":[0],"soakSeconds":-1}""", "\"soakSeconds\" must be from 0", "soakSeconds")]
    [InlineData("""{"action":"rollout","partitions":[0],"soakSeconds":86401}""", "\"soakSeconds\" must be from 0", "soakSeconds")]
    [InlineData("""{"action":"rollout","partitions":[0],"needsApproval":"yes"}""", "\"needsApproval\" must be true or false", "needsApproval")]
    [InlineData("""{"action":"rollout","partitions":[0],"template":"spec: {}"}""", "\"template\" must be a JSON object", "template")]
    [InlineData("""{"action":"deletion","pods":"now"}""", "\"pods\" cannot be \"now\"", "stopInOrder")]
    [InlineData("""{"action":"deletion","deletions":"all"}""", "\"deletions\" must be a list", "deletions")]
    [InlineData("""{"action":"deletion","deletion":["a"]}""", "\"deletion\" is not known", "deletions")]
    [InlineData("""{"action":"podDeletion","podName":"web-1"}""", "\"podUid\" is missing", "podUid")]
    [InlineData("""{"action":"restoration","operationId":7}""", "\"operationId\" must be a text", "operationId")]
    public void Body_NotUnderstood_IsRefusedWithTheFormThatWouldBe(string body, string named, string form)
    {
        var (read, fault) = Read(body);

        read.ShouldBeNull();
        fault.ShouldNotBeNull();
        fault.ShouldContain(named);
        fault.ShouldContain(form);
    }

    private static (ActionIntent? Intent, string? Fault) Read(string body)
    {
        using var json = JsonDocument.Parse(body);
        return IntentReader.Read(Web, json.RootElement);
    }
}
