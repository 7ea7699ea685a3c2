using System.Net;
using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.Tests.Support;

namespace StatefulDashboard.DemoCluster.Tests.ApiServer;

/// <summary>fieldValidation as k8s.io/apiserver answers it: Strict refuses, Warn says so in a header, Ignore is silent.</summary>
public class FieldValidationTests
{
    public static TheoryData<string, string, string> Mistyped => new()
    {
        { "\"replicas\":", "\"replcas\":", "unknown field \"spec.replcas\"" },
        { "\"image\":", "\"imag\":", "unknown field \"spec.template.spec.containers[0].imag\"" },
        { "\"containerPort\":", "\"containerport\":", "unknown field \"spec.template.spec.containers[0].ports[0].containerport\"" },
        { "\"mountPath\":", "\"mountpath\":", "unknown field \"spec.template.spec.containers[0].volumeMounts[0].mountpath\"" },
        { "\"accessModes\":", "\"accessMode\":", "unknown field \"spec.volumeClaimTemplates[0].spec.accessMode\"" },
        { "\"metadata\":{\"name\":\"web\"}", "\"metadata\":{\"name\":\"web\",\"label\":{}}", "unknown field \"metadata.label\"" },
        { "\"replicas\":3", "\"replicas\":2,\"replicas\":3", "duplicate field \"spec.replicas\"" },
    };

    [Theory]
    [MemberData(nameof(Mistyped))]
    public async Task Creation_WithAMistypedField_IsRefusedWhenStrict(string right, string wrong, string told)
    {
        await using var cluster = await TestCluster.StartAsync();
        var (code, status) = await cluster.SendAsync("POST", TestCluster.Sets + "?fieldValidation=Strict", TestCluster.NewSet().Replace(right, wrong, StringComparison.Ordinal));
        code.ShouldBe(HttpStatusCode.BadRequest);
        ((string?)status["message"]).ShouldBe($"StatefulSet in version \"v1\" cannot be handled as a StatefulSet: strict decoding error: {told}");
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("?fieldValidation=Warn", true)]
    [InlineData("?fieldValidation=Ignore", false)]
    public async Task Creation_WithAMistypedField_IsWarnedOfOrNot(string query, bool isWarned)
    {
        await using var cluster = await TestCluster.StartAsync();
        using var client = TestCluster.NewClient(cluster.Host);
        using var content = new StringContent(TestCluster.NewSet(more: "\"replcas\":1,"), System.Text.Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(TestCluster.Sets + query, content, TestCluster.Cancellation);
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        response.Headers.TryGetValues("Warning", out var warnings);
        (warnings ?? []).ShouldBe(isWarned ? ["299 - \"unknown field \\\"spec.replcas\\\"\""] : []);
    }

    [Fact]
    public async Task StrictPatch_OfAnObjectThatHasAnUnknownFieldAlready_IsTaken()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.PostAsync(TestCluster.Sets, TestCluster.NewSet(more: "\"future\":1,", replicas: 0));
        var (code, answer) = await cluster.SendAsync("PATCH", TestCluster.Sets + "/web?fieldValidation=Strict", """{"spec":{"replicas":1}}""", "application/merge-patch+json");
        code.ShouldBe(HttpStatusCode.OK, answer.ToJsonString());
        ((int?)answer["spec"]!["future"]).ShouldBe(1);
    }

    [Fact]
    public async Task Creation_WithAValueOfAnotherType_NamesTheField()
    {
        await using var cluster = await TestCluster.StartAsync();
        var (code, status) = await cluster.SendAsync("POST", TestCluster.Sets, TestCluster.NewSet().Replace("\"replicas\":3", "\"replicas\":\"3\"", StringComparison.Ordinal));
        code.ShouldBe(HttpStatusCode.BadRequest);
        ((string?)status["message"]).ShouldBe("StatefulSet in version \"v1\" cannot be handled as a StatefulSet: json: cannot unmarshal string into Go struct field StatefulSetSpec.spec.replicas of type int32");
    }

    [Fact]
    public void EveryFieldOfTheRecordings_IsKnown()
    {
        foreach (var (kind, o) in Recordings.Objects())
        {
            StatefulDashboard.DemoCluster.ApiServer.Schemas.ObjectDecoder.Read(kind, o).ShouldBeEmpty(kind);
        }
    }
}
