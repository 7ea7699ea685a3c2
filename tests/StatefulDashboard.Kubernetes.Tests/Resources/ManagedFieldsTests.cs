using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Kubernetes.Tests.Support;

namespace StatefulDashboard.Kubernetes.Tests.Resources;

/// <summary>Who owns which fields of a set, read without keeping the text that says so.</summary>
public sealed class ManagedFieldsTests
{
    private const SetFields All = SetFields.Replicas | SetFields.Template | SetFields.UpdateStrategy;

    [Fact]
    public void RealSet_AfterADryRun_IsOwnedByTheClientThatMadeIt()
    {
        // of the answer to a dry run of a merge patch, from a real API server
        var answer = Api.Recording("errors/scenario.json")["steps"]!.AsArray()
            .First(step => step!["note"]?.GetValue<string>() == "a dry run: answered, not stored")!["answer"]!;

        var set = Read(answer.ToJsonString());

        set.Metadata.ManagedFields.Select(entry => (entry.Manager, entry.Operation, entry.Subresource, entry.Time, entry.Fields)).ShouldBe([
            ("kube-controller-manager", "Update", "status", Moment("2026-11-20T20:25:34Z"), SetFields.None),
            ("unknown", "Update", "", Moment("2026-11-20T20:25:35Z"), All)]);
    }

    [Fact]
    public void RealSet_InARefusal_IsOwnedByTheClientThatMadeIt()
    {
        // the refusal of an unknown field quotes the whole object
        var message = Api.Recording("errors/scenario.json")["steps"]!.AsArray()
            .First(step => step!["note"]?.GetValue<string>() == "an unknown field")!["answer"]!["message"]!.GetValue<string>();
        var quoted = message[message.IndexOf("\"{", StringComparison.Ordinal)..(message.IndexOf("}\": strict", StringComparison.Ordinal) + 2)];

        var set = Read(JsonSerializer.Deserialize<string>(quoted)!);

        set.Metadata.ManagedFields.Select(entry => (entry.Manager, entry.Fields)).ShouldBe([("unknown", All), ("kube-controller-manager", SetFields.None)]);
    }

    [Theory]
    [InlineData("""{"f:spec":{"f:replicas":{}}}""", SetFields.Replicas)]
    [InlineData("""{"f:spec":{"f:template":{"f:spec":{"f:replicas":{}}}}}""", SetFields.Template)]
    [InlineData("""{"f:spec":{"f:updateStrategy":{"f:rollingUpdate":{"f:partition":{}}}},"f:status":{"f:replicas":{}}}""", SetFields.UpdateStrategy)]
    [InlineData("""{"f:status":{"f:replicas":{}},"f:metadata":{"f:labels":{"f:spec":{"f:replicas":{}}}}}""", SetFields.None)]
    [InlineData("""{"f:spec":{"f:replicasets":{},".":{}}}""", SetFields.None)]
    [InlineData("""{"f:spec":null,"f:more":[1,{"f:spec":{"f:replicas":{}}}]}""", SetFields.None)]
    [InlineData("""{"f\u003aspec":{"f:re\u0070licas":{}}}""", SetFields.Replicas)]
    [InlineData("null", SetFields.None)]
    [InlineData("[[{}]]", SetFields.None)]
    [InlineData("\"text\"", SetFields.None)]
    public void FieldSet_OfAnyForm_IsReadAsFarAsItIsOne(string fields, SetFields expected)
    {
        var set = Read($$$"""{"metadata":{"managedFields":[{"manager":"m","fieldsV1":{{{fields}}},"operation":"Apply"}],"name":"web"},"spec":{"replicas":4}}""");

        set.Metadata.ManagedFields.ShouldHaveSingleItem().ShouldBe(new() { Manager = "m", Operation = "Apply", Fields = expected });
        (set.Metadata.Name, set.Spec.Replicas).ShouldBe(("web", 4));
    }

