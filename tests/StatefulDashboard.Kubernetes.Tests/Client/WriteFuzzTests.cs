using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Kubernetes.Tests.Support;

namespace StatefulDashboard.Kubernetes.Tests.Client;

/// <summary>Whatever a server answers to a write and to the readings after it: the write comes back as a value, never as an exception.</summary>
public sealed class WriteFuzzTests
{
    private static readonly NamespacedName Web = new("ns", "web");

    private static readonly string[] Values =
    [
        "null", "[]", "{}", "5", "\"u\"", "\"7\"", "true", "[{}]", """{"a":1,"a":2}""", """{"uid":"u","resourceVersion":"7","generation":2}""",
        """{"uid":"u","resourceVersion":"8","generation":2}""", """[{"reason":"FieldManagerConflict"},null,3]""", """{"replicas":5}""", """{"causes":[{"reason":"DisruptionBudget","message":""}]}""",
        "\"2026-01-01T00:00:00Z\"", "\"NotFound\"", "1e999",
    ];

    private static readonly string[] Fields = ["kind", "metadata", "spec", "details", "message", "reason", "code", "status", "metadata", "uid"];

    private static readonly int[] Codes = [200, 200, 200, 201, 204, 302, 400, 401, 403, 404, 404, 409, 409, 409, 410, 422, 429, 429, 500, 503, 504];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 10)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Write_AnyAnswers_IsAValue(int seed)
    {
        var random = new Random(seed);
        await using var server = await FakeApiServer.StartAsync();
        for (var answer = 0; answer < 2000; answer++)
        {
            server.Then(Answer(random));
        }

        using var client = new KubernetesClient(server.Endpoint, new HastyTime(), NullLogger.Instance);
        var writes = new GuardedWrites(client, new HastyTime());
        for (var round = 0; round < 40; round++)
        {
            var dryRun = random.Next(4) == 0;
            var basis = new WriteBasis("u", "7", 2);
            object result = random.Next(6) switch
            {
                0 => await writes.ScaleAsync(Web, 5, basis, dryRun, TestContext.Current.CancellationToken),
                1 => await writes.DeleteAsync(ResourceKinds.Pods, Web, new DeleteOptions("u", DryRun: dryRun), TestContext.Current.CancellationToken),
                2 => await writes.EvictAsync(Web, new DeleteOptions("u", DryRun: dryRun), TestContext.Current.CancellationToken),
                3 => await writes.CreateAsync(ResourceKinds.Services, "ns", Parse("""{"metadata":{"name":"web"}}"""), new WriteOptions(dryRun), TestContext.Current.CancellationToken),
                4 => await writes.PatchAsync(ResourceKinds.StatefulSets, Web, Patch.Merge(Parse("""{"spec":{"template":{"a":[1]}}}""")), basis, new WriteOptions(dryRun), TestContext.Current.CancellationToken),
                _ => await writes.PatchAsync(ResourceKinds.StatefulSets, Web, Patch.Json([Parse("""{"op":"add","path":"/spec/a","value":{"b":[1]}}""")]), basis, new WriteOptions(dryRun), TestContext.Current.CancellationToken),
            };
            result.ShouldNotBeNull();
        }
    }

    private static Func<HttpContext, Task> Answer(Random random)
    {
        var cut = random.Next(12);
        var code = Codes[random.Next(Codes.Length)];
        var body = random.Next(8) == 0 ? Values[random.Next(Values.Length)]
            : "{" + string.Join(',', Enumerable.Range(0, random.Next(5)).Select(_ => $"\"{Fields[random.Next(Fields.Length)]}\":{Values[random.Next(Values.Length)]}")) + "}";
        body = random.Next(10) == 0 ? body[..random.Next(body.Length)] : body;
        return async context =>
        {
            if (cut == 0)
            {
                context.Abort();
                return;
            }

            context.Response.StatusCode = code;
            context.Response.Headers.RetryAfter = cut == 1 ? "soon" : cut == 2 ? "-1" : "1";
            context.Response.Headers.Append("Warning", cut == 3 ? "\"" : "299 - \"\\\"\"");
            if (code != 204)
            {
                await context.Response.WriteAsync(body);
            }

            if (cut == 4)
            {
                context.Abort();
            }
        };
    }

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();

    /// <summary>Short waits are over at once; the limits of requests stay what they are.</summary>
    private sealed class HastyTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, dueTime > TimeSpan.Zero && dueTime < TimeSpan.FromSeconds(10) ? TimeSpan.FromTicks(1) : dueTime, period);
    }
}
