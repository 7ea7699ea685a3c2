using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using StatefulDashboard.EndToEnd.Tests.Tools;
using StatefulDashboard.Tests.Shared;

namespace StatefulDashboard.EndToEnd.Tests;

/// <summary>
/// What a plan says it will send, beside what kubectl sends for the same intent. Left out of the comparison, since they are how the
/// dashboard is stricter than kubectl, or mean nothing:
/// uid and resourceVersion, in the metadata or as preconditions: another set of this name, or a newer version of it, is not meant;
/// fieldManager, a query parameter: each says who it is;
/// kind and apiVersion of DeleteOptions: the body of a DELETE is of that kind with them or without;
/// $setElementOrder: the order of a list that kubectl computes, and that a change of one element leaves as it is;
/// valueFrom, null: a variable gets its value whatever it had before; kubectl looks whether there is something to take away.
/// </summary>
public sealed class RequestsTests
{
    private const string Set = "/apis/apps/v1/namespaces/default/statefulsets/web";

    [Fact]
    public async Task Plan_ForEachIntent_SendsWhatKubectlWouldSend()
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync();
        await using var recorder = await WriteRecorder.StartAsync(dashboard.Demo);

        await CompareAsync(dashboard, recorder, """{"action": "scale", "replicas": 5}""", [["scale", "statefulset/web", "--replicas=5"]]);

        // one patch of the dashboard is two of kubectl: between two the controller could begin
        await CompareAsync(
            dashboard, recorder, """{"action": "rollout", "images": [{"container": "nginx", "image": "nginx:1.27"}], "partitions": [2, 0]}""",
            [["patch", "statefulset", "web", "--patch", Partition(3)], ["set", "image", "statefulset/web", "nginx=nginx:1.27"], ["patch", "statefulset", "web", "--type=merge", "--patch", Partition(2)], ["patch", "statefulset", "web", "--type=merge", "--patch", Partition(0)]],
            together: 2);
        await CompareAsync(
            dashboard, recorder, """{"action": "rollout", "environment": [{"container": "nginx", "name": "LEVEL", "value": "debug"}], "partitions": [0]}""",
            [["patch", "statefulset", "web", "--patch", Partition(3)], ["set", "env", "statefulset/web", "LEVEL=debug"], ["patch", "statefulset", "web", "--type=merge", "--patch", Partition(0)]],
            together: 2);
        await CompareAsync(
            dashboard, recorder, """{"action": "rollout", "resources": [{"container": "nginx", "resource": "cpu", "request": "100m", "limit": "1"}], "partitions": [0]}""",
            [["patch", "statefulset", "web", "--patch", Partition(3)], ["set", "resources", "statefulset/web", "--requests=cpu=100m", "--limits=cpu=1"], ["patch", "statefulset", "web", "--type=merge", "--patch", Partition(0)]],
            together: 2);