    [Fact]
    public async Task LargeSet_InSmallPieces_IsReadAlike()
    {
        var json = Large(40_000);

        var set = await JsonSerializer.DeserializeAsync(new Trickle(Encoding.UTF8.GetBytes(json)), KubernetesJsonContext.Default.StatefulSet, TestContext.Current.CancellationToken);

        set.ShouldBe(Read(json));
        set!.Metadata.ManagedFields.ShouldHaveSingleItem().Fields.ShouldBe(All);
        set.Metadata.Annotations.ShouldHaveSingleItem().ShouldBe(new("argocd.argoproj.io/tracking-id", "shop:apps/StatefulSet:db/web"));
        set.Spec.Replicas.ShouldBe(5);
    }

    [Fact]
    public void LargeSet_InMemory_KeepsNeitherFieldSetsNorOtherAnnotations()
    {
        var json = Encoding.UTF8.GetBytes(Large(200_000)); // 400 kB of field sets and annotations
        var kept = new StatefulSet[50];
        kept[0] = JsonSerializer.Deserialize(json, KubernetesJsonContext.Default.StatefulSet)!;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var index = 0; index < kept.Length; index++)
        {
            kept[index] = JsonSerializer.Deserialize(json, KubernetesJsonContext.Default.StatefulSet)!;
        }

        // tests beside this one allocate as well; the texts alone would be 20 MB
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(kept.Length * 100_000);
        GC.KeepAlive(kept);
    }

    [Fact]
    public void Pods_OfAnyCluster_CarryNothingOfIt() =>
        typeof(ObjectMeta).GetProperties().Select(property => property.Name).ShouldNotContain(name => name == "ManagedFields" || name == "Annotations");

    [Theory]
    [InlineData("2", "2")]
    [InlineData("\"25%\"", "25%")]
    [InlineData("null", null)]
    public void MaxUnavailable_NumberOrShare_IsText(string json, string? expected) =>
        Read("""{"spec":{"updateStrategy":{"rollingUpdate":{"partition":1,"maxUnavailable":""" + json + "}}}}").Spec.UpdateStrategy.RollingUpdate!.ShouldBe(new() { Partition = 1, MaxUnavailable = expected });

    [Fact]
    public void Budget_SelectorNullOrEmpty_IsNotTheSame()
    {
        Budget("""{"spec":{"maxUnavailable":1}}""").Spec.Selector.ShouldBeNull();
        Budget("""{"spec":{"selector":{}}}""").Spec.Selector.ShouldBe(new());
        Budget("""{"spec":null,"status":null}""").Status.ShouldBe(new());
        static PodDisruptionBudget Budget(string json) => JsonSerializer.Deserialize(json, KubernetesJsonContext.Default.PodDisruptionBudget)!;
    }

    private static StatefulSet Read(string json) => JsonSerializer.Deserialize(json, KubernetesJsonContext.Default.StatefulSet)!;

    private static DateTimeOffset? Moment(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static string Large(int bytes)
    {
        JsonObject containers = [];
        for (var count = 0; count * 20 < bytes; count++)
        {
            containers["f:field-" + count.ToString("000000", System.Globalization.CultureInfo.InvariantCulture)] = new JsonObject();
        }

        return new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["name"] = "web",
                ["annotations"] = new JsonObject
                {
                    ["kubectl.kubernetes.io/last-applied-configuration"] = new string('x', bytes),
                    ["argocd.argoproj.io/tracking-id"] = "shop:apps/StatefulSet:db/web",
                    ["argocd.argoproj.io/other"] = new string('y', bytes),
                },
                ["managedFields"] = new JsonArray(new JsonObject
                {
                    ["manager"] = "argocd-controller", ["operation"] = "Apply",
                    ["fieldsV1"] = new JsonObject { ["f:spec"] = new JsonObject { ["f:template"] = containers, ["f:replicas"] = new JsonObject(), ["f:updateStrategy"] = new JsonObject() } },
                }),
            },
            ["spec"] = new JsonObject { ["replicas"] = 5 },
        }.ToJsonString();
    }

    /// <summary>Gives a few bytes at a time, as a slow link does.</summary>
    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 17)]);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(base.Read(buffer.Span[..Math.Min(buffer.Length, 17)]));
    }
}