        await CompareAsync(
            dashboard, recorder, """{"action": "deletion"}""",
            [["scale", "statefulset/web", "--replicas=0"], ["delete", "statefulset", "web", "--cascade=foreground", "--wait=false"]]);
        await CompareAsync(
            dashboard, recorder, """{"action": "deletion", "pods": "orphan"}""",
            [["delete", "statefulset", "web", "--cascade=orphan", "--wait=false"]]);
    }

    [Fact]
    public async Task Plan_OfADeletionThatMustKeepClaims_SendsWhatKubectlWouldSend()
    {
        await using var dashboard = await Dashboard.StartAsync();
        await dashboard.WithWebAsync(change: yaml => yaml.Replace("  serviceName: nginx", "  serviceName: nginx\n  persistentVolumeClaimRetentionPolicy: {whenScaled: Retain, whenDeleted: Delete}", StringComparison.Ordinal));
        await using var recorder = await WriteRecorder.StartAsync(dashboard.Demo);
        var uid = await dashboard.GetAsync("statefulset/web", "{.metadata.uid}");
        var unbind = $$"""{"metadata": {"ownerReferences": [{"$patch": "delete", "uid": "{{uid}}"} ] } }""";

        await CompareAsync(
            dashboard, recorder, """{"action": "deletion"}""",
            [
                ["patch", "statefulset", "web", "--type=merge", "--patch", """{"spec": {"persistentVolumeClaimRetentionPolicy": {"whenDeleted": "Retain", "whenScaled": "Retain"}}}"""],
                .. new[] { "www-web-0", "www-web-1", "www-web-2" }.Select(claim => new[] { "patch", "persistentvolumeclaim", claim, "--patch", unbind }),
                ["scale", "statefulset/web", "--replicas=0"],
                ["delete", "statefulset", "web", "--cascade=foreground", "--wait=false"],
            ]);
    }

    /// <param name="together">So many first commands of kubectl are one request of the dashboard.</param>
    private static async Task CompareAsync(Dashboard dashboard, WriteRecorder recorder, string intent, string[][] commands, int together = 1)
    {
        var answer = await dashboard.Http.PostAsync("api/clusters/demo/namespaces/default/statefulsets/web/plan", JsonContent.Create(JsonNode.Parse(intent)));
        var plan = await answer.Content.ReadFromJsonAsync<JsonElement>();
        plan.GetProperty("dryRun").GetString().ShouldBe("applied", intent + plan);
        var planned = plan.GetProperty("requests").EnumerateArray()
            .Select(request => Line(new(Text(request, "method"), Text(request, "path"), Text(request, "contentType"), Text(request, "body")))).ToArray();

        foreach (var command in commands)
        {
            await SendAsync(recorder, ["--namespace=default", .. command]);
        }

        planned.ShouldBe(Merged(recorder.Take(), together).Select(Line), intent);

        // the commands that are shown to be copied are the same again, as a shell reads them
        foreach (var line in plan.GetProperty("kubectl").EnumerateArray().Select(line => line.GetString()!).Where(IsWrite))
        {
            await SendLineAsync(recorder, line);
        }

        planned.ShouldBe(Merged(recorder.Take(), together).Select(Line), "as copied: " + intent);
    }

    private static bool IsWrite(string line) =>
        !line.StartsWith('#') && !line.Contains(" wait ", StringComparison.Ordinal) && !line.Contains(" rollout status ", StringComparison.Ordinal);

    private static async Task SendAsync(WriteRecorder recorder, IEnumerable<string> arguments) =>
        (await Commands.RunAsync(KubectlPrograms.Oldest, ["--kubeconfig=/dev/null", "--server=" + recorder.Address, .. arguments], environment: Home)).ShouldSucceed();

    private static async Task SendLineAsync(WriteRecorder recorder, string line)
    {
        // what is deleted in a dry run does not go: nobody waits for it
        var wait = line.Contains(" delete ", StringComparison.Ordinal) ? " --wait=false" : "";
        var script = $"kubectl() {{ command \"$KUBECTL\" --kubeconfig=/dev/null --server={recorder.Address} \"$@\"; }}\n{line}{wait}";
        (await Commands.RunAsync("sh", ["-c", script], environment: new Dictionary<string, string?>(Home) { ["KUBECTL"] = KubectlPrograms.Oldest })).ShouldSucceed();
    }

    private static Dictionary<string, string?> Home => new() { ["HOME"] = Path.GetTempPath() };

    private static IEnumerable<RecordedWrite> Merged(IReadOnlyList<RecordedWrite> writes, int together)
    {
        if (together == 1)
        {
            return writes;
        }

        writes.Take(together).ShouldAllBe(write => write.Method == "PATCH" && write.Path == Set);
        var whole = new JsonObject();
        foreach (var write in writes.Take(together))
        {
            Merge(whole, JsonNode.Parse(write.Body)!.AsObject());
        }

        return [writes[together - 1] with { Body = whole.ToJsonString() }, .. writes.Skip(together)];
    }

    private static void Merge(JsonObject into, JsonObject from)
    {
        foreach (var (name, value) in from)
        {
            if (value is JsonObject inner && into[name] is JsonObject there)
            {
                Merge(there, inner);
            }
            else
            {
                into[name] = value?.DeepClone();
            }
        }
    }

    private static string Line(RecordedWrite write)
    {
        var body = Plain(JsonNode.Parse(write.Body), write.Method == "DELETE");
        return $"{write.Method} {write.Path} {write.ContentType} {body?.ToJsonString()}";
    }

    /// <summary>Without what the comparison leaves out, and with names in order.</summary>
    private static JsonNode? Plain(JsonNode? node, bool isOptions) => node switch
    {
        JsonObject item => new JsonObject(item
            .Where(field => !field.Key.StartsWith("$setElementOrder/", StringComparison.Ordinal) && field is not { Key: "valueFrom", Value: null })
            .Where(field => !isOptions || field.Key is not ("kind" or "apiVersion" or "preconditions"))
            .Select(field => KeyValuePair.Create(field.Key, field.Key == "metadata" && field.Value is JsonObject metadata ? Plain(Unguarded(metadata), false) : Plain(field.Value, false)))
            .Where(field => field.Key != "metadata" || field.Value is JsonObject { Count: > 0 })
            .OrderBy(field => field.Key, StringComparer.Ordinal)),
        JsonArray items => new JsonArray([.. items.Select(item => Plain(item, false))]),
        _ => node?.DeepClone(),
    };

    private static JsonObject Unguarded(JsonObject metadata)
    {
        var rest = metadata.DeepClone().AsObject();
        rest.Remove("uid");
        rest.Remove("resourceVersion");
        return rest;
    }

    private static string Partition(int partition) => $$"""{"spec": {"updateStrategy": {"rollingUpdate": {"partition": {{partition}} } } } }""";

    private static string Text(JsonElement request, string name) => request.GetProperty(name).GetString()!;
}
